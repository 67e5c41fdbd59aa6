import type { Deps } from '../../domain/deps.ts'
import type { LogEntry, Said } from '../../domain/message-log/log-entry.ts'
import { voucherCodesAmong } from '../../domain/message-log/read-log.ts'
import type { Inbound } from '../../domain/messages/inbound.ts'
import type { FileRef, OutgoingContent } from '../../domain/messages/message.ts'
import type { Language } from '../../domain/people/person.ts'
import type { Reply } from '../intent.ts'
import { sayReason } from '../wording/send-reason.ts'
import type { wordNotice } from '../wording/word-notice.ts'
import { wordsIn } from '../wording/words.ts'
import { maskNotice, maskText } from './chat-log-masks.ts'

/** Who reads a log, and whose words notices had. */
export type LogReading = {
  /** Of whoever reads it. */
  language: Language
  /** Of the customer, in whose words notices were said. */
  customer: { name: string | null; language: Language }
  /** He may see vouchers, and nobody else reads along. */
  seesCodes: boolean
}

/** One line of a log in words, all of it. */
export type SaidEntry = {
  at: Date
  line: string
  who: string
  text: string
  fate: string | null
  why: string | null
  /** Fate and why as a mark behind the words. */
  mark: string | null
}

export type WordCustomer = ReturnType<typeof wordNotice>

/** Entries in the words of whoever reads them; secrets are left out. */
export async function sayEntries(
  deps: Pick<Deps, 'db'>,
  word: WordCustomer,
  { entries, ...reading }: LogReading & { entries: LogEntry[] },
): Promise<SaidEntry[]> {
  const speech = { word, ...reading }
  const plain = entries.map((entry) => textOf(speech, entry))
  const codes = await voucherCodesAmong(deps, plain)
  const { seesCodes, language } = reading
  return entries.map((entry, place) => ({
    at: entry.at,
    line: entry.line,
    who: whoOf(entry, language),
    text: maskText(plain[place] ?? '', { seesCodes, codes }),
    ...fateOf(entry, language),
  }))
}

type Speech = LogReading & { word: WordCustomer }

function whoOf(entry: LogEntry, language: Language): string {
  const { who } = wordsIn(language).messageLog
  if (entry.from !== 'us') return who[entry.from]
  return entry.sort === 'person' ? (entry.by ?? who.team) : who.bot
}

function fateOf(entry: LogEntry, language: Language) {
  if (entry.from !== 'us') return { fate: null, why: null, mark: null }
  const { messageLog } = wordsIn(language)
  const { fate, error } = entry
  const stands = fate === 'waiting' || fate === 'failed' || fate === 'dropped'
  const why = stands && error !== null ? sayReason(error, language) : null
  return { fate: messageLog.fates[fate], why, mark: messageLog.fate(fate, why) }
}

function textOf(speech: Speech, entry: LogEntry): string {
  const { messageLog } = wordsIn(speech.language)
  switch (entry.from) {
    case 'phone':
      return entry.text || messageLog.empty
    case 'us':
      return contentText(speech, entry.content, entry.on)
    case 'customer': {
      const { inbound, edited, revoked, on } = entry
      const marks = [revoked ? messageLog.revoked : '', edited ? messageLog.edited : '']
      return [heardText(speech, inbound, on), ...marks].filter(Boolean).join(' ')
    }
  }
}

function heardText(speech: Speech, inbound: Inbound, on: Said | null): string {
  const { messageLog } = wordsIn(speech.language)
  if (inbound.kind === 'reaction') return messageLog.reaction(inbound.emoji, quoted(speech, on))
  if (inbound.kind === 'stub') return messageLog.stub
  if (inbound.kind === 'edit') return messageLog.edit(inbound.text)
  if (inbound.kind !== 'message') return messageLog.empty
  const { media, location, referral, text } = inbound
  const parts = [
    media ? messageLog.media(media.kind, media.name) : '',
    location ? messageLog.location : '',
    text,
    referral ? messageLog.fromAd(referral.headline) : '',
  ]
  return parts.filter(Boolean).join(' ') || messageLog.empty
}

function contentText(speech: Speech, content: OutgoingContent, on: Said | null): string {
  const { messageLog } = wordsIn(speech.language)
  if ('message' in content && content.message.reaction) {
    return messageLog.reaction(content.message.reaction.emoji, quoted(speech, on))
  }
  const { text, file } = 'message' in content ? content.message : worded(speech, content)
  const parts = [file ? messageLog.media(kindOf(file), file.name) : '', text]
  return parts.filter(Boolean).join(' ') || messageLog.empty
}

function worded(
  { word, customer, seesCodes }: Speech,
  { notice }: Extract<OutgoingContent, { notice: unknown }>,
): Pick<Reply, 'text' | 'file'> {
  return word(maskNotice(notice, { seesCodes }), customer.language, { name: customer.name })
}

const QUOTED_LETTERS = 40

function quoted(speech: Speech, on: Said | null): string | null {
  if (on === null) return null
  const text =
    'inbound' in on ? heardText(speech, on.inbound, null) : contentText(speech, on.content, null)
  return firstWords(text, QUOTED_LETTERS)
}

/** On one line, and no longer than that. A link is there whole or not at all. */
export function firstWords(text: string, letters: number): string {
  const line = Array.from(text.replaceAll(/\s+/g, ' ').trim())
  if (line.length <= letters) return line.join('')
  const kept = line.slice(0, letters).join('')
  const whole = line[letters] === ' ' ? kept : kept.replace(/https?:\/\/\S*$/i, '')
  return `${whole.trimEnd()}…`
}

function kindOf({ mime }: FileRef) {
  if (mime.startsWith('image/')) return 'image' as const
  if (mime.startsWith('audio/')) return 'audio' as const
  return mime.startsWith('video/') ? ('video' as const) : ('document' as const)
}

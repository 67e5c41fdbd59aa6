import { z } from 'zod'
import { chatHistory, type SaidLine } from '../../domain/chats/chat-history.ts'
import { showCard } from '../../domain/chats/open-topic.ts'
import type { Deps } from '../../domain/deps.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { wordNotice } from '../wording/word-notice.ts'
import { words } from '../wording/words.ts'
import { customer, idOf, who, whose } from './chat.ts'

/** What was said last with a customer, for whoever takes over. */
export const chatPast = defineIntent({
  name: 'chat.history',
  who,
  command: {
    noun: 'chat',
    verb: 'riwayat',
    aliases: ['history'],
    positional: ['siapa'],
    about: { id: 'Pesan terakhir dengan pelanggan', en: 'Last messages with a customer' },
    examples: ['/chat riwayat budi'],
  },
  arguments: [customer],
  input: whose,
  async run(deps, input, turn) {
    const { topics } = words(turn).chats
    const conversationId = await idOf(deps, input)
    const said = await chatHistory(deps, { conversationId, limit: LINES })
    if (said.length === 0) return { text: topics.noHistory }
    return { text: topics.history(said.map((line) => lineOf(deps, turn, line))) }
  },
})

/** Reached from the card, and when one of its buttons was too old. */
export const refreshCard = defineIntent({
  name: 'chat.refresh',
  who,
  input: z.object({ conversationId: z.int().positive() }),
  async run(deps, { conversationId }, turn) {
    await showCard(deps, conversationId)
    return { text: words(turn).chats.topics.refreshed }
  },
})

const LINES = 12
const MOST_LETTERS = 200

function lineOf(
  deps: Pick<Deps, 'business'>,
  turn: Turn,
  { from, who, at, text, content }: SaidLine,
) {
  const { topics } = words(turn).chats
  const time = at.toLocaleTimeString('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: deps.business.timeZone,
  })
  const name = { customer: topics.customer, bot: topics.bot, team: who ?? topics.team }[from]
  const whole = text || (content && wordsOf(turn, content)) || topics.file
  const line = whole.replaceAll(/\s+/g, ' ')
  const short = line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line
  return topics.historyLine(time, name, short)
}

/** Addresses are not needed to know what was said. */
const worded = wordNotice({ pay: () => '…' })

function wordsOf({ person }: Turn, content: NonNullable<SaidLine['content']>) {
  if (!('notice' in content)) return ''
  // Codes and passwords stand below the first line, and are for the customer alone.
  const [first = '', ...more] = worded(content.notice, person.language).text.split('\n')
  return more.length > 0 ? `${first} …` : first
}

import { randomUUID } from 'node:crypto'
import type { WAMessage, WAMessageKey } from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import { Rejected } from '../../../domain/fault.ts'
import type { Message } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import { inParts } from '../../in-parts.ts'
import { jidOf } from './address.ts'
import { attachFile } from './attach-file.ts'
import { selectRaw } from './hearing-queries.ts'
import { messageIdOf } from './message-id.ts'
import { partsOf, withNumbers } from './outgoing.ts'
import { selectSent } from './sent-queries.ts'
import { contentIn } from './stored-message.ts'
import { connected, type Line, type Part, transmit } from './transmit.ts'

type Speaking = Pick<Deps, 'db'> & { line: Line; readFile: ReadFile; folder: string }

export type To = { chat: string; key?: string | undefined }

/** Says a message, in as many parts as it takes; resolves with the id of the last. */
export async function speak(
  speaking: Speaking,
  { chat, key = randomUUID() }: To,
  message: Message,
  signal: AbortSignal,
): Promise<{ providerId: string }> {
  const { line } = speaking
  const jid = await knownJid(line, chat, signal)
  const idOf = (place: number) => messageIdOf(line.accountId, place === 0 ? key : `${key}/${place}`)
  const { reaction } = message
  if (reaction) {
    const react = { text: reaction.emoji, key: await keyOf(speaking, chat, reaction.to) }
    const part = { id: idOf(0), jid, chat, content: { react } }
    await transmit(speaking, part, signal)
    return { providerId: part.id }
  }
  const attached = message.file && (await attachFile(speaking, message.file))
  const quoted = message.replyTo ? await quotedOf(speaking, chat, message.replyTo) : undefined
  const parts = partsOf(message, attached).map((content, place): Part => ({
    id: idOf(place),
    jid,
    chat,
    content,
    ...(place === 0 && { quoted }),
  }))
  const [first, ...rest] = parts.map((part) => async () => {
    await transmit(speaking, part, signal)
    return part.id
  })
  if (!first) throw new Rejected('There is nothing to send', { code: 'empty' })
  return { providerId: await inParts(first, ...rest) }
}

/**
 * Changes what was said. `too_old` where WhatsApp allows it no more, or more than words would change:
 * said anew it is a message of its own, with a key of its own.
 */
export async function changeSaid(
  speaking: Speaking,
  { chat, of }: { chat: string; of: string },
  message: Message,
  signal: AbortSignal,
): Promise<{ providerId: string }> {
  const { line } = speaking
  const before = await selectSent(speaking.db, line.accountId, of)
  const words = withNumbers(message.text, message.choices ?? [])
  const content = before && line.library.proto.Message.decode(before.proto)
  const wasWords = Boolean(content?.extendedTextMessage ?? content?.conversation)
  const [text] = words
  if (!before || !wasWords || message.file || words.length !== 1 || before.ageMs > EDITABLE_MS) {
    throw new Rejected('This message can be changed no more', { code: 'too_old' })
  }
  const jid = jidOf(chat)
  const part: Part = {
    id: messageIdOf(line.accountId, `edit:${of}:${text ?? ''}`),
    jid,
    chat,
    content: {
      text: text ?? '',
      edit: { remoteJid: jid, fromMe: true, id: of },
      linkPreview: null,
    },
    attributes: { edit: '1' },
  }
  await transmit(speaking, part, signal)
  return { providerId: of }
}

/** Their phone's own name for a message of this chat: theirs as it was told, else ours. */
export async function keyOf(
  { db, line }: Pick<Speaking, 'db' | 'line'>,
  chat: string,
  id: string,
): Promise<WAMessageKey> {
  const { accountId } = line
  const [told] = await selectRaw(db, { accountId, chat, ids: [id] })
  const { remoteJid } = told?.raw.key ?? {}
  if (told)
    return { remoteJid: remoteJid ?? jidOf(chat), fromMe: told.raw.key?.fromMe ?? false, id }
  return { remoteJid: jidOf(chat), fromMe: true, id }
}

async function quotedOf(speaking: Speaking, chat: string, id: string): Promise<WAMessage> {
  const { db, line } = speaking
  const { accountId, library } = line
  const ours = await selectSent(db, accountId, id)
  if (ours) {
    const message = library.proto.Message.decode(ours.proto)
    return { key: { remoteJid: jidOf(chat), fromMe: true, id }, message }
  }
  const [told] = await selectRaw(db, { accountId, chat, ids: [id] })
  const message = (told?.raw.key && contentIn(library, told.raw)) ?? { conversation: '' }
  const key = { remoteJid: told?.raw.key?.remoteJid ?? jidOf(chat), fromMe: false, id }
  return { key, message }
}

/**
 * A number nobody wrote to yet may have no WhatsApp. Asking is cheap, sending into nothing is held
 * against us.
 */
async function knownJid(line: Line, chat: string, signal: AbortSignal): Promise<string> {
  const jid = jidOf(chat)
  if (!jid.endsWith('@s.whatsapp.net') || line.caches.reached.get(jid)) return jid
  const socket = connected(line)
  const asked = socket.onWhatsApp(jid).catch(() => undefined)
  const found = await Promise.race([asked, aborted(signal)])
  // Those that have none are left out of the answer.
  if (found && !found.some(({ exists }) => exists)) {
    throw new Rejected('This number has no WhatsApp', { code: 'undeliverable' })
  }
  line.caches.reached.set(jid, true)
  return jid
}

function aborted(signal: AbortSignal) {
  return new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

const EDITABLE_MS = 14 * 60_000

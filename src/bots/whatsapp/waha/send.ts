import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import type { FileRef, Message } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import { inParts } from '../../in-parts.ts'
import { jidOf } from './address.ts'
import { idFromKey, providerIdOf, sentIdOf, serializeId } from './message-id.ts'
import type { OwnSends } from './own-sends.ts'
import type { WahaApi } from './waha-api.ts'
import { type Part, partsOf } from './wire-message.ts'

type Options = {
  api: WahaApi
  session: string
  accountId: number
  readFile: ReadFile
  ownSends: OwnSends
}
type Telling = { signal: AbortSignal; messageIds?: string[]; messageId?: string | undefined }
type To = { chat: string; signal: AbortSignal; key: string | undefined }

/** Says things through one session. Each resolves with the provider id of what was said. */
export function createSending({ api, session, accountId, readFile, ownSends }: Options) {
  async function send(message: Message, to: To): Promise<string> {
    if (message.reaction) return react(message.reaction, to)
    const bytes = message.file && (await read(message.file))
    const posts = partsOf(message, bytes).map((part, place) => () => {
      const quoted = place === 0 ? message.replyTo : undefined
      return post(part, to, { place, quoted })
    })
    const [first, ...rest] = posts
    if (!first) throw new Rejected('There is nothing to send', { code: 'empty' })
    return inParts(first, ...rest)
  }

  async function post(
    part: Part,
    { chat, signal, key }: To,
    { place, quoted }: { place: number; quoted: string | undefined },
  ) {
    const chatId = jidOf(chat)
    // Parts are messages of their own.
    const id = key === undefined ? undefined : idFromKey(`${accountId}:${key}:${place}`)
    const body = {
      session,
      chatId,
      ...(id !== undefined && { id }),
      ...(quoted !== undefined && { reply_to: serializeId(quoted, chatId) }),
      ...part.body,
    }
    const given = await ownSends.track(chat, id, async () => {
      const answer = await ask({ method: 'POST', path: part.path, body, signal })
      const sent = sentIdOf(answer) ?? id
      if (!sent) throw new OutcomeUnknown('WAHA gave the message no id')
      return sent
    })
    return providerIdOf({ fromMe: true, id: given })
  }

  /** The same emoji twice is one emoji. */
  async function react({ to, emoji }: { to: string; emoji: string }, { chat, signal }: To) {
    const body = { session, messageId: serializeId(to, jidOf(chat)), reaction: emoji }
    const asked = { method: 'PUT', path: 'api/reaction', body, signal, repeatable: true } as const
    const id = sentIdOf(await ask(asked))
    return id ? providerIdOf({ fromMe: true, id }) : `${to}:reaction`
  }

  /** To a chat, where it does not matter whether it is done twice. */
  function tell(path: string, chat: string, { signal, ...more }: Telling) {
    const body = { session, chatId: jidOf(chat), ...more }
    return ask({ method: 'POST', path, body, signal, repeatable: true })
  }

  async function ask(question: Parameters<WahaApi['ask']>[0]) {
    try {
      return await api.ask(question)
    } catch (cause) {
      if (!(cause instanceof Rejected) || cause.code !== 'not_found') throw cause
      // Older versions know nothing of a session that does not run.
      throw new Unreachable('The WAHA session is not there', { cause, retryAfterMs: 30_000 })
    }
  }

  function read(file: FileRef) {
    return readFile(file).catch((cause: unknown) => {
      throw new Unreachable(`The file ${file.key} could not be read`, { cause })
    })
  }

  return {
    send,
    /** The last id alone is for versions before 2025. */
    markRead: async (chat: string, providerIds: string[], signal: AbortSignal) => {
      const messageIds = providerIds.map((one) => serializeId(one, jidOf(chat)))
      if (messageIds.length === 0) return
      await tell('api/sendSeen', chat, { signal, messageIds, messageId: messageIds.at(-1) })
    },
    showTyping: async (chat: string, { on }: { on: boolean }, signal: AbortSignal) => {
      await tell(on ? 'api/startTyping' : 'api/stopTyping', chat, { signal })
    },
  }
}

import type { Message } from '../../../domain/messages/message.ts'
import { jidOf } from './address.ts'
import { fetchMedia } from './fetch-media.ts'
import type { Verb } from './host-protocol.ts'
import { changeSaid, keyOf, speak } from './speak.ts'
import { connected } from './transmit.ts'

type Speaking = Parameters<typeof speak>[0]

/** Does what a door in another process was asked to do. */
export async function answerCall(
  speaking: Speaking,
  { verb, given }: { verb: Verb; given: unknown[] },
  signal: AbortSignal,
): Promise<unknown> {
  const { line } = speaking
  switch (verb) {
    case 'send': {
      const [chat, message, key] = given as [string, Message, string | undefined]
      return speak(speaking, { chat, key }, message, signal)
    }
    case 'edit': {
      const [chat, of, message] = given as [string, string, Message]
      return changeSaid(speaking, { chat, of }, message, signal)
    }
    case 'markRead': {
      const [chat, ids] = given as [string, string[]]
      const keys = await Promise.all(ids.map((id) => keyOf(speaking, chat, id)))
      return connected(line).readMessages(keys.filter(({ fromMe }) => !fromMe))
    }
    case 'showTyping': {
      const [chat, { on, to }] = given as [string, { on: boolean; to?: string }]
      const key = to ? await keyOf(speaking, chat, to) : undefined
      const jid = key?.fromMe === false ? key.remoteJid : undefined
      return connected(line).sendPresenceUpdate(on ? 'composing' : 'paused', jid ?? jidOf(chat))
    }
    case 'download': {
      const [ref] = given as [string]
      return fetchMedia(line, ref, signal)
    }
  }
}

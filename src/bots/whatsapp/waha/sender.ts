import type { Inbound } from '../../../domain/messages/inbound.ts'
import { chatOf, type Names, namesIn } from './address.ts'
import type { Lids } from './lids.ts'
import { asRecord, type MessageId } from './message-id.ts'
import type { WahaMessage } from './wire.ts'

/** Who listens to one session, and what he knows beyond the event. */
export type Listener = {
  accountId: number
  lids: Lids
  knownChat: KnownChat
  /** Whether this message was sent through our own door. */
  isOurs: (id: MessageId) => Promise<boolean>
  wasSent: WasSent
  now: () => number
}

/** Whether any door of ours sent it. Throws where only a moment later can tell. */
export type WasSent = (told: { chat: string; providerId: string; text: string }) => Promise<boolean>

/** The chat that somebody has with us already, by any of his names: what began under a LID stays there. */
export type KnownChat = (names: Names) => Promise<string | undefined>

/** The other side of a chat. */
export type Whom = {
  chat: string
  names: Names
  /** Whether he is the one behind an address. */
  wrote: (jid: unknown) => boolean
}

/** Where news goes that belongs to no chat, and what groups, channels and statuses say. */
export const NOBODY = 'account'

/** Whose chat a message is in; nothing where it is no chat with one person. */
export async function whomFrom(
  { jid, fromMe }: Pick<MessageId, 'jid' | 'fromMe'>,
  { _data }: WahaMessage,
  { lids, knownChat }: Listener,
): Promise<Whom | undefined> {
  const named = namesIn(jid)
  if (!chatOf(named)) return undefined
  const names = { ...otherName(_data, fromMe), ...named }
  if (names.lid && names.phone) lids.learn(names.lid, names.phone)
  if (names.lid && !names.phone) {
    const phone = await lids.phoneOf(names.lid)
    if (phone) names.phone = phone
  }
  const chat = (names.lid && (await knownChat(names))) || chatOf(names)
  if (!chat) return undefined
  const wrote = (other: unknown) => {
    const { phone, lid } = namesIn(other)
    return Boolean((phone && phone === names.phone) || (lid && lid === names.lid))
  }
  return { chat, names, wrote }
}

/** An address that comes as a LID often has the number beside it, or the other way round. */
function otherName(data: unknown, fromMe: boolean): Names {
  const key = asRecord(asRecord(data)['key'])
  const info = asRecord(asRecord(data)['Info'])
  const spoken = fromMe
    ? [key['remoteJidAlt'], info['RecipientAlt']]
    : [key['remoteJidAlt'], key['senderPn'], key['senderLid'], info['SenderAlt']]
  return Object.assign({}, ...spoken.map(namesIn)) as Names
}

export function senderOf(
  { _data }: WahaMessage,
  { names: { phone, lid } }: Whom,
): Pick<Extract<Inbound, { kind: 'reaction' }>, 'from' | 'name'> {
  const { pushName, notifyName, Info } = asRecord(_data)
  const name = [pushName, notifyName, asRecord(Info)['PushName']].find(
    (given) => typeof given === 'string' && given !== '',
  )
  return {
    from: [
      ...(phone ? [{ kind: 'phone' as const, value: `+${phone}` }] : []),
      ...(lid ? [{ kind: 'lid' as const, value: lid }] : []),
    ],
    ...(typeof name === 'string' && { name }),
  }
}

import type { proto, WAMessage } from '@whiskeysockets/baileys'
import type { Library } from './library.ts'

/** A message as it is kept: plain JSON, bytes in base64, enums by name. */
export type StoredMessage = {
  key: StoredKey
  message?: object
  messageTimestamp?: number
  messageStubType?: number
  messageStubParameters?: string[]
  pushName?: string
  status?: number
}

type StoredKey = {
  remoteJid?: string
  remoteJidAlt?: string
  fromMe?: boolean
  id?: string
  participant?: string
  participantAlt?: string
}

/** Taken at once and whole: Baileys goes on to change what it hands out. */
export function toStored({ proto }: Library, told: WAMessage): StoredMessage {
  const { key, message, messageTimestamp, messageStubType, messageStubParameters } = told
  const { remoteJid, remoteJidAlt, fromMe, id, participant, participantAlt } = key
  return withoutNothing({
    key: withoutNothing({ remoteJid, remoteJidAlt, fromMe, id, participant, participantAlt }),
    message: message ? proto.Message.fromObject(message).toJSON() : undefined,
    messageTimestamp: secondsOf(messageTimestamp),
    messageStubType: messageStubType ?? undefined,
    messageStubParameters: messageStubParameters?.length ? [...messageStubParameters] : undefined,
    pushName: told.pushName,
    status: told.status,
  }) as StoredMessage
}

/** The content again as Baileys had it. */
export function contentIn(
  { proto }: Library,
  { message }: StoredMessage,
): proto.IMessage | undefined {
  return message ? proto.Message.fromObject(message) : undefined
}

export function secondsOf(told: WAMessage['messageTimestamp'] | undefined): number | undefined {
  if (told === null || told === undefined) return undefined
  const seconds = typeof told === 'number' ? told : Number(String(told))
  return Number.isFinite(seconds) ? seconds : undefined
}

function withoutNothing(fields: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  )
}

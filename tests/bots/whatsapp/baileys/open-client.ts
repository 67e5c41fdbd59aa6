import {
  type AuthenticationCreds,
  type BaileysEventMap,
  DEFAULT_CONNECTION_CONFIG,
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  WA_CERT_DETAILS,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys'
import { silentLog } from '../../../../src/bots/whatsapp/baileys/stand-in/silent-log.ts'
import type { WhatsAppStandIn } from '../../../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import { until } from '../../../support/until.ts'

export type Upsert = BaileysEventMap['messages.upsert']
export type Client = ReturnType<typeof openClient>
export type Keys = { creds: AuthenticationCreds; store: SignalKeyStore }

/** A real client with its keys in memory, that comes again after pairing as it is told to. */
export function openClient(
  whatsapp: WhatsAppStandIn,
  keys: Keys = { creds: initAuthCreds(), store: memoryStore() },
  options: Partial<UserFacingSocketConfig> = {},
) {
  WA_CERT_DETAILS.PUBLIC_KEY = whatsapp.certRoot
  const upserts: Upsert[] = []
  const updates: BaileysEventMap['messages.update'] = []
  const reactions: BaileysEventMap['messages.reaction'] = []
  const connections: BaileysEventMap['connection.update'][] = []
  const presences: BaileysEventMap['presence.update'][] = []
  const caps: unknown[] = []
  const endings: number[] = []
  const qrs: string[] = []
  let state = 'new'
  let sock: WASocket
  const connect = () => {
    state = 'connecting'
    sock = makeWASocket({
      ...DEFAULT_CONNECTION_CONFIG,
      waWebSocketUrl: whatsapp.wsUrl,
      auth: { creds: keys.creds, keys: keys.store },
      logger: silentLog,
      ...options,
    })
    const { ev } = sock
    ev.on('creds.update', (update) => Object.assign(keys.creds, update))
    ev.on('messages.upsert', (upsert) => upserts.push(upsert))
    ev.on('messages.update', (all) => updates.push(...all))
    ev.on('messages.reaction', (all) => reactions.push(...all))
    ev.on('presence.update', (one) => presences.push(one))
    ev.on('message-capping.update', (one) => caps.push(one))
    ev.on('connection.update', (update) => {
      connections.push(update)
      if (update.qr) qrs.push(update.qr)
      if (update.connection) state = update.connection
      if (update.connection !== 'close') return
      const code = (update.lastDisconnect?.error as { output?: { statusCode: number } })?.output
      endings.push(code?.statusCode ?? 0)
      if (code?.statusCode === 515) connect()
    })
  }
  connect()
  return {
    keys,
    upserts,
    updates,
    reactions,
    connections,
    presences,
    caps,
    endings,
    qrs,
    connect,
    get sock() {
      return sock
    },
    state: () => state,
    /** Without what the phone and its devices tell each other. */
    messages: (): WAMessage[] =>
      upserts.flatMap(({ messages }) => messages).filter((one) => !one.message?.protocolMessage),
    /** How far a message got; the library says it in either of two events. */
    statusOf: (id: string | null | undefined) =>
      [
        ...upserts.flatMap(({ messages }) => messages),
        ...updates.map(({ key, update }) => ({ key, status: update.status })),
      ].reduce((most, { key, status }) => (key.id === id ? Math.max(most, status ?? 0) : most), 0),
    opened: () => until(() => state, 'open'),
    async pair(owner: { phone: string; name?: string; lid?: string }) {
      await until(() => qrs.length > 0, true)
      const business = whatsapp.scan(qrs.at(-1) ?? '', owner)
      await until(() => state === 'open' && business.isOnline(), true)
      return business
    },
    close: () => sock.end(undefined),
  }
}

export const textOf = ({ message }: WAMessage) =>
  message?.conversation ?? message?.extendedTextMessage?.text ?? undefined

export function memoryStore(): SignalKeyStore {
  const all = new Map<string, unknown>()
  return {
    get: (type, ids) =>
      Object.fromEntries(
        ids.filter((id) => all.has(`${type} ${id}`)).map((id) => [id, all.get(`${type} ${id}`)]),
      ) as never,
    set(data: SignalDataSet) {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null) all.delete(`${type} ${id}`)
          else all.set(`${type} ${id}`, value)
        }
      }
    },
  }
}

/**
 * The peer: sockets of Baileys with keys in memory, and nothing else. What it hears it counts,
 * what it says it forgets.
 */
import {
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalKeyStore,
  WA_CERT_DETAILS,
  type WASocket,
} from '@whiskeysockets/baileys'
import { setTimeout as pause } from 'node:timers/promises'
import { silenceSignal } from '../../src/bots/whatsapp/baileys/silence-signal.ts'
import { silentLog } from '../../src/bots/whatsapp/baileys/stand-in/silent-log.ts'
import { inTurns } from './in-turns.ts'
import { answerQuestions, tellNews } from './other-process.ts'
import type { Server } from './world.ts'

export type BareNews = { qr: string; phone: string }

const sockets = new Map<string, WASocket>()
const heard = { messages: 0 }

silenceSignal()
answerQuestions(
  {
    async open({ server, phones }: { server: Server; phones: string[] }) {
      WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(server.certRoot, 'hex')
      await Promise.all(phones.map((phone) => open(server.wsUrl, phone)))
    },
    heard: () => heard.messages,
    async hears({ atLeast }: { atLeast: number }) {
      while (heard.messages < atLeast) await pause(2)
    },
    send: ({ phone, jids, count }: { phone: string; jids: string[]; count: number }) =>
      inTurns(count, async (place) => {
        await sockets.get(phone)?.sendMessage(jids[place % jids.length] ?? '', {
          text: `Jawaban ${place}`,
        })
      }),
  },
  async () => {
    for (const socket of sockets.values()) await socket.end(undefined)
  },
)

function open(waWebSocketUrl: string, phone: string): Promise<void> {
  const creds = initAuthCreds()
  const keys = memoryKeys()
  const { promise, resolve } = Promise.withResolvers<void>()
  const connect = () => {
    const socket = makeWASocket({ waWebSocketUrl, auth: { creds, keys }, logger: silentLog })
    sockets.set(phone, socket)
    let isAsked = false
    socket.ev.on('creds.update', (update) => void Object.assign(creds, update))
    socket.ev.on('messages.upsert', ({ messages }) => {
      heard.messages += messages.filter(({ key, message }) => !key.fromMe && message).length
    })
    socket.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
      if (qr && !isAsked) tellNews({ qr, phone } satisfies BareNews)
      if (qr) isAsked = true
      if (connection === 'open') resolve()
      if (connection !== 'close') return
      const { output } = (lastDisconnect?.error ?? {}) as { output?: { statusCode?: number } }
      // It is paired, and shall come again as what it is now.
      if (output?.statusCode === 515) connect()
    })
  }
  connect()
  return promise
}

function memoryKeys(): SignalKeyStore {
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

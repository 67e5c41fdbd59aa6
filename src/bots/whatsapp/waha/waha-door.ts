import { Rejected } from '../../../domain/fault.ts'
import type { SessionState } from '../../../domain/tables.ts'
import type { Door, ReadFile, WriteDown } from '../../door.ts'
import { createLineHealth } from '../../line-health.ts'
import { hearEvent } from './hear-event.ts'
import { createLids } from './lids.ts'
import { downloadMedia } from './media.ts'
import { asRecord } from './message-id.ts'
import { createOwnSends } from './own-sends.ts'
import { createSending } from './send.ts'
import type { KnownChat, WasSent } from './sender.ts'
import { createSessionKeeper, type KeeperOptions, TOKEN_REFUSED } from './session-keeper.ts'
import { fetchQr } from './sessions.ts'
import type { SessionStatus, WahaAck, WahaEvent } from './wire.ts'

export type WahaOptions = KeeperOptions & {
  accountId: number
  writeDown: WriteDown
  readFile: ReadFile
  /** Default: nobody has a chat with us under another name. */
  knownChat?: KnownChat
  /** Default: what this door does not remember was typed on the phone. */
  wasSent?: WasSent
  now?: () => number
}

export type WahaDoor = Door & {
  /** One event of this session, checked already. Resolves when it is written down. */
  take: (event: WahaEvent) => Promise<void>
  /** What is wanted of the session from now on; carried out by itself. */
  want: (wanted: SessionState) => void
  /** The code to scan, as a PNG. Throws while there is none. */
  qrPng: (signal: AbortSignal) => Promise<Uint8Array>
  /** Our own number in international form, once known. */
  ownNumber: () => string | undefined
}

/** One WhatsApp account behind a WAHA server; all doors of a server share its `api`. */
export function createWahaDoor(options: WahaOptions): WahaDoor {
  const { api, session, accountId, log, now = Date.now } = options
  const line = createLineHealth(log)
  const keeper = createSessionKeeper(options, line)
  const ownSends = createOwnSends()
  const sending = createSending({ ...options, ownSends })
  const listener = {
    accountId,
    lids: createLids({ api, session, now }),
    knownChat: options.knownChat ?? (async () => undefined),
    isOurs: ownSends.isOurs,
    wasSent: options.wasSent ?? (async () => false),
    now,
  }
  const writing = new Set<Promise<void>>()
  let keeping: Promise<void> = Promise.resolve()

  async function hear(event: WahaEvent) {
    const heard = await hearEvent(event, listener)
    if (heard.length > 0) await options.writeDown(heard)
  }

  const send: Door['send'] = async (chat, message, signal, key) => {
    try {
      const providerId = await sending.send(message, { chat, signal, key })
      line.fine()
      return { providerId }
    } catch (error) {
      const refused = error instanceof Rejected && error.code === 'token'
      if (refused) line.trouble('down', TOKEN_REFUSED)
      throw error
    }
  }

  return {
    channel: 'waha',
    accountId,
    health: line.now,
    pace: { perSecond: 1, burst: 5 },
    canEdit: false,
    canReact: true,
    send,
    // WhatsApp lets a message be changed for a quarter of an hour only.
    edit: (chat, _providerId, message, signal) => send(chat, message, signal),
    markRead: sending.markRead,
    showTyping: sending.showTyping,
    download: (ref, signal) => downloadMedia({ api, session }, ref, signal),
    want: keeper.want,
    qrPng: (signal) => fetchQr(api, session, signal),
    ownNumber: keeper.phone,

    async take(event) {
      if (event.event === 'session.status') {
        const { status } = asRecord(event.payload)
        return keeper.heard(status as SessionStatus | undefined, event.me)
      }
      if (event.event === 'message.ack') tellOfRestriction(event, options.onNews)
      const written = hear(event)
      writing.add(written)
      return written.finally(() => writing.delete(written))
    },
    async start() {
      keeping = keeper.keep()
      await Promise.race([line.known, keeping])
    },
    async stop() {
      keeper.stop()
      await keeping
      await Promise.allSettled(writing)
    },
  }
}

/** WhatsApp has stopped this number from writing to strangers, and tells so with what failed. */
function tellOfRestriction({ payload }: WahaEvent, tell: KeeperOptions['onNews']) {
  const { error } = asRecord(payload) as WahaAck & { error?: { blocked?: boolean } }
  if (!error?.blocked) return
  const until = new Date(error.until ?? Number.NaN)
  tell?.({
    kind: 'restricted',
    until: Number.isNaN(until.getTime()) ? null : until,
    reason: [error.code, error.reason].filter(Boolean).join(' '),
  })
}

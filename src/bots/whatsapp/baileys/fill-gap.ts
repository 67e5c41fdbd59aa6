import { setTimeout as pause } from 'node:timers/promises'
import type { WAMessageKey, WASocket } from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import { selectLastOfChats } from './hearing-queries.ts'
import type { StoredMessage } from './stored-message.ts'

type Options = { accountId: number; socket: () => WASocket | undefined }

/**
 * Asks the phone for what may have been lost while we were away or could not write: what comes
 * goes the way of everything that is heard. The chats that were alive lately, and each other one as
 * soon as somebody speaks in it.
 */
export function createGapFilling({ db, log }: Pick<Deps, 'db' | 'log'>, options: Options) {
  const { accountId, socket } = options
  const asked = new Set<string>()
  let openUntil = 0

  async function ask(key: WAMessageKey, at: number) {
    const now = socket()
    const jid = key.remoteJid
    if (!now || !jid || asked.has(jid)) return
    asked.add(jid)
    await now
      .fetchMessageHistory(PER_CHAT, key, at)
      .catch((err: unknown) =>
        log.debug({ err, accountId }, 'the phone could not be asked for a chat'),
      )
  }

  return {
    async begin() {
      openUntil = Date.now() + OPEN_MS
      asked.clear()
      const chats = await selectLastOfChats(db, accountId, MOST_CHATS)
      for (const { raw } of chats) {
        // Nothing newer is known there, so it is asked for what was before now.
        if (raw?.key) await ask(keyOf(raw), Date.now())
        await pause(BETWEEN_MS, undefined, { ref: false })
      }
    },
    /** What comes first after a gap is what to look back from. */
    heard: (message: StoredMessage) => {
      if (Date.now() > openUntil || message.key.fromMe) return
      const { remoteJid } = message.key
      if (!/@(s\.whatsapp\.net|lid)$/.test(remoteJid ?? '')) return
      void ask(keyOf(message), (message.messageTimestamp ?? 0) * 1000)
    },
  }
}

function keyOf({ key: { remoteJid, fromMe = false, id } }: StoredMessage): WAMessageKey {
  return { remoteJid: remoteJid ?? null, fromMe, id: id ?? null }
}

const MOST_CHATS = 20
const PER_CHAT = 20
const BETWEEN_MS = 300
const OPEN_MS = 10 * 60_000

import type { SocketConfig, WASocket } from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import { quietLog } from './quiet-log.ts'
import { selectSent } from './sent-queries.ts'
import type { SessionOptions } from './session.ts'

/** A socket of Baileys with everything that must outlive it given from outside. */
export function openSocket(
  { db }: Pick<Deps, 'db'>,
  options: SessionOptions,
  makeSignalRepository: SocketConfig['makeSignalRepository'],
): WASocket {
  const { accountId, library, server, keys, caches, log } = options
  const { mediaCache, msgRetryCounterCache, userDevicesCache, placeholderResendCache } = caches
  return library.makeWASocket({
    ...(server.url && { waWebSocketUrl: server.url }),
    auth: keys.auth,
    makeSignalRepository,
    logger: quietLog(log),
    mediaCache,
    msgRetryCounterCache,
    userDevicesCache,
    placeholderResendCache,
    // Otherwise the owner's phone would ring for nothing any more.
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: ({ syncType }) =>
      syncType === undefined || FULL_HISTORY !== Number(syncType),
    // The key store is patient by itself.
    transactionOpts: { maxCommitRetries: 3, delayBetweenTriesMs: 500 },
    // Whoever could not read a message asks for it again, after days and restarts too.
    async getMessage({ id }) {
      const sent = id ? await selectSent(db, accountId, id).catch(() => undefined) : undefined
      return sent && library.proto.Message.decode(sent.proto)
    },
  })
}

/** Years of chats: only what is recent tells us names and numbers. */
const FULL_HISTORY = 2

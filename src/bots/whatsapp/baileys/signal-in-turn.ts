import { AsyncLocalStorage } from 'node:async_hooks'
import type { SignalKeyStore, SocketConfig } from '@whiskeysockets/baileys'
import type { Arrivals } from './arrivals.ts'
import type { Library } from './library.ts'
import { quietLog } from './quiet-log.ts'

type Options = {
  library: Library
  keys: SignalKeyStore
  arrivals: Pick<Arrivals, 'opened' | 'unreadable'>
  log: Parameters<typeof quietLog>[0]
}

/**
 * Sealing and opening, one after the other for each person. Baileys seals within the transaction of
 * a whole send and opens within another one, so that both turn the same ratchet at once and the
 * customer's phone cannot read what we said; and what it sealed is on its way before its keys are
 * stored. Here each has a transaction of its own, over before anything is sent; and what was opened
 * is written down before the keys are, that is before WhatsApp hears that we have it.
 */
export function signalInTurn({ library, keys, arrivals, log }: Options) {
  const own = library.addTransactionCapability(keys, quietLog(log), {
    // The key store is patient by itself.
    maxCommitRetries: 3,
    delayBetweenTriesMs: 500,
  })
  const opening = new AsyncLocalStorage<Uint8Array>()
  const inTurn = createTurns()

  const store: typeof own = {
    ...own,
    transaction: (work, key) =>
      own.transaction(async () => {
        const result = await work()
        const sealed = opening.getStore()
        if (sealed && result instanceof Uint8Array) await arrivals.opened(sealed, result)
        return result
      }, key),
  }

  const make: SocketConfig['makeSignalRepository'] = (auth, logger, findLids) => {
    const { makeSignalRepository } = library.DEFAULT_CONNECTION_CONFIG
    const signal = makeSignalRepository({ creds: auth.creds, keys: store }, logger, findLids)

    async function of<T>(jid: string, work: () => Promise<T>): Promise<T> {
      const lid = library.isPnUser(jid)
        ? await signal.lidMapping.getLIDForPN(jid).catch(() => null)
        : null
      return inTurn(library.jidDecode(lid ?? jid)?.user ?? jid, work)
    }

    return {
      ...signal,
      encryptMessage: (given) => of(given.jid, () => signal.encryptMessage(given)),
      async decryptMessage(given) {
        const { ciphertext } = given
        try {
          return await of(given.jid, () =>
            opening.run(ciphertext, () => signal.decryptMessage(given)),
          )
        } catch (error) {
          await arrivals.unreadable(ciphertext, error)
          throw error
        }
      },
      injectE2ESession: (given) => of(given.jid, () => signal.injectE2ESession(given)),
      migrateSession: (from, to) => of(to, () => signal.migrateSession(from, to)),
      deleteSession: (jids) => of(jids[0] ?? '', () => signal.deleteSession(jids)),
    }
  }
  return make
}

/** Work of one name waits for the work of that name before it. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const done = (last.get(name) ?? Promise.resolve()).then(work)
    const over = done
      .catch(() => {})
      .finally(() => {
        if (last.get(name) === over) last.delete(name)
      })
    last.set(name, over)
    return done
  }
}

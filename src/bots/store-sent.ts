import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../domain/deps.ts'
import { inBatches } from './in-batches.ts'
import { findDueChats } from './due-queries.ts'
import { markSent, type Sent, stopSpeaking } from './outbox-queries.ts'

const STORE_WITHIN_MS = 60_000
const STORE_PAUSE_MS = 200

/** Resolves when the channel's answer is durable; `due`: more waits in a chat that was given back. */
export type StoreSent = (sent: Sent) => Promise<{ due: boolean }>

/** Every chat stores its answer as it arrives; those that arrive together share a commit. */
export function createStoreSent({ db, now }: Pick<Deps, 'db' | 'now'>): StoreSent {
  const store = inBatches((batch: Sent[]) => storeBatch({ db, now }, batch))

  // It is out, and what is not stored would go out once more: a database that is away for a
  // moment is waited for.
  async function storeSurely(sent: Sent) {
    for (const deadline = performance.now() + STORE_WITHIN_MS; ; await pause(STORE_PAUSE_MS)) {
      try {
        return await store(sent)
      } catch (error) {
        if (performance.now() > deadline) throw error
      }
    }
  }

  return async (sent) => {
    const { released, due } = await storeSurely(sent)
    if (released || !sent.release) return { due }
    // Somebody holds this chat's row: it is waited for here, where no other chat waits with it.
    const { conversationId, owner } = sent
    await stopSpeaking(db, { conversationId, owner })
    return { due: (await findDueChats(db, [conversationId], now())).has(conversationId) }
  }
}

async function storeBatch({ db, now }: Pick<Deps, 'db' | 'now'>, batch: Sent[]) {
  const { released } = await markSent(db, batch)
  // Asked only now that the chats are free: whoever wrote before that found them taken.
  const due = released.length > 0 ? await findDueChats(db, released, now()) : new Set()
  return batch.map(({ conversationId }) => ({
    released: released.includes(conversationId),
    due: due.has(conversationId),
  }))
}

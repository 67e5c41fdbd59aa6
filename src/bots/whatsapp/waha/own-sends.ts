import { Unreachable } from '../../../domain/fault.ts'
import type { Db } from '../../../domain/tables.ts'
import { jidOf, namesIn } from './address.ts'
import type { MessageId } from './message-id.ts'
import { findSaid, type Told } from './own-queries.ts'

export type OwnSends = ReturnType<typeof createOwnSends>

/**
 * Knows again what was sent through this door, for versions of WAHA that do not say it. The news
 * of a send may come before its answer: who asks waits until the answers are there.
 */
export function createOwnSends() {
  const sent = new Set<string>()
  const underWay = new Map<Promise<unknown>, string>()

  function remember(id: string) {
    sent.add(id)
    const [oldest] = sent
    if (sent.size > MOST_KNOWN && oldest !== undefined) sent.delete(oldest)
  }

  return {
    /** `id`, where we chose it: known before anything is sent. */
    async track(chat: string, id: string | undefined, send: () => Promise<string>) {
      if (id) remember(id)
      const sending = send()
      underWay.set(sending, namesIn(jidOf(chat)).phone ?? chat)
      try {
        const given = await sending
        remember(given)
        return given
      } finally {
        underWay.delete(sending)
      }
    },

    isOurs: async ({ id, jid }: MessageId): Promise<boolean> => {
      if (sent.has(id)) return true
      const { phone } = namesIn(jid)
      // Behind a LID it may be any of the numbers we are writing to.
      const mayBe = [...underWay].filter(([, chat]) => !phone || chat === phone)
      await Promise.allSettled(mayBe.map(([sending]) => sending))
      return sent.has(id)
    },
  }
}

const MOST_KNOWN = 5_000

/** The same from the outbox: another process may have sent it, or this one before it was restarted. */
export async function wasSent(db: Db, told: Told): Promise<boolean> {
  const found = await findSaid(db, told)
  // WAHA comes back with it, and by then the id is stored.
  if (found === 'unsure') throw new Unreachable('Something of ours is on its way there')
  return found === 'ours'
}

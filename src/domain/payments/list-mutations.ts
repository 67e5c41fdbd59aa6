import type { Deps } from '../deps.ts'
import { freeReversed } from './match-mutation.ts'
import { findCandidates } from './match-queries.ts'
import type { WaitingMutation } from './mutation.ts'
import { countWaiting, selectWaiting } from './mutation-queries.ts'

const A_PAGE = 3

/** Money nobody knows the reason of yet, the oldest first, with what each may be for. */
export async function listMutations(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  page = 1,
): Promise<{ waiting: WaitingMutation[]; count: number; page: number; pages: number }> {
  const { db, now } = deps
  await freeReversed(deps)
  const count = await countWaiting(db)
  const pages = Math.max(1, Math.ceil(count / A_PAGE))
  const shown = Math.min(Math.max(page, 1), pages)
  const rows = await selectWaiting(db, { offset: (shown - 1) * A_PAGE, limit: A_PAGE })
  const waiting = await Promise.all(
    rows.map(async ({ id, account, day, amount_rupiah: amountRupiah, text }) => {
      const candidates = await findCandidates(db, { id, at: now() })
      return { id, account, day, amountRupiah, text, candidates }
    }),
  )
  return { waiting, count, page: shown, pages }
}

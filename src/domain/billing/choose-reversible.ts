import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readReversible, type ReversiblePayment, selectReversible } from './history-queries.ts'

const SHOWN = 8

/** The last payments of invoices that may be taken back. */
export function lastReversible({ db }: Pick<Deps, 'db'>): Promise<ReversiblePayment[]> {
  return selectReversible(db, SHOWN)
}

/** One of them by its number, in the words it is spoken of in; or a refusal. */
export async function reversible({ db }: Pick<Deps, 'db'>, id: number): Promise<ReversiblePayment> {
  const payment = await readReversible(db, id)
  if (!payment) throw new Refusal('payment.not_reversible', { id })
  return payment
}

import type { Deps } from '../deps.ts'
import {
  type Movement,
  type PastInvoice,
  type PastPayment,
  type Receipt,
  selectMovements,
  selectPastInvoices,
  selectPayments,
  selectReceipts,
} from './history-queries.ts'

const SHOWN = 8

/** What a customer paid and was billed lately. */
export async function historyOf(
  { db }: Pick<Deps, 'db'>,
  personId: number,
): Promise<{ payments: PastPayment[]; invoices: PastInvoice[] }> {
  const asked = { personId, limit: SHOWN }
  return {
    payments: await selectPayments(db, asked),
    invoices: await selectPastInvoices(db, asked),
  }
}

export function movementsOf({ db }: Pick<Deps, 'db'>, personId: number): Promise<Movement[]> {
  return selectMovements(db, { personId, limit: SHOWN })
}

export function receiptsOf({ db }: Pick<Deps, 'db'>, personId: number): Promise<Receipt[]> {
  return selectReceipts(db, { personId, limit: SHOWN })
}

const DAY_MS = 24 * 3_600_000

/** When the same amount was received of somebody within a day: two people may be entering one payment. */
export async function recentTwin(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, amountRupiah }: { personId: number; amountRupiah: number },
): Promise<Date | null> {
  const recent = await selectPayments(db, { personId, limit: SHOWN })
  const since = now().getTime() - DAY_MS
  const twin = recent.find(
    (one) => !one.reversed && one.amountRupiah === amountRupiah && one.at.getTime() >= since,
  )
  return twin?.at ?? null
}

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

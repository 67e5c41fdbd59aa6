import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { balancesOf } from './balances.ts'
import { billingSettings } from './billing-settings.ts'
import { owedInvoices, readInvoice } from './invoice-queries.ts'

export type CashPlan = {
  pays: { number: string; appliedRupiah: number; openRupiah: number }[]
  surplusRupiah: number
}

/** What money would pay, as `recordCash` divides it: shown before anybody says yes. */
export async function planCash(
  { db }: Pick<Deps, 'db'>,
  {
    personId,
    invoiceId,
    amountRupiah,
  }: { personId: number; invoiceId?: number | undefined; amountRupiah: number },
): Promise<CashPlan> {
  const owed = invoiceId === undefined ? await owedInvoices(db, { personId }) : [{ id: invoiceId }]
  const plan: CashPlan = { pays: [], surplusRupiah: amountRupiah }
  for (const { id } of owed) {
    const invoice = await readInvoice(db, id)
    const open = invoice ? invoice.total_rupiah - invoice.applied_rupiah : 0
    const appliedRupiah = Math.min(open, plan.surplusRupiah)
    if (appliedRupiah === 0) continue
    plan.surplusRupiah -= appliedRupiah
    const openRupiah = open - appliedRupiah
    plan.pays.push({ number: invoice?.number ?? '', appliedRupiah, openRupiah })
  }
  return plan
}

/** Goods now, money later: only where the owner allows it, and never above his limit. */
export async function checkCreditTerms(
  deps: Pick<Deps, 'db'>,
  { personId, moreRupiah }: { personId: number; moreRupiah: number },
) {
  const { creditTermsRupiah: limitRupiah } = await billingSettings(deps)
  if (limitRupiah === 0) throw new Refusal('credit.off', {})
  const { netRupiah } = await balancesOf(deps, personId)
  const owedRupiah = Math.max(0, -netRupiah) + moreRupiah
  if (owedRupiah > limitRupiah) throw new Refusal('credit.limit', { limitRupiah, owedRupiah })
}

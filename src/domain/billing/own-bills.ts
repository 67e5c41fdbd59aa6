import { type Day, dayOf, daysBetween } from '../day.ts'
import type { Deps } from '../deps.ts'
import type { BillLine } from '../payments/payable.ts'
import { payUrl } from '../payments/pay-token.ts'
import { linesOfInvoice } from './invoice.ts'
import { owedInvoices, readInvoice } from './invoice-queries.ts'
import { selectPaidUntil } from './payer-queries.ts'

export type OwnInvoice = {
  id: number
  number: string
  lines: BillLine[]
  totalRupiah: number
  paidRupiah: number
  openRupiah: number
  dueOn: Day
  daysLate: number
  url: string
}

/** What a customer has to pay, the oldest first, with the lines and the link of each. */
export async function ownInvoices(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'business'>,
  personId: number,
): Promise<OwnInvoice[]> {
  const today = dayOf(deps.now(), deps.business.timeZone)
  const owed = await owedInvoices(deps.db, { personId })
  const all = await Promise.all(owed.map(({ id }) => readInvoice(deps.db, id)))
  return all.flatMap((invoice) =>
    invoice
      ? [
          {
            id: invoice.id,
            number: invoice.number ?? `#${invoice.id}`,
            lines: linesOfInvoice(invoice),
            totalRupiah: invoice.total_rupiah,
            paidRupiah: invoice.applied_rupiah,
            openRupiah: invoice.total_rupiah - invoice.applied_rupiah,
            dueOn: invoice.due_on,
            daysLate: Math.max(0, daysBetween(invoice.due_on, today)),
            url: payUrl(deps, {
              kind: 'invoice',
              id: invoice.id,
              linkVersion: invoice.link_version,
            }),
          },
        ]
      : [],
  )
}

/** The day up to which all of somebody's lines are paid; null: none is. */
export async function paidUntilOf(
  { db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>,
  personId: number,
) {
  const day = await selectPaidUntil(db, personId)
  return day !== null && day >= dayOf(now(), business.timeZone) ? day : null
}

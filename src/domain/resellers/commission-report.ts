import type { Deps } from '../deps.ts'
import { commissionOf, type Reseller, resellerName, type Sales } from './reseller.ts'
import { selectResellers } from './reseller-queries.ts'
import { daysOf, type Month, spanOf } from './span.ts'
import { selectSales } from './statement-queries.ts'

export type CommissionRow = { personId: number; name: string } & Sales & {
    commissionRupiah: number
    depositRupiah: number
  }

export type CommissionReport = {
  month: Month
  /** Who sold most first; whoever sold nothing and has nothing is left out. */
  rows: CommissionRow[]
  total: Omit<CommissionRow, 'personId' | 'name'>
}

/** What each reseller sold in a month, and what he earned by it. */
export async function commissionReport(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  month: Month,
): Promise<CommissionReport> {
  const sales = await selectSales(deps.db, spanOf(deps, daysOf(month)))
  const sold = new Map(sales.map((one) => [one.personId, one]))
  const rows = (await selectResellers(deps.db))
    .map((one) => rowOf(one, sold.get(one.personId)))
    .filter(({ pieces, depositRupiah }) => pieces > 0 || depositRupiah > 0)
    .toSorted((a, b) => b.amountRupiah - a.amountRupiah)
  const sum = (field: keyof CommissionReport['total']) =>
    rows.reduce((total, row) => total + row[field], 0)
  return {
    month,
    rows,
    total: {
      pieces: sum('pieces'),
      amountRupiah: sum('amountRupiah'),
      retailRupiah: sum('retailRupiah'),
      commissionRupiah: sum('commissionRupiah'),
      depositRupiah: sum('depositRupiah'),
    },
  }
}

function rowOf(one: Reseller, sales: Sales | undefined): CommissionRow {
  const { pieces, amountRupiah, retailRupiah } = sales ?? {
    pieces: 0,
    amountRupiah: 0,
    retailRupiah: 0,
  }
  return {
    personId: one.personId,
    name: resellerName(one),
    pieces,
    amountRupiah,
    retailRupiah,
    commissionRupiah: commissionOf({ amountRupiah, retailRupiah }),
    depositRupiah: one.depositRupiah,
  }
}

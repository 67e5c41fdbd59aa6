import type { Deps } from '../deps.ts'
import { payUrl } from '../payments/pay-token.ts'
import { payableOfLine } from './owed-queries.ts'

/** What is to be paid for a line now, and where. Null: nothing. */
export async function owedByLine(
  deps: Pick<Deps, 'db' | 'secrets' | 'business'>,
  subscriptionId: number,
): Promise<{ number: string; openRupiah: number; dueOn: string; url: string } | null> {
  const invoice = await payableOfLine(deps.db, subscriptionId)
  if (!invoice) return null
  const link = { kind: 'invoice' as const, id: invoice.id, linkVersion: invoice.link_version }
  return {
    number: invoice.number ?? `#${invoice.id}`,
    openRupiah: invoice.total_rupiah - invoice.applied_rupiah,
    dueOn: invoice.due_on,
    url: payUrl(deps, link),
  }
}

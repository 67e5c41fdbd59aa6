import type { Db } from '../tables.ts'

/** The one invoice of a line that can be paid; what is older rides on it. */
export function payableOfLine(db: Db, subscriptionId: number) {
  return db
    .selectFrom('invoices')
    .where('subscription_id', '=', subscriptionId)
    .where('state', 'in', ['open', 'partial'])
    .select(['id', 'number', 'link_version', 'total_rupiah', 'applied_rupiah', 'due_on'])
    .executeTakeFirst()
}

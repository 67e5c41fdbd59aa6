import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

export type Bill = {
  id: number
  linkVersion: number
  personId: number
  number: string
  package: string | null
  openRupiah: number
  dueOn: Day
  /** Below zero: it was due so many days ago. */
  daysLeft: number
}

/** What is open and can be paid: one, or all of it. */
export async function selectBills(
  db: Db,
  { invoiceId, today }: { invoiceId: number | null; today: Day },
): Promise<Bill[]> {
  const { rows } = await sql<Bill>`
    select i.id, i.link_version as "linkVersion", i.person_id as "personId", i.number,
      p.name as package, i.total_rupiah - i.applied_rupiah as "openRupiah", i.due_on as "dueOn",
      i.due_on - ${today}::date as "daysLeft"
    from invoices i
    left join subscriptions s on s.id = i.subscription_id
    left join packages p on p.id = s.package_id
    where i.state in ('open', 'partial') and (${invoiceId}::bigint is null or i.id = ${invoiceId})
    order by i.id`.execute(db)
  return rows
}

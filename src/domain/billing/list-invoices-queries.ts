import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { InvoiceState } from './invoice.ts'

export type ListedInvoice = {
  id: number
  number: string | null
  state: InvoiceState
  personId: number
  customer: string
  package: string | null
  totalRupiah: number
  openRupiah: number
  dueOn: Day
  /** Above zero: so many days past the day it was due. */
  daysLate: number
  /** What it carries and is still open has been owed since then. */
  olderSince: Day | null
}

/** Which invoices: by what became of them, of one month, of one customer. */
export type Which = {
  state: 'all' | 'paid' | 'unpaid' | 'late'
  /** Issued in this stretch of days. */
  span: { from: Day; to: Day } | null
  personId: number | null
}

export async function selectInvoices(
  db: Db,
  which: Which,
  { today, offset, limit }: { today: Day; offset: number; limit: number },
): Promise<ListedInvoice[]> {
  const { rows } = await sql<ListedInvoice>`
    select i.id, i.number, i.state, i.person_id as "personId", ${customerName()} as customer,
      p.name as package, i.total_rupiah as "totalRupiah", ${openRupiah()} as "openRupiah",
      i.due_on as "dueOn",
      case when i.state in ('open', 'partial') then greatest(${today}::date - i.due_on, 0) else 0 end as "daysLate",
      case when i.state in ('open', 'partial') and i.owed_since < i.due_on
        and i.applied_rupiah < i.carried_rupiah then i.owed_since end as "olderSince"
    from invoices i
    left join subscriptions s on s.id = i.subscription_id
    left join packages p on p.id = s.package_id
    where ${matches(which, today)}
    order by ${which.state === 'late' ? sql`i.owed_since, i.id` : sql`i.id desc`}
    offset ${offset} limit ${limit}`.execute(db)
  return rows
}

export async function countInvoices(db: Db, which: Which, today: Day) {
  const { rows } = await sql<{ count: number; totalRupiah: number; openRupiah: number }>`
    select count(*)::int as count,
      coalesce(sum(i.total_rupiah - i.carried_rupiah), 0)::bigint as "totalRupiah",
      coalesce(sum(${openRupiah()}), 0)::bigint as "openRupiah"
    from invoices i where ${matches(which, today)}`.execute(db)
  return rows[0] ?? { count: 0, totalRupiah: 0, openRupiah: 0 }
}

function matches({ state, span, personId }: Which, today: Day): RawBuilder<unknown> {
  const states = {
    all: sql`i.state <> 'draft'`,
    paid: sql`i.state = 'paid'`,
    unpaid: sql`i.state in ('open', 'partial')`,
    late: sql`i.state in ('open', 'partial') and i.owed_since < ${today}::date`,
  }
  const issued = span ? sql`i.issued_on between ${span.from}::date and ${span.to}::date` : sql`true`
  const whose = personId === null ? sql`true` : sql`i.person_id = ${personId}`
  return sql`${states[state]} and ${issued} and ${whose}`
}

/** A month of billing in one look; what is open and late is of all months. */
export async function selectOverview(
  db: Db,
  { from, to, today }: { from: Day; to: Day; today: Day },
) {
  const { rows } = await sql<{
    issued: number
    issuedRupiah: number
    paid: number
    paidRupiah: number
    open: number
    openRupiah: number
    late: number
    lateRupiah: number
    drafts: number
  }>`
    with month as (
      select count(*) filter (where state <> 'void')::int as issued,
        -- What rides on from an earlier one was billed then.
        coalesce(sum(total_rupiah - carried_rupiah) filter (where state <> 'void'), 0)::bigint as issued_rupiah,
        count(*) filter (where state = 'paid')::int as paid,
        coalesce(sum(total_rupiah - carried_rupiah) filter (where state = 'paid'), 0)::bigint as paid_rupiah
      from invoices where issued_on between ${from}::date and ${to}::date
    ), owed as (
      select count(*)::int as open,
        coalesce(sum(total_rupiah - applied_rupiah), 0)::bigint as open_rupiah,
        count(*) filter (where owed_since < ${today}::date)::int as late,
        coalesce(sum(total_rupiah - applied_rupiah) filter (where owed_since < ${today}::date), 0)::bigint as late_rupiah
      from invoices where state in ('open', 'partial')
    )
    select issued, issued_rupiah as "issuedRupiah", paid, paid_rupiah as "paidRupiah", open,
      open_rupiah as "openRupiah", late, late_rupiah as "lateRupiah",
      (select count(*)::int from invoices where state = 'draft') as drafts
    from month, owed`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count without a row')
  return row
}

export async function invoiceIdByNumber(db: Db, number: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('invoices')
    .where('number', '=', number)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

export async function draftIds(db: Db): Promise<{ id: number; customer: string }[]> {
  const { rows } = await sql<{ id: number; customer: string }>`
    select i.id, ${customerName()} as customer from invoices i
    where i.state = 'draft'
    order by i.id desc limit 10`.execute(db)
  return rows
}

/** Lines whose next period begins soon enough to be billed now. */
export async function countBillable(
  db: Db,
  { today, issueDaysBefore }: { today: Day; issueDaysBefore: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from subscriptions
    where state in ('active', 'isolated')
      and billed_until < ${today}::date + ${issueDaysBefore}::integer`.execute(db)
  return rows[0]?.count ?? 0
}

export async function linesOfCustomer(db: Db, personId: number) {
  const { rows } = await sql<{
    id: number
    username: string
    package: string
    priceRupiah: number
    days: number | null
    nextOn: Day
  }>`
    select s.id, s.username, p.name as package, p.period_days as days,
      greatest(coalesce(s.price_rupiah, p.price_rupiah) - s.discount_rupiah, 0)::bigint as "priceRupiah",
      s.billed_until + 1 as "nextOn"
    from subscriptions s join packages p on p.id = s.package_id
    where s.person_id = ${personId} and s.state <> 'stopped' order by s.id`.execute(db)
  return rows
}

/** Name, else a number to look for. */
export function customerName() {
  return sql<string>`(select coalesce(pe.name, (select '+' || ltrim(value, '+') from identities
    where person_id = pe.id and kind = 'phone' order by account_id limit 1), '#' || pe.id)
    from people pe where pe.id = i.person_id)`
}

function openRupiah() {
  return sql<number>`(case when i.state in ('open', 'partial') then i.total_rupiah - i.applied_rupiah else 0 end)`
}

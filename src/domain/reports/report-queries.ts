import { sql } from 'kysely'
import type { Db } from '../tables.ts'

type Span = { from: Date; until: Date }

/**
 * What came in, less what went out again. What a customer's balance paid had come before, and
 * what a gateway pays out to us or a bank's list shows is money we have counted.
 */
function receivedEntries({ from, until }: Span) {
  return sql`entries e
      join accounts a on a.id = e.account_id
      join transfers t on t.id = e.transfer_id
      where a.owner = 'business' and (a.purpose = 'cash' or a.purpose like 'clearing:%')
        and a.currency = 'IDR' and t.cause not in ('settlement', 'bank mutation')
        and t.at >= ${from} and t.at < ${until}`
}

export async function receivedBetween(db: Db, span: Span): Promise<number> {
  const result = await sql<{ rupiah: number }>`
    select coalesce(-sum(e.amount), 0)::bigint as rupiah
    from ${receivedEntries(span)}`.execute(db)
  return result.rows[0]?.rupiah ?? 0
}

/** Invoices issued and vouchers sold, with their tax, less what was given away or taken back. */
export async function billedBetween(db: Db, { from, until }: Span): Promise<number> {
  const result = await sql<{ rupiah: number }>`
    select coalesce(sum(e.amount), 0)::bigint as rupiah
    from entries e
    join accounts a on a.id = e.account_id
    join transfers t on t.id = e.transfer_id
    where a.owner = 'business' and a.currency = 'IDR'
      and (a.purpose in ('discounts', 'tax') or a.purpose like 'revenue:%')
      and t.at >= ${from} and t.at < ${until}`.execute(db)
  return result.rows[0]?.rupiah ?? 0
}

export async function countsBetween(db: Db, { from, until }: Span) {
  const result = await sql<{
    orders: number
    vouchersSold: number
    vouchersActivated: number
    newCustomers: number
    newLeads: number
    qualifiedLeads: number
  }>`
    select
      (select count(*) from orders where paid_at >= ${from} and paid_at < ${until}
        and kind <> 'deposit') as orders,
      (select count(*) from vouchers where sold_at >= ${from} and sold_at < ${until}) as "vouchersSold",
      (select count(*) from vouchers where activated_at >= ${from} and activated_at < ${until}) as "vouchersActivated",
      (select count(*) from people p where created_at >= ${from} and created_at < ${until}
        and not exists (select from staff s where s.person_id = p.id)) as "newCustomers",
      (select count(*) from leads where created_at >= ${from} and created_at < ${until}) as "newLeads",
      (select count(*) from leads where created_at >= ${from} and created_at < ${until}
        and stage not in ('new', 'contacted', 'lost')) as "qualifiedLeads"`.execute(db)
  const [row] = result.rows
  if (!row) throw new Error('a count without a row')
  return row
}

export async function topPackages(db: Db, { from, until }: Span) {
  const result = await sql<{ name: string; sold: number; rupiah: number }>`
    select p.name, count(*) as sold, sum(v.price_rupiah)::bigint as rupiah
    from vouchers v join packages p on p.id = v.package_id
    where v.sold_at >= ${from} and v.sold_at < ${until}
    group by p.id order by rupiah desc, p.name limit 5`.execute(db)
  return result.rows
}

/** Every hour or day of the span is there, the empty ones too. */
export async function receivedSeries(
  db: Db,
  { from, until, timeZone, by }: Span & { timeZone: string; by: 'hour' | 'day' },
) {
  const step = sql.raw(by === 'hour' ? `'1 hour'` : `'1 day'`)
  const label = by === 'hour' ? 'HH24' : 'FMDD'
  const result = await sql<{ label: string; rupiah: number }>`
    with slots as (
      select generate_series(${from}::timestamptz at time zone ${timeZone},
        (${until}::timestamptz - interval '1 second') at time zone ${timeZone}, ${step}::interval) as slot
    ), sums as (
      select date_trunc(${by}, t.at at time zone ${timeZone}) as slot, -sum(e.amount)::bigint as rupiah
      from ${receivedEntries({ from, until })}
      group by 1
    )
    select to_char(slots.slot, ${label}) as label, coalesce(sums.rupiah, 0) as rupiah
    from slots left join sums using (slot) order by slots.slot`.execute(db)
  return result.rows
}

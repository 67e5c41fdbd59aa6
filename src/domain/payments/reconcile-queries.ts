import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

export type Span = { from: Date; until: Date; timeZone: string }

/** Money for charges, by who collected it. */
export async function paidByDay(db: Db, { from, until, timeZone }: Span) {
  const { rows } = await sql<{
    gateway: string
    day: Day
    payments: number
    paidRupiah: number
  }>`
    select gateway, ${dayIn(sql`paid_at`, timeZone)} as day, count(*)::int as payments,
      sum(amount_rupiah)::bigint as "paidRupiah"
    from payments
    where charge_id is not null and paid_at >= ${from} and paid_at < ${until}
    group by 1, 2`.execute(db)
  return rows
}

/** How often each amount was paid by each method: prices are few, payments are many. */
export async function paidAmounts(db: Db, { from, until }: Span) {
  const { rows } = await sql<{
    gateway: string
    method: string
    amountRupiah: number
    payments: number
  }>`
    select gateway, method, amount_rupiah as "amountRupiah", count(*)::int as payments
    from payments
    where charge_id is not null and paid_at >= ${from} and paid_at < ${until}
    group by 1, 2, 3`.execute(db)
  return rows
}

/** Lines of clearing accounts, which are below zero by what a gateway holds of ours. */
export async function movedByDay(db: Db, { from, until, timeZone }: Span) {
  const { rows } = await sql<{
    gateway: string
    day: Day
    bookedRupiah: number
    backRupiah: number
    settledRupiah: number
    movedRupiah: number
  }>`
    select ${gatewayName()} as gateway, ${dayIn(sql`t.at`, timeZone)} as day,
      coalesce(-sum(e.amount) filter (where t.cause = 'payment'), 0)::bigint as "bookedRupiah",
      coalesce(sum(e.amount) filter (where t.cause not in ('payment', 'settlement', 'bank mutation')), 0)::bigint
        as "backRupiah",
      coalesce(sum(e.amount) filter (where t.cause = 'bank mutation'), 0)::bigint as "settledRupiah",
      -sum(e.amount)::bigint as "movedRupiah"
    from accounts a join entries e on e.account_id = a.id join transfers t on t.id = e.transfer_id
    where ${isClearing()} and t.at >= ${from} and t.at < ${until}
    group by 1, 2`.execute(db)
  return rows
}

/** On the day a gateway says that it paid out. */
export async function settledByDay(db: Db, { from, to }: { from: Day; to: Day }) {
  const { rows } = await sql<{
    gateway: string
    day: Day
    settledRupiah: number
    feeRupiah: number
  }>`
    select gateway, day, sum(amount_rupiah)::bigint as "settledRupiah",
      sum(fee_rupiah)::bigint as "feeRupiah"
    from settlements where day between ${from}::date and ${to}::date
    group by 1, 2`.execute(db)
  return rows
}

/** What each held of ours before an instant. */
export async function clearedBefore(db: Db, before: Date) {
  const { rows } = await sql<{ gateway: string; heldRupiah: number }>`
    select ${gatewayName()} as gateway, -sum(e.amount)::bigint as "heldRupiah"
    from accounts a join entries e on e.account_id = a.id join transfers t on t.id = e.transfer_id
    where ${isClearing()} and t.at < ${before}
    group by 1`.execute(db)
  return rows
}

/** `clearing:duitku` is Duitku's. */
export function gatewayName() {
  return sql<string>`split_part(a.purpose, ':', 2)`
}

export function isClearing() {
  return sql<boolean>`a.owner = 'business' and a.purpose like 'clearing:%' and a.currency = 'IDR'`
}

export function dayIn(instant: RawBuilder<unknown>, timeZone: string) {
  return sql<Day>`(${instant} at time zone ${timeZone}::text)::date`
}

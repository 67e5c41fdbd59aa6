import { sql } from 'kysely'
import { addDays, type Day, startOfDay } from '../day.ts'
import type { Db } from '../tables.ts'
import { payerName } from './mutation-queries.ts'
import { type Mismatch, SETTLES_IN_DAYS } from './reconciliation.ts'
import { dayIn, gatewayName, isClearing, type Span } from './reconcile-queries.ts'

const MOST_OF_A_KIND = 200
type Month = Span & { now: Date; today: Day; to: Day }

/** What people should look into, of a month; what waits now is told with the month we are in. */
export async function findMismatches(db: Db, month: Month): Promise<Mismatch[]> {
  const isNow = month.to === month.today
  return [
    ...(isNow ? await notPaidOut(db, month) : []),
    ...(await oddCallbacks(db, month)),
    ...(await unknownCharges(db, month)),
    ...(await reversals(db, month)),
    ...(await unseen(db, month)),
    ...(await refunds(db, month)),
    ...(isNow ? await waiting(db) : []),
  ]
}

/** Older than the last days' takings: what a gateway holds was paid first in, first out. */
async function notPaidOut(db: Db, { today, timeZone }: Month): Promise<Mismatch[]> {
  const since = startOfDay(addDays(today, -SETTLES_IN_DAYS), timeZone)
  const { rows } = await sql<{ gateway: string; amountRupiah: number }>`
    select gateway, (held - fresh)::bigint as "amountRupiah" from (
      select ${gatewayName()} as gateway, -sum(e.amount) as held,
        coalesce(-sum(e.amount) filter (where t.cause = 'payment' and t.at >= ${since}), 0) as fresh
      from accounts a join entries e on e.account_id = a.id join transfers t on t.id = e.transfer_id
      where ${isClearing()} group by 1) sums
    where held > fresh order by gateway`.execute(db)
  return rows.map((row) => ({ kind: 'old', days: SETTLES_IN_DAYS, ...row }))
}

/** Signed news of money that was not credited: held, for nothing of ours, or never read. */
async function oddCallbacks(db: Db, { from, until, timeZone, now }: Month): Promise<Mismatch[]> {
  const { rows } = await sql<{
    kind: 'held' | 'stray' | 'unread'
    gateway: string
    reference: string
    day: Day
  }>`
    select distinct on (c.gateway, c.reference)
      case when c.outcome = 'unknown_reference' then 'stray'
        when c.outcome is null then 'unread' else 'held' end as kind,
      c.gateway, c.reference, ${dayIn(sql`c.received_at`, timeZone)} as day
    from callbacks c
    left join charges g on g.gateway = c.gateway and g.reference = c.reference
    where c.received_at >= ${from} and c.received_at < ${until}
      and (c.outcome in ('unknown_reference', 'paid_again')
        or (c.outcome in ('held', 'not_confirmed', 'waiting', 'unreadable')
          and g.state is distinct from 'paid')
        or (c.outcome is null and c.received_at < ${now}::timestamptz - interval '1 hour'))
    order by c.gateway, c.reference, c.id desc limit ${MOST_OF_A_KIND}`.execute(db)
  return rows
}

/** Told to a gateway that never answered. */
async function unknownCharges(db: Db, { from, until, timeZone }: Month): Promise<Mismatch[]> {
  const { rows } = await sql<{
    gateway: string
    reference: string
    day: Day
    amountRupiah: number
  }>`
    select gateway, reference, ${dayIn(sql`created_at`, timeZone)} as day,
      amount_rupiah as "amountRupiah"
    from charges
    where state = 'unknown' and created_at >= ${from} and created_at < ${until}
    order by id limit ${MOST_OF_A_KIND}`.execute(db)
  return rows.map((row) => ({ kind: 'unknown', ...row }))
}

type Payment = { paymentId: number; customer: string; day: Day; amountRupiah: number }

async function reversals(db: Db, { from, until, timeZone }: Month): Promise<Mismatch[]> {
  const { rows } = await sql<Payment>`
    select p.id as "paymentId", ${payerName('p.person_id')} as customer,
      ${dayIn(sql`r.at`, timeZone)} as day, p.amount_rupiah as "amountRupiah"
    from payment_reversals r join payments p on p.id = r.payment_id
    where r.at >= ${from} and r.at < ${until}
    order by p.id limit ${MOST_OF_A_KIND}`.execute(db)
  return rows.map((row) => ({ kind: 'reversed', ...row }))
}

/** Confirmed by hand, and not on the bank's lists of days around it. */
async function unseen(db: Db, { from, until, timeZone }: Month): Promise<Mismatch[]> {
  const { rows } = await sql<Payment>`
    select p.id as "paymentId", ${payerName('p.person_id')} as customer,
      ${dayIn(sql`p.paid_at`, timeZone)} as day, p.amount_rupiah as "amountRupiah"
    from payments p join charges c on c.id = p.charge_id
    where c.account is not null and p.paid_at >= ${from} and p.paid_at < ${until}
      and not exists (select from bank_mutations m where m.payment_id = p.id)
      and not exists (select from payment_reversals r where r.payment_id = p.id)
      and exists (select from bank_mutations m where m.account = c.account
        and m.day > ${dayIn(sql`p.paid_at`, timeZone)})
    order by p.id limit ${MOST_OF_A_KIND}`.execute(db)
  return rows.map((row) => ({ kind: 'unseen', ...row }))
}

async function refunds(db: Db, { from, until, timeZone }: Month): Promise<Mismatch[]> {
  const { rows } = await sql<Payment & { state: 'asked' | 'refused' }>`
    select f.payment_id as "paymentId", ${payerName('p.person_id')} as customer,
      ${dayIn(sql`f.at`, timeZone)} as day, f.amount_rupiah as "amountRupiah", f.state
    from payment_refunds f join payments p on p.id = f.payment_id
    where f.state in ('asked', 'refused') and f.at >= ${from} and f.at < ${until}
    order by f.id limit ${MOST_OF_A_KIND}`.execute(db)
  return rows.map((row) => ({ kind: 'refund', ...row }))
}

async function waiting(db: Db): Promise<Mismatch[]> {
  const { rows } = await sql<{ count: number; amountRupiah: number }>`
    select count(*)::int as count, coalesce(sum(amount_rupiah), 0)::bigint as "amountRupiah"
    from bank_mutations where state = 'waiting'`.execute(db)
  const [all] = rows
  return all && all.count > 0 ? [{ kind: 'waiting', ...all }] : []
}

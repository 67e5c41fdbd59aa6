import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export type CarryOverFigures = {
  shortfalls: number
  shortfallRupiah: number
  largestShortfallRupiah: number
  surpluses: number
  surplusRupiah: number
  largestSurplusRupiah: number
  partialPayments: number
  balancePayments: number
  balanceRupiah: number
  credits: number
  creditRupiah: number
}

type Span = { from: Date; until: Date }

/** What went over from one bill to the next, and what balances paid. */
export async function selectCarryOvers(db: Db, { from, until }: Span): Promise<CarryOverFigures> {
  const { rows } = await sql<CarryOverFigures>`
    with carried as (
      select * from carry_overs where at >= ${from} and at < ${until} and undone_at is null
    ), paid as (
      select p.*, i.total_rupiah from payments p join invoices i on i.id = p.invoice_id
      where p.paid_at >= ${from} and p.paid_at < ${until}
        and not exists (select from payment_reversals r where r.payment_id = p.id)
    )
    select * from (
      select count(*) filter (where kind = 'shortfall')::int as shortfalls,
        coalesce(sum(amount_rupiah) filter (where kind = 'shortfall'), 0)::bigint as "shortfallRupiah",
        coalesce(max(amount_rupiah) filter (where kind = 'shortfall'), 0)::bigint as "largestShortfallRupiah",
        count(*) filter (where kind = 'overpayment')::int as surpluses,
        coalesce(sum(amount_rupiah) filter (where kind = 'overpayment'), 0)::bigint as "surplusRupiah",
        coalesce(max(amount_rupiah) filter (where kind = 'overpayment'), 0)::bigint as "largestSurplusRupiah"
      from carried
    ) over_and_under, (
      select count(*) filter (where gateway not in ('balance', 'credit')
          and applied_rupiah > 0 and applied_rupiah < total_rupiah)::int as "partialPayments",
        count(*) filter (where gateway = 'balance')::int as "balancePayments",
        coalesce(sum(applied_rupiah) filter (where gateway = 'balance'), 0)::bigint as "balanceRupiah",
        count(*) filter (where gateway = 'credit')::int as credits,
        coalesce(sum(amount_rupiah) filter (where gateway = 'credit'), 0)::bigint as "creditRupiah"
      from paid
    ) payment`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count without a row')
  return row
}

/** What came in for invoices, by how it was paid. */
export async function selectTakings(db: Db, { from, until }: Span) {
  const { rows } = await sql<{ method: string; payments: number; rupiah: number }>`
    select method, count(*)::int as payments, sum(amount_rupiah)::bigint as rupiah
    from payments p
    where order_id is null and gateway not in ('balance', 'credit')
      and paid_at >= ${from} and paid_at < ${until}
      and not exists (select from payment_reversals r where r.payment_id = p.id)
    group by method order by rupiah desc, method`.execute(db)
  return rows
}

export type StandingBalances = {
  inCredit: number
  creditRupiah: number
  inDebt: number
  debtRupiah: number
  /** Wallets with money nobody moved for a while. */
  idle: number
  idleRupiah: number
}

export async function selectStanding(db: Db, idleSince: Date): Promise<StandingBalances> {
  const { rows } = await sql<StandingBalances>`
    with wallet as (
      select coalesce(s.person_id::text, split_part(a.owner, ':', 2)) as person, a.balance,
        not exists (select from entries e join transfers t on t.id = e.transfer_id
          where e.account_id = a.id and t.at >= ${idleSince}) as is_idle
      from accounts a left join subscriptions s on a.owner = 'subscription:' || s.id
      where a.purpose = 'wallet' and a.currency = 'IDR' and a.balance > 0
    ), debt as (
      select person_id, sum(total_rupiah - applied_rupiah) as rupiah
      from invoices where state in ('open', 'partial') group by person_id
    )
    select count(distinct person)::int as "inCredit",
      coalesce(sum(balance), 0)::bigint as "creditRupiah",
      count(*) filter (where is_idle)::int as idle,
      coalesce(sum(balance) filter (where is_idle), 0)::bigint as "idleRupiah",
      (select count(*)::int from debt) as "inDebt",
      (select coalesce(sum(rupiah), 0)::bigint from debt) as "debtRupiah"
    from wallet`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count without a row')
  return row
}

export type Holder = { personId: number; customer: string; netRupiah: number }

/** Who has or owes most, whichever side it is on. */
export async function selectLargestBalances(db: Db, limit: number): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    with net as (
      select person_id, sum(rupiah) as rupiah from (
        select split_part(owner, ':', 2)::bigint as person_id, balance as rupiah from accounts
          where owner like 'person:%' and purpose = 'wallet' and currency = 'IDR' and balance > 0
        union all
        select s.person_id, a.balance from accounts a
          join subscriptions s on a.owner = 'subscription:' || s.id
          where a.purpose = 'wallet' and a.currency = 'IDR' and a.balance > 0
        union all
        select person_id, applied_rupiah - total_rupiah from invoices where state in ('open', 'partial')
      ) parts group by person_id
    )
    select person_id as "personId", coalesce(p.name, '#' || p.id) as customer,
      rupiah::bigint as "netRupiah"
    from net join people p on p.id = net.person_id where rupiah <> 0
    order by abs(rupiah) desc, person_id limit ${limit}`.execute(db)
  return rows
}

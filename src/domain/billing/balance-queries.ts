import { sql } from 'kysely'
import type { Db } from '../tables.ts'

type LineBalance = {
  id: number
  username: string
  package: string
  walletRupiah: number
  owedRupiah: number
  state: string
}

export async function selectBalances(db: Db, personId: number) {
  const { rows } = await sql<LineBalance>`
    select s.id, s.username, p.name as package, s.state,
      coalesce(w.balance, 0) as "walletRupiah",
      coalesce((select sum(total_rupiah - applied_rupiah) from invoices i
        where i.subscription_id = s.id and i.state in ('open', 'partial')), 0)::bigint as "owedRupiah"
    from subscriptions s join packages p on p.id = s.package_id
    left join accounts w on w.owner = 'subscription:' || s.id and w.purpose = 'wallet' and w.currency = 'IDR'
    where s.person_id = ${personId} order by s.id`.execute(db)
  const { rows: own } = await sql<{ wallet: number; owed: number }>`
    select coalesce((select balance from accounts where owner = ${`person:${personId}`}
        and purpose = 'wallet' and currency = 'IDR'), 0)::bigint as wallet,
      coalesce((select sum(total_rupiah - applied_rupiah) from invoices
        where person_id = ${personId} and subscription_id is null
          and state in ('open', 'partial')), 0)::bigint as owed`.execute(db)
  return { rows, own: own[0] }
}

/** Whoever owes more than `limit`, less what lies with him; only those not spoken of yet. */
export async function takeNewDebtors(db: Db, { limit, at }: { limit: number; at: Date }) {
  const { rows } = await sql<{ personId: number; customer: string; owedRupiah: number }>`
      with owing as (
        select i.person_id, sum(i.total_rupiah - i.applied_rupiah)
          - coalesce((select sum(balance) from accounts a where a.purpose = 'wallet'
              and a.currency = 'IDR' and a.owner = any(wallet_owners(i.person_id))), 0) as owed
        from invoices i where i.state in ('open', 'partial')
        -- What lies with somebody only makes it less: most need no look at it.
        group by i.person_id having sum(i.total_rupiah - i.applied_rupiah) > ${limit}
      ), cleared as (
        update customers c set debt_told_at = null
        where debt_told_at is not null and not exists (
          select from owing o where o.person_id = c.person_id and o.owed > ${limit})
      ), told as (
        insert into customers (person_id, debt_told_at, created_at)
        select person_id, ${at}::timestamptz, ${at}::timestamptz from owing
          where owed > ${limit}
        on conflict (person_id) do update set debt_told_at = excluded.debt_told_at
          where customers.debt_told_at is null
        returning person_id
      )
      select t.person_id as "personId", o.owed::bigint as "owedRupiah",
        coalesce(p.name, '#' || p.id) as customer
      from told t join owing o using (person_id) join people p on p.id = t.person_id
      order by o.owed desc`.execute(db)
  return rows
}

/** Customers with so much lying with them, not told since `before`. */
export async function takeCreditors(
  db: Db,
  { least, before, at }: { least: number; before: Date; at: Date },
) {
  const { rows } = await sql<{ personId: number; balanceRupiah: number }>`
      with lying as (
        select person_id, sum(balance) as balance from (
          select s.person_id, a.balance from subscriptions s
            join accounts a on a.owner = 'subscription:' || s.id and a.purpose = 'wallet'
          union all
          select s.person_id, a.balance from (select distinct person_id from subscriptions) s
            join accounts a on a.owner = 'person:' || s.person_id and a.purpose = 'wallet'
        ) each group by person_id having sum(balance) >= ${least}
      ), told as (
        insert into customers (person_id, credit_told_at, created_at)
        select person_id, ${at}::timestamptz, ${at}::timestamptz from lying
        on conflict (person_id) do update set credit_told_at = excluded.credit_told_at
          where customers.credit_told_at is null
            or customers.credit_told_at <= ${before}
        returning person_id
      )
      select person_id as "personId", balance::bigint as "balanceRupiah"
      from told join lying using (person_id) order by person_id`.execute(db)
  return rows
}

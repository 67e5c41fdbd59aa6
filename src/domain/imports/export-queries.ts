import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { ColumnName } from './columns.ts'
import type { SheetKind } from './import.ts'

export type ExportedRow = { [Name in ColumnName]?: string | number | null }

/** Everything of a kind in the columns it can be brought in by again. Passwords stay here. */
export async function exportedRows(db: Db, kind: SheetKind): Promise<ExportedRow[]> {
  const { rows } = await SOURCES[kind].execute(db)
  return rows
}

/** What lies with us, and what is open on invoices, of one customer and all his lines. */
const credit = sql`nullif((select coalesce(sum(a.balance), 0) from accounts a
  where a.purpose = 'wallet' and a.currency = 'IDR' and a.owner = any(wallet_owners(p.id))), 0)`
const debt = sql`nullif((select coalesce(sum(i.total_rupiah - i.applied_rupiah), 0) from invoices i
  where i.person_id = p.id and i.state in ('open', 'partial')), 0)`
const phone = sql`(select i.value from identities i
  where i.person_id = p.id and i.kind = 'phone' order by i.account_id limit 1)`

const SOURCES: Record<SheetKind, RawBuilder<ExportedRow>> = {
  customers: sql`
    select p.name, ${phone} as phone, c.address, c.note, ${credit} as credit, ${debt} as debt
    from customers c join people p on p.id = c.person_id
    where p.merged_into is null
    order by p.id`,
  packages: sql`
    select k.code, k.name, k.price_rupiah as price, k.profile, k.kind, nullif(k.cost_rupiah, 0) as cost,
      k.reseller_price_rupiah as "resellerPrice", k.period_days as "periodDays",
      k.isolir_profile as "isolirProfile", round(k.online_seconds / 3600.0, 2)::float8 as "onlineHours",
      round(k.calendar_seconds / 86400.0, 2)::float8 as "lifeDays",
      round(k.data_bytes / 1000000.0)::float8 as "quotaMegabytes",
      case when k.kind = 'hotspot' then k.shared_users end as devices,
      (select string_agg(r.name, ', ' order by pr.place) from package_routers pr
        join routers r on r.id = pr.router_id where pr.package_id = k.id) as router
    from packages k
    order by k.kind, k.price_rupiah, k.code`,
  pppoe: sql`
    select p.name, ${phone} as phone, c.address, s.username, k.code as package,
      s.static_address as "staticAddress", r.name as router, s.started_on::text as "startedOn",
      s.paid_until::text as "paidUntil", s.price_rupiah as price,
      -- Money is a customer's: it stands beside the first of his lines alone.
      case when s.id = first.id then ${credit} end as credit,
      case when s.id = first.id then ${debt} end as debt
    from subscriptions s
    join people p on p.id = s.person_id
    join packages k on k.id = s.package_id
    join routers r on r.id = s.router_id
    left join customers c on c.person_id = p.id
    cross join lateral (select min(l.id) as id from subscriptions l
      where l.person_id = p.id and l.state <> 'stopped') first
    where s.state <> 'stopped'
    order by s.id`,
}

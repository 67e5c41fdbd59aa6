import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

/** How old what somebody owes is: one row for each debtor, who owes most first. */
export type DebtorRow = {
  personId: number
  customer: string
  phone: string | null
  notDue: number
  week: number
  month: number
  twoMonths: number
  older: number
  totalRupiah: number
  /** Of the oldest part; below one: nothing is due yet. */
  daysLate: number
}

/**
 * Each invoice's open amount is taken apart again: what it carries is as old as where it came
 * from, and payments went to the oldest part first.
 */
export async function selectDebtors(db: Db, today: Day): Promise<DebtorRow[]> {
  const { rows } = await sql<DebtorRow>`
    with recursive part as (
      select i.id, i.person_id, i.due_on, i.carried_rupiah,
        i.total_rupiah - i.carried_rupiah as own, i.total_rupiah - i.applied_rupiah as open
      from invoices i where i.state in ('open', 'partial')
      union all
      select b.id, p.person_id, b.due_on, b.carried_rupiah,
        b.total_rupiah - b.carried_rupiah, p.open - least(p.open, p.own)
      from part p join invoices b on b.carried_to = p.id and b.state = 'carried'
      where p.open > p.own
    ), aged as (
      select p.person_id, ${today}::date - p.due_on as days,
        -- Where no earlier one is known, all of the rest is as old as this one.
        case when exists (select from invoices b where b.carried_to = p.id and b.state = 'carried')
          then least(p.open, p.own) else p.open end as rupiah
      from part p
    )
    select a.person_id as "personId",
      coalesce(pe.name, '#' || pe.id) as customer,
      (select '+' || ltrim(value, '+') from identities i where i.person_id = pe.id
        and i.kind = 'phone' order by account_id limit 1) as phone,
      coalesce(sum(rupiah) filter (where days <= 0), 0)::bigint as "notDue",
      coalesce(sum(rupiah) filter (where days between 1 and 7), 0)::bigint as week,
      coalesce(sum(rupiah) filter (where days between 8 and 30), 0)::bigint as month,
      coalesce(sum(rupiah) filter (where days between 31 and 60), 0)::bigint as "twoMonths",
      coalesce(sum(rupiah) filter (where days > 60), 0)::bigint as older,
      sum(rupiah)::bigint as "totalRupiah", max(days) filter (where rupiah > 0)::int as "daysLate"
    from aged a join people pe on pe.id = a.person_id
    group by a.person_id, pe.id having sum(rupiah) > 0
    order by sum(rupiah) desc, a.person_id`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Language } from '../people/person.ts'
import type { Db } from '../tables.ts'

/** What texts may say of customers: one statement, however many they are. */
export async function customerFacts(db: Db, personIds: number[]) {
  const { rows } = await sql<{
    id: number
    name: string | null
    language: Language
    phone: string | null
    package: string | null
    username: string | null
    open_rupiah: number
    due_on: Day | null
  }>`
    select p.id, p.name, p.language,
      (select value from identities where person_id = p.id and kind = 'phone'
        order by account_id limit 1) as phone,
      line.package, line.username, coalesce(debt.open_rupiah, 0) as open_rupiah, debt.due_on
    from people p
    left join lateral (
      select k.name as package, s.username from subscriptions s join packages k on k.id = s.package_id
      where s.person_id = p.id and s.state <> 'stopped' order by s.id limit 1) line on true
    left join lateral (
      select sum(total_rupiah - applied_rupiah)::bigint as open_rupiah, min(due_on) as due_on
      from invoices where person_id = p.id and state in ('open', 'partial')) debt on true
    where p.id = any(${personIds}::bigint[])`.execute(db)
  return rows
}

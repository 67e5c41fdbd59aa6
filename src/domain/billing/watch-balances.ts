import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { billingSettings } from './billing-settings.ts'
import { customerChatOf } from './customer-chat.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

const WEEK_MS = 7 * 86_400_000

/** Tells staff of whoever owes more than is comfortable, once until he owes less again. */
export async function warnOfDebts(deps: Needs): Promise<number> {
  const { debtAlertRupiah } = await billingSettings(deps)
  return inTransaction(deps, async (deps) => {
    const { rows } = await sql<{ personId: number; customer: string; owedRupiah: number }>`
      with owing as (
        select i.person_id, sum(i.total_rupiah - i.applied_rupiah)
          - coalesce((select sum(balance) from accounts a where a.purpose = 'wallet'
              and a.currency = 'IDR' and (a.owner = 'person:' || i.person_id or a.owner in (
                select 'subscription:' || s.id from subscriptions s where s.person_id = i.person_id))), 0) as owed
        from invoices i where i.state in ('open', 'partial')
        group by i.person_id
      ), cleared as (
        update customers c set debt_told_at = null
        where debt_told_at is not null and not exists (
          select from owing o where o.person_id = c.person_id and o.owed > ${debtAlertRupiah})
      ), told as (
        insert into customers (person_id, debt_told_at, created_at)
        select person_id, ${deps.now()}::timestamptz, ${deps.now()}::timestamptz from owing
          where owed > ${debtAlertRupiah}
        on conflict (person_id) do update set debt_told_at = excluded.debt_told_at
          where customers.debt_told_at is null
        returning person_id
      )
      select t.person_id as "personId", o.owed::bigint as "owedRupiah",
        coalesce(p.name, '#' || p.id) as customer
      from told t join owing o using (person_id) join people p on p.id = t.person_id
      order by o.owed desc`.execute(deps.db)
    for (const details of rows) {
      await tellStaff(deps, 'payments.view', { code: 'debt.high.staff', details })
    }
    return rows.length
  })
}

/** Mentions what lies with a customer, at most once a week. */
export async function remindOfCredit(deps: Needs): Promise<number> {
  const { creditReminderRupiah } = await billingSettings(deps)
  if (creditReminderRupiah === 0) return 0
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    const { rows } = await sql<{ personId: number; balanceRupiah: number }>`
      with lying as (
        select person_id, sum(balance) as balance from (
          select s.person_id, a.balance from subscriptions s
            join accounts a on a.owner = 'subscription:' || s.id and a.purpose = 'wallet'
          union all
          select s.person_id, a.balance from (select distinct person_id from subscriptions) s
            join accounts a on a.owner = 'person:' || s.person_id and a.purpose = 'wallet'
        ) each group by person_id having sum(balance) >= ${creditReminderRupiah}
      ), told as (
        insert into customers (person_id, credit_told_at, created_at)
        select person_id, ${at}::timestamptz, ${at}::timestamptz from lying
        on conflict (person_id) do update set credit_told_at = excluded.credit_told_at
          where customers.credit_told_at is null
            or customers.credit_told_at <= ${new Date(at.getTime() - WEEK_MS)}
        returning person_id
      )
      select person_id as "personId", balance::bigint as "balanceRupiah"
      from told join lying using (person_id) order by person_id`.execute(deps.db)
    for (const { personId, balanceRupiah } of rows) {
      const chat = await customerChatOf(deps, personId)
      if (chat === undefined) continue
      const details = { balanceRupiah }
      await tell(deps, chat, { code: 'balance.reminder', details, priority: 'low' })
    }
    return rows.length
  })
}

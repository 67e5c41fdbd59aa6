import { sql } from 'kysely'
import type { Day } from '../day.ts'
import { PRIORITY } from '../messages/message.ts'
import { sortOf } from '../messages/notice-sorts.ts'
import type { Db } from '../tables.ts'
import { customerChat } from './invoice-queries.ts'

/** Reminds of every invoice that is due in one of so many days, once each. Returns the chats. */
export async function tellDue(
  db: Db,
  told: { days: number[]; today: Day; at: Date; correlation: string | null },
): Promise<number[]> {
  const { days, today, at, correlation } = told
  const { rows } = await sql<{ conversation_id: number }>`
    with due as (
      insert into invoice_reminders (invoice_id, days_before, at)
      select i.id, i.due_on - ${today}::date, ${at}
      from invoices i left join subscriptions s on s.id = i.subscription_id
      where i.state in ('open', 'partial') and i.issued_on < ${today}::date
        and i.due_on - ${today}::date = any(${days}::integer[])
        and coalesce(s.state, 'active') <> 'stopped'
      on conflict do nothing
      returning invoice_id, days_before
    )
    insert into outbox (conversation_id, content, sort, priority, from_bot, correlation, created_at)
    select chat.id, jsonb_build_object('notice', jsonb_build_object(
        'code', 'invoice.reminder',
        'details', jsonb_build_object(
          'number', i.number, 'package', p.name, 'openRupiah', i.total_rupiah - i.applied_rupiah,
          'dueOn', i.due_on::text, 'daysLeft', due.days_before,
          'link', jsonb_build_object('kind', 'invoice', 'id', i.id, 'linkVersion', i.link_version)))),
      ${sortOf('invoice.reminder')}, ${PRIORITY.low}, false, ${correlation}, ${at}
    from due join invoices i on i.id = due.invoice_id
    left join subscriptions s on s.id = i.subscription_id
    left join packages p on p.id = s.package_id
    cross join lateral (select ${customerChat('i.person_id')} as id) chat
    where chat.id is not null
    returning conversation_id`.execute(db)
  return rows.map(({ conversation_id }) => conversation_id)
}

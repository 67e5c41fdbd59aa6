import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../domain/tables.ts'
import { mayWrite } from './may-write-queries.ts'

export const waiting = (table: string) => sql.raw(`${table}.state in ('queued', 'sending')`)

/**
 * A reminder or an advertisement that waits, for the morning or for its next try, stands aside:
 * what is said later does not follow from it, so nobody is told things in a confusing order, and
 * an answer at night does not wait for the morning's reminder. Everything else keeps its place.
 */
export const notAside = sql.raw(
  `not (o.sort in ('reminder', 'promo') and coalesce(o.not_before > now(), false))`,
)

/**
 * The head of a chat, a row `head`, may go now; a message that waits for its next try holds the
 * ones behind it. What waits because we may not begin a talk waits no longer once they have.
 */
export function isDue(at: Date, talk: RawBuilder<unknown>) {
  return sql`(head.not_before is null or head.not_before <= now()
    or (head.error = 'budget' and (c.window_until > ${at}::timestamptz or ${talk}))
    or (head.error = 'reachout' and c.last_inbound_at is not null))`
}

/** Of these chats, those whose next message may go now. */
export async function findDueChats(
  db: Db,
  conversationIds: number[],
  at: Date,
): Promise<Set<number>> {
  const result = await sql<{ id: number }>`
    select c.id from conversations c join channel_accounts a on a.id = c.account_id
    cross join lateral (select o.not_before, o.error from outbox o
      where o.conversation_id = c.id and ${waiting('o')} and ${notAside}
      order by o.goes_first desc, o.id limit 1) head
    where c.id = any(${conversationIds}::bigint[])
      and ${mayWrite(at)}
      and ${isDue(
        at,
        sql`exists (select from outbox t where t.conversation_id = c.id
        and ${waiting('t')} and t.sort in ('answer', 'person'))`,
      )}`.execute(db)
  return new Set(result.rows.map(({ id }) => id))
}

/**
 * Chats with messages that nobody is sending, the most urgent first; of each number no more than
 * it can do with now. What stands aside is not even looked at: indexes name the rest.
 */
export async function findForgottenChats(
  db: Db,
  { rooms, limit, at }: { rooms: { accountId: number; room: number }[]; limit: number; at: Date },
) {
  const result = await sql<{ id: number }>`
    with rooms as (
      select * from jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) as r("accountId" bigint, room int)
    ), waiting as (
      select o.conversation_id, min(o.priority) as priority,
        coalesce(min(o.id) filter (where o.goes_first), min(o.id)) as head_id,
        bool_or(o.sort in ('answer', 'person')) as talk
      from (
        select id, conversation_id, priority, goes_first, sort from outbox o
        where ${waiting('o')} and o.sort not in ('reminder', 'promo')
        union all
        select id, conversation_id, priority, goes_first, sort from outbox o
        where ${waiting('o')} and o.sort in ('reminder', 'promo') and o.not_before is null
        union all
        select id, conversation_id, priority, goes_first, sort from outbox o
        where ${waiting('o')} and o.sort in ('reminder', 'promo') and o.not_before <= now()
      ) o group by o.conversation_id
    ), due as (
      select c.id, w.priority, r.room,
        row_number() over (partition by c.account_id order by w.priority, c.id) as place
      from waiting w join outbox head on head.id = w.head_id
      join conversations c on c.id = w.conversation_id
      join channel_accounts a on a.id = c.account_id
      join rooms r on r."accountId" = c.account_id
      where (c.sending_until is null or c.sending_until < now())
        and ${mayWrite(at)}
        and ${isDue(at, sql`w.talk`)}
    )
    select id from due where place <= room order by priority, id limit ${limit}`.execute(db)
  return result.rows.map(({ id }) => id)
}

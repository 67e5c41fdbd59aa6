import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { DeliveryOutcome } from './delivery-report.ts'

type Span = { from: Date; until: Date }

export type CellRow = {
  account_id: number
  /** How many stretches of `binSeconds` since 1970. */
  bin: number
  outcome: DeliveryOutcome
  code: string | null
  category: string | null
  price_type: string | null
  count: number
}

/**
 * Every message written in a span, counted by number, time and fate in one pass over them: the few
 * thousand sums that are left are folded by whoever asked.
 */
export async function selectDeliveryCells(
  db: Db,
  { from, until, binSeconds }: Span & { binSeconds: number },
) {
  const { rows } = await sql<CellRow>`
    select c.account_id, floor(extract(epoch from o.created_at)::float8 / ${binSeconds}::float8)::int as bin,
      ${outcome} as outcome,
      -- The short code alone, which an error begins with; see errorCode.
      case when o.state in ('failed', 'dropped') or o.fate = 'failed'
        then substring(o.error from '^([a-z][a-z0-9_]*|[0-9]{3,7})(?: · |$)') end as code,
      o.price_category as category, o.price_type, count(*)::int as count
    from outbox o join conversations c on c.id = o.conversation_id
    where o.created_at >= ${from} and o.created_at < ${until} and o.state <> 'superseded' and ${onWhatsApp}
    group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

const onWhatsApp = sql`c.account_id = any(array(select id from channel_accounts where channel <> 'telegram'))`

const outcome = sql`case
  when o.state in ('queued', 'sending') then 'waiting'
  when o.state = 'dropped' then 'dropped'
  when o.state = 'failed' or o.fate = 'failed' then 'failed'
  when o.fate in ('delivered', 'read') then o.fate
  else 'sent' end`

/**
 * How long messages took from our sending to their phone, in whole seconds of real time: the newest
 * of a span, which are all of them but for a big shop's month.
 */
export async function selectArrivals(db: Db, { from, until }: Span) {
  const { rows } = await sql<{ account_id: number; seconds: number; count: number }>`
    select c.account_id, took.seconds, count(*)::int as count
    from (
      select o.conversation_id, floor(extract(epoch from o.delivered_at - o.sent_at))::int as seconds
      from outbox o
      where o.created_at >= ${from} and o.created_at < ${until} and o.delivered_at >= o.sent_at
      order by o.created_at desc limit ${MEASURED_AT_MOST}
    ) took join conversations c on c.id = took.conversation_id
    where ${onWhatsApp}
    group by 1, 2`.execute(db)
  return rows
}

const MEASURED_AT_MOST = 20_000

export function selectNumbers(db: Db) {
  return db
    .selectFrom('channel_accounts')
    .where('channel', '!=', 'telegram')
    .select(['id', 'name', 'title', 'phone', 'state'])
    .orderBy('id')
    .execute()
}

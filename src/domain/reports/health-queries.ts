import { sql } from 'kysely'
import type { ChannelName, Db } from '../tables.ts'

export type Backlog = {
  inbox: number
  inboxOldestSeconds: number
  outbox: number
  outboxOldestSeconds: number
  effects: number
  effectsOldestSeconds: number
  effectsDead: number
  parked: number
  unknownPayments: number
  pendingPayments: number
}

/** What waits, and how long it has. Seconds are real, whatever the business clock says. */
export async function selectBacklog(db: Db): Promise<Backlog> {
  const result = await sql<Backlog>`
    select
      (select count(*) from inbox where handled_at is null and parked_at is null) as inbox,
      (select coalesce(extract(epoch from now() - min(written_at)), 0)::int from inbox
        where handled_at is null and parked_at is null) as "inboxOldestSeconds",
      (select count(*) from outbox where state in ('queued', 'sending')) as outbox,
      (select coalesce(extract(epoch from now() - min(written_at)), 0)::int from outbox
        where state in ('queued', 'sending')) as "outboxOldestSeconds",
      (select count(*) from effects where state in ('waiting', 'running')) as effects,
      (select coalesce(extract(epoch from now() - min(written_at)), 0)::int from effects
        where state in ('waiting', 'running') and attempts > 0) as "effectsOldestSeconds",
      (select count(*) from effects where state = 'dead') as "effectsDead",
      (select count(*) from inbox where parked_at is not null) as parked,
      (select count(*) from charges where state = 'unknown') as "unknownPayments",
      (select count(*) from charges where state in ('reserved', 'pending')) as "pendingPayments"`.execute(
    db,
  )
  const [row] = result.rows
  if (!row) throw new Error('a count without a row')
  return row
}

export type ChannelBacklog = {
  channel: ChannelName
  inbox: number
  inboxOldestSeconds: number
  outbox: number
  outboxOldestSeconds: number
}

/** The same for each channel; what waits belongs to a chat, and statuses to none. */
export async function selectChannelBacklogs(db: Db): Promise<ChannelBacklog[]> {
  const { rows } = await sql<ChannelBacklog>`
    with heard as (
      select a.channel, count(*)::int as n, min(i.written_at) as oldest
      from inbox i join channel_accounts a on a.id = i.account_id
      where i.handled_at is null and i.parked_at is null group by 1
    ), said as (
      select a.channel, count(*)::int as n, min(o.written_at) as oldest
      from outbox o join conversations c on c.id = o.conversation_id
      join channel_accounts a on a.id = c.account_id
      where o.state in ('queued', 'sending') group by 1
    )
    select known.channel, coalesce(heard.n, 0) as inbox, coalesce(said.n, 0) as outbox,
      coalesce(extract(epoch from now() - heard.oldest), 0)::int as "inboxOldestSeconds",
      coalesce(extract(epoch from now() - said.oldest), 0)::int as "outboxOldestSeconds"
    from (select distinct channel from channel_accounts where state <> 'removed') known
    left join heard using (channel) left join said using (channel)
    order by known.channel`.execute(db)
  return rows
}

export function selectRouterHealth(db: Db) {
  return db
    .selectFrom('routers')
    .where('state', '<>', 'removed')
    .select(['name', 'state', 'reachable', 'version', 'latency_ms', 'problem'])
    .orderBy('name')
    .execute()
}

import { sql } from 'kysely'
import type { Db } from '../tables.ts'

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

export function selectRouterHealth(db: Db) {
  return db
    .selectFrom('routers')
    .where('state', '<>', 'removed')
    .select(['name', 'state', 'reachable', 'version', 'latency_ms', 'problem'])
    .orderBy('name')
    .execute()
}

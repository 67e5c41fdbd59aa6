import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { Db } from '../tables.ts'
import type { Because } from './subscription.ts'

export type MovedSubscription = {
  id: number
  person_id: number
  username: string
  package: string
}

/** Locked in one order, so that two who move the same ones wait and never stand crosswise. */
const locked = (ids: number[], states: string[]) => sql`
  select id from subscriptions
  where id = any(${ids}::bigint[]) and state = any(${states}::text[])
  order by id for no key update`

export async function markIsolated(
  db: Db,
  { ids, because, at }: { ids: number[]; because: Because; at: Date },
): Promise<MovedSubscription[]> {
  const { rows } = await sql<MovedSubscription>`
    with chosen as materialized (${locked(ids, ['active'])})
    update subscriptions s set state = 'isolated', isolated_at = ${at}, isolated_because = ${because}
    from chosen c, packages p
    where s.id = c.id and p.id = s.package_id
    returning s.id, s.person_id, s.username, p.name as package`.execute(db)
  return rows
}

export async function markRestored(
  db: Db,
  { ids, onlyUnpaid }: { ids: number[]; onlyUnpaid: boolean },
): Promise<MovedSubscription[]> {
  const { rows } = await sql<MovedSubscription>`
    with chosen as materialized (${locked(ids, ['isolated'])})
    update subscriptions s set state = 'active', isolated_at = null, isolated_because = null
    from chosen c, packages p
    where s.id = c.id and p.id = s.package_id
      and (not ${onlyUnpaid} or s.isolated_because = 'unpaid')
    returning s.id, s.person_id, s.username, p.name as package`.execute(db)
  return rows
}

export async function markStopped(
  db: Db,
  { ids, because, at }: { ids: number[]; because: Because; at: Date },
): Promise<MovedSubscription[]> {
  const { rows } = await sql<MovedSubscription>`
    with chosen as materialized (${locked(ids, ['active', 'isolated'])})
    update subscriptions s set state = 'stopped', stopped_at = ${at}, stopped_because = ${because},
      isolated_at = null, isolated_because = null, outage_id = null
    from chosen c, packages p
    where s.id = c.id and p.id = s.package_id
    returning s.id, s.person_id, s.username, p.name as package`.execute(db)
  return rows
}

export async function auditEach(
  db: Db,
  one: {
    subjects: string[]
    action: string
    by: number | null
    after: object
    at: Date
    correlation: string | null
  },
) {
  await sql`
    insert into audit (at, person_id, action, subject, after, correlation)
    select ${one.at}, ${one.by}, ${one.action}, subject, ${asJsonb(one.after)}::jsonb, ${one.correlation}
    from unnest(${one.subjects}::text[]) as subject`.execute(db)
}

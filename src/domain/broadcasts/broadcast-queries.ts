import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { Broadcast, BroadcastCount, BroadcastState } from './broadcast.ts'

const broadcastWithCreator = sql`
  select b.id, b.text, b.file, b.meta_template, b.segment, b.state, b.created_by, p.name as creator,
    b.conversation_id, b.send_at, b.approved_by, b.started_at, b.finished_at, b.created_at
  from broadcasts b join people p on p.id = b.created_by`

export async function selectBroadcast(
  db: Db,
  id: number,
  { lock = false }: { lock?: boolean } = {},
): Promise<Broadcast | undefined> {
  const { rows } = await sql<Broadcast>`
    ${broadcastWithCreator} where b.id = ${id} ${lock ? sql`for update of b` : sql``}`.execute(db)
  return rows[0]
}

export async function selectBroadcasts(db: Db, limit: number): Promise<Broadcast[]> {
  const { rows } = await sql<Broadcast>`
    ${broadcastWithCreator} order by b.id desc limit ${limit}`.execute(db)
  return rows
}

export async function insertBroadcast(
  db: Db,
  row: { by: number; conversationId: number; at: Date },
): Promise<number> {
  const { id } = await db
    .insertInto('broadcasts')
    .values({
      text: '',
      segment: JSON.stringify({ parts: [] }),
      created_by: row.by,
      conversation_id: row.conversationId,
      created_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = Partial<
  Pick<Broadcast, 'text' | 'file' | 'meta_template' | 'segment' | 'send_at'> & {
    state: BroadcastState
    approved_by: number
    started_at: Date
    finished_at: Date
  }
>

export async function updateBroadcast(
  db: Db,
  id: number,
  { file, meta_template, segment, ...rest }: Change,
) {
  const asJson = (value: object | null) => (value === null ? null : JSON.stringify(value))
  await db
    .updateTable('broadcasts')
    .set({
      ...rest,
      ...(file !== undefined && { file: asJson(file) }),
      ...(meta_template !== undefined && { meta_template: asJson(meta_template) }),
      ...(segment !== undefined && { segment: JSON.stringify(segment) }),
    })
    .where('id', '=', id)
    .execute()
}

/** Those whose time has come, or that have people left; one of them at a time is fed by anybody. */
export async function findLiveBroadcasts(db: Db, at: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('broadcasts')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'sending'),
        eb.and([eb('state', '=', 'scheduled'), eb('send_at', '<=', at)]),
      ]),
    )
    .select('id')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Not waited for: whoever feeds it already goes on. */
export async function lockLiveBroadcast(db: Db, id: number): Promise<Broadcast | undefined> {
  const { rows } = await sql<Broadcast>`
    ${broadcastWithCreator}
    where b.id = ${id} and b.state in ('scheduled', 'sending') for update of b skip locked`.execute(
    db,
  )
  return rows[0]
}

export async function takeRecipients(
  db: Db,
  { broadcastId, limit }: { broadcastId: number; limit: number },
) {
  const { rows } = await sql<{ person_id: number; opted_out: boolean }>`
    select r.person_id, p.opted_out_at is not null as opted_out
    from broadcast_recipients r join people p on p.id = r.person_id
    where r.broadcast_id = ${broadcastId} and r.state = 'waiting'
    order by r.person_id limit ${limit} for update of r`.execute(db)
  return rows
}

export async function skipRecipients(
  db: Db,
  one: { broadcastId: number; personIds: number[]; reason: string },
) {
  await sql`
    update broadcast_recipients set state = 'skipped', reason = ${one.reason}
    where broadcast_id = ${one.broadcastId} and person_id = any(${one.personIds})
      and state = 'waiting'`.execute(db)
}

export type Letter = { personId: number; conversationId: number; content: object }

/** Puts their messages into the outbox, behind all that is more urgent; each person once. */
export async function insertLetters(
  db: Db,
  one: { broadcastId: number; letters: Letter[]; priority: number; at: Date },
) {
  await sql`
    with letters as (
      select nextval(pg_get_serial_sequence('outbox', 'id')) as id, l.*
      from jsonb_to_recordset(${JSON.stringify(one.letters)}::jsonb)
        as l("personId" bigint, "conversationId" bigint, content jsonb)
    ), written as (
      insert into outbox (id, conversation_id, content, priority, from_bot, sort, created_at)
      overriding system value
      select id, "conversationId", content, ${one.priority}, false, 'promo', ${one.at} from letters
      returning id
    )
    update broadcast_recipients r set state = 'queued', outbox_id = l.id
    from letters l where r.broadcast_id = ${one.broadcastId} and r.person_id = l."personId"
      and exists (select from written w where w.id = l.id)`.execute(db)
}

/** Of those in the outbox nobody has begun to send, these go back into waiting, or are given up. */
export async function takeBackLetters(
  db: Db,
  { broadcastId, giveUp }: { broadcastId: number; giveUp: boolean },
): Promise<number> {
  const { rows } = await sql<{ person_id: number }>`
    with back as (
      update outbox o set state = 'dropped', error = ${giveUp ? 'stopped' : 'paused'}
      from broadcast_recipients r
      where r.broadcast_id = ${broadcastId} and r.outbox_id = o.id and o.state = 'queued'
        and o.attempts = 0
      returning r.person_id
    )
    update broadcast_recipients r set outbox_id = null,
      state = ${giveUp ? 'skipped' : 'waiting'}, reason = ${giveUp ? 'stopped' : null}
    from back where r.broadcast_id = ${broadcastId} and r.person_id = back.person_id
    returning r.person_id`.execute(db)
  return rows.length
}

export async function giveUpWaiting(db: Db, broadcastId: number) {
  await sql`
    update broadcast_recipients set state = 'skipped', reason = 'stopped'
    where broadcast_id = ${broadcastId} and state = 'waiting'`.execute(db)
}

export async function countBroadcast(db: Db, broadcastId: number): Promise<BroadcastCount> {
  const { rows } = await sql<BroadcastCount>`
    with fates as (
      select r.state, r.reason, o.state as sending, o.fate, o.error
      from broadcast_recipients r left join outbox o on o.id = r.outbox_id
      where r.broadcast_id = ${broadcastId}
    ), reasons as (
      -- A code stands first in what a channel says, and in what we say ourselves.
      select coalesce(reason, substring(error from '^[a-z0-9_]+'), 'unknown') as why, count(*)::int as n
      from fates where state = 'skipped' or sending in ('failed', 'dropped', 'superseded') or fate = 'failed'
      group by 1
    )
    select count(*)::int as total,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where sending in ('queued', 'sending'))::int as queued,
      count(*) filter (where sending = 'sent' and fate is distinct from 'failed')::int as sent,
      count(*) filter (where sending = 'sent' and fate in ('delivered', 'read'))::int as delivered,
      count(*) filter (where sending = 'sent' and fate = 'read')::int as read,
      count(*) filter (where sending = 'failed' or fate = 'failed')::int as failed,
      coalesce((select jsonb_object_agg(why, n) from reasons), '{}') as reasons
    from fates`.execute(db)
  const [count] = rows
  if (!count) throw new Error('A count without a row')
  return count
}

/** True when its progress says something new by now, and nobody has said it a moment ago. */
export async function markShown(
  db: Db,
  one: { broadcastId: number; count: BroadcastCount; atOnce: boolean },
): Promise<boolean> {
  const shown = JSON.stringify(one.count)
  const { numAffectedRows } = await sql`
    update broadcasts set shown = ${shown}, shown_at = now()
    where id = ${one.broadcastId} and shown is distinct from ${shown}::jsonb
      and (${one.atOnce} or shown_at is null or shown_at < now() - interval '8 seconds')`.execute(
    db,
  )
  return numAffectedRows === 1n
}

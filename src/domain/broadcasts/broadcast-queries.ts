import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { SentFile } from '../media/sent-file.ts'
import { rolesThatMay } from '../people/permission.ts'
import type { Db } from '../tables.ts'
import type { Broadcast, BroadcastCount, BroadcastState, PauseReason } from './broadcast.ts'

const broadcastWithCreator = sql`
  select b.id, b.text, b.file, b.file_asked, b.meta_template, b.segment, b.state, b.created_by,
    b.changed_by, b.started_by, p.name as creator, b.conversation_id, b.slot, b.send_at, b.approved_by, b.started_at,
    b.finished_at, b.paused_because, b.created_at
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

/** `slot` ends with the number it gets. */
export async function insertBroadcast(
  db: Db,
  row: { by: number; conversationId: number; slot: string; at: Date },
): Promise<number> {
  const { id } = await db
    .insertInto('broadcasts')
    .values({
      text: '',
      segment: asJsonb({ parts: [] }),
      created_by: row.by,
      conversation_id: row.conversationId,
      slot: row.slot,
      created_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = Partial<
  Pick<Broadcast, 'text' | 'file' | 'meta_template' | 'segment' | 'send_at' | 'slot'> & {
    file_asked: SentFile | null
    state: BroadcastState
    changed_by: number
    started_by: number
    approved_by: number
    started_at: Date
    finished_at: Date
    paused_because: PauseReason | null
  }
>

export async function updateBroadcast(
  db: Db,
  id: number,
  { file, file_asked, meta_template, segment, ...rest }: Change,
) {
  const change = {
    ...rest,
    ...(file !== undefined && { file: asJson(file) }),
    ...(file_asked !== undefined && { file_asked: asJson(file_asked) }),
    ...(meta_template !== undefined && { meta_template: asJson(meta_template) }),
    ...(segment !== undefined && { segment: asJsonb(segment) }),
  }
  if (Object.keys(change).length === 0) return
  await db.updateTable('broadcasts').set(change).where('id', '=', id).execute()
}

export async function deleteBroadcast(db: Db, id: number) {
  await db.deleteFrom('broadcasts').where('id', '=', id).execute()
}

/** Those whose time has come, or that have people left. */
export async function findLiveBroadcasts(db: Db, at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from broadcasts
    where state = 'sending' or (state = 'scheduled' and send_at <= ${at}) order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** On their way because this person said so, and nobody besides. Locked in one order. */
export async function lockOnTheWordOf(db: Db, personId: number): Promise<Broadcast[]> {
  const { rows } = await sql<Broadcast>`
    ${broadcastWithCreator}
    where b.state in ('scheduled', 'sending') and b.approved_by is null
      and coalesce(b.started_by, b.created_by) = ${personId}
    order by b.id for update of b`.execute(db)
  return rows
}

/** One that may be fed now. Not waited for: whoever feeds it already goes on. */
export async function lockLiveBroadcast(
  db: Db,
  id: number,
  at: Date,
): Promise<Broadcast | undefined> {
  const { rows } = await sql<Broadcast>`
    ${broadcastWithCreator}
    where b.id = ${id} and (b.state = 'sending' or (b.state = 'scheduled' and b.send_at <= ${at}))
    for update of b skip locked`.execute(db)
  return rows[0]
}

/** Nothing more goes out, and what arrived or was read since then may not be shown yet. */
export async function findJustOver(db: Db, at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from broadcasts where state in ('done', 'stopped', 'paused')
      and coalesce(finished_at > ${at}::timestamptz - interval '1 day', true)
      and shown_at < now() - interval '1 minute'
    order by shown_at limit 5`.execute(db)
  return rows.map(({ id }) => id)
}

/** Somebody has looked how far it is a moment ago. */
export async function isShownLately(db: Db, broadcastId: number): Promise<boolean> {
  const { rows } = await sql<{ lately: boolean }>`
    select coalesce(shown_at > now() - ${SHOWN_EVERY}, false) as lately
    from broadcasts where id = ${broadcastId}`.execute(db)
  return rows[0]?.lately ?? false
}
const SHOWN_EVERY = sql.raw(`interval '8 seconds'`)

/** True when its progress says something new by now, and nobody has said it a moment ago. */
export async function markShown(
  db: Db,
  one: { broadcastId: number; count: BroadcastCount; atOnce: boolean },
): Promise<boolean> {
  const shown = asJsonb(one.count)
  const { rows } = await sql<{ is_new: boolean }>`
    with before as (select id, shown from broadcasts where id = ${one.broadcastId})
    update broadcasts b set shown = ${shown}, shown_at = now() from before
    where b.id = before.id
      and (${one.atOnce} or b.shown_at is null or b.shown_at < now() - ${SHOWN_EVERY})
    returning before.shown is distinct from ${shown}::jsonb as is_new`.execute(db)
  return rows[0]?.is_new ?? false
}

/** From now on it is watched whether WhatsApp finds it too much; numbers in trouble by now are known. */
export async function watchFrom(db: Db, broadcastId: number, at: Date) {
  await sql`
    update broadcasts set watched_from = now(), borne = coalesce((
      select array_agg(a.id) from channel_accounts a where ${inTrouble(at)}), '{}')
    where id = ${broadcastId}`.execute(db)
}

/** That a number is asked to go slower passes by itself. */
const inTrouble = (at: Date) => sql`(a.state = 'banned'
  or (a.held_because is not null and a.held_because <> 'slow_down'
    and greatest(a.no_new_chats_until, a.no_sending_until) > ${at}::timestamptz))`

export type Trouble = { because: PauseReason; number: string | null }

/** What WhatsApp says of it that nobody has looked at yet. */
export async function findTrouble(
  db: Db,
  { broadcastId, at }: { broadcastId: number; at: Date },
): Promise<Trouble | undefined> {
  // From the few failures to their readers, never through all readers: this is asked every few seconds.
  const { rows } = await sql<Trouble>`
    with failed as materialized (
      select o.id, o.conversation_id from outbox o
      where (o.fate = 'failed' or o.state = 'failed') and o.error ~ '(spam_limit|131048)'
        and o.fate_at > (select watched_from from broadcasts where id = ${broadcastId})
    )
    select 'spam_limit' as because, coalesce(a.title, a.name) as number
    from failed o join conversations c on c.id = o.conversation_id
    join channel_accounts a on a.id = c.account_id
    where exists (select from broadcast_recipients r
      where r.outbox_id = o.id and r.broadcast_id = ${broadcastId})
    union all
    select case when a.state = 'banned' then 'banned' else 'restricted' end, coalesce(a.title, a.name)
    from broadcasts b join channel_accounts a on not a.id = any(b.borne)
    where b.id = ${broadcastId} and ${inTrouble(at)} and exists (
      select from broadcast_recipients r join outbox o on o.id = r.outbox_id
      join conversations c on c.id = o.conversation_id
      where r.broadcast_id = b.id and c.account_id = a.id)
    limit 1`.execute(db)
  return rows[0]
}

/** Of those who may say yes to it: whether there is one besides who starts it, and one who had no hand in it. */
export async function findApprovers(
  db: Db,
  { startedBy, hands }: { startedBy: number; hands: number[] },
): Promise<{ others: boolean; free: boolean }> {
  const { rows } = await sql<{ others: boolean; free: boolean }>`
    select coalesce(bool_or(person_id <> ${startedBy}), false) as others,
      coalesce(bool_or(person_id <> all(${hands}::bigint[])), false) as free
    from staff where removed_at is null and role = any(${rolesThatMay('broadcasts.approve')}::text[])`.execute(
    db,
  )
  return rows[0] ?? { others: false, free: false }
}

function asJson(value: object | null) {
  return value === null ? null : asJsonb(value)
}

import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db, SessionState } from '../tables.ts'
import type { Connection, LinkedChannel, Session } from './session.ts'

/** Every number that was not removed, in the order they came. Of a Cloud number no day is kept. */
export async function selectSessions(db: Db, today: Day): Promise<Omit<Session, 'warming'>[]> {
  const { rows } = await sql<Omit<Session, 'warming'>>`
    with waiting as (
      select c.account_id, count(*)::int as n
      from outbox o join conversations c on c.id = o.conversation_id
      where o.state in ('queued', 'sending') group by 1
    )
    select a.id, a.channel, a.name, a.title, a.phone, a.state, a.state_since as "stateSince",
      case when a.channel = 'cloud' then null
        when l.until > clock_timestamp() then l.connection else 'closed' end as connection,
      l.detail, l.connected_at as "connectedAt",
      a.held_because as "heldBecause", a.no_new_chats_until as "noNewChatsUntil",
      a.no_sending_until as "noSendingUntil", a.no_promo_until as "noPromoUntil", a.warm_from as "warmFrom",
      coalesce(w.n, 0) as queued, coalesce(d.sent, 0) as "sentToday"
    from channel_accounts a
      left join session_leases l on l.account_id = a.id
      left join waiting w on w.account_id = a.id
      left join session_days d on d.account_id = a.id and d.day = ${today}::date
    where a.channel <> 'telegram' and a.state <> 'removed'
    order by a.id`.execute(db)
  return rows
}

/** What Cloud numbers sent since then, among the newest messages: all of them on most days. */
export async function countCloudSent(db: Db, since: Date): Promise<Map<number, number>> {
  const { rows } = await sql<{ account_id: number; n: number }>`
    select c.account_id, count(*)::int as n
    from outbox o join conversations c on c.id = o.conversation_id
      join channel_accounts a on a.id = c.account_id
    where o.id > (select coalesce(max(id), 0) - ${COUNTED_AT_MOST} from outbox)
      and o.sent_at >= ${since} and a.channel = 'cloud'
    group by 1`.execute(db)
  return new Map(rows.map(({ account_id, n }) => [account_id, n]))
}

const COUNTED_AT_MOST = 50_000

export type AccountRow = {
  id: number
  channel: Session['channel']
  name: string
  title: string | null
  phone: string | null
  state: SessionState
  warm_from: Date | null
  no_new_chats_until: Date | null
  no_sending_until: Date | null
  connection: Connection
  fence: number
  has_keys: boolean
}

/** Changes of one number happen one after another. */
export async function lockSession(db: Db, accountId: number): Promise<AccountRow | undefined> {
  await sql`select from channel_accounts where id = ${accountId} for no key update`.execute(db)
  const { rows } = await sql<AccountRow>`
    select a.id, a.channel, a.name, a.title, a.phone, a.state, a.warm_from,
      a.no_new_chats_until, a.no_sending_until, coalesce(l.fence, 0) as fence,
      case when l.until > clock_timestamp() then l.connection else 'closed' end as connection,
      exists (select from wa_creds c where c.account_id = a.id) as has_keys
    from channel_accounts a left join session_leases l on l.account_id = a.id
    where a.id = ${accountId} and a.channel <> 'telegram'`.execute(db)
  return rows[0]
}

/** Numbers are counted and named one after another. */
export async function lockNames(db: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('names of sessions'))`.execute(db)
}

export async function selectNames(db: Db) {
  return db
    .selectFrom('channel_accounts')
    .where('channel', '!=', 'telegram')
    .select(['id', 'channel', 'name', 'title', 'state'])
    .execute()
}

export async function insertSession(
  db: Db,
  row: { channel: LinkedChannel; name: string; title: string | null; at: Date },
): Promise<number> {
  const { at, ...values } = row
  const { id } = await db
    .insertInto('channel_accounts')
    .values({ ...values, state: 'pairing', state_since: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One that was removed gives its name up to a new one. */
export async function giveNameUp(db: Db, accountId: number) {
  await sql`update channel_accounts set name = name || '~' || id where id = ${accountId}`.execute(
    db,
  )
}

export async function setTitle(db: Db, accountId: number, title: string | null) {
  await db.updateTable('channel_accounts').set({ title }).where('id', '=', accountId).execute()
}

export async function setState(
  db: Db,
  { accountId, state, at }: { accountId: number; state: SessionState; at: Date },
) {
  await db
    .updateTable('channel_accounts')
    .set({ state, state_since: at })
    .where('id', '=', accountId)
    .execute()
}

export async function setLinked(
  db: Db,
  {
    accountId,
    phone,
    warmFrom,
  }: { accountId: number; phone: string | null; warmFrom: Date | null },
) {
  await sql`
    update channel_accounts set phone = coalesce(${phone}, phone), warm_from = ${warmFrom}
    where id = ${accountId}`.execute(db)
}

/** A number that writes for us already, under another name. */
export async function selectTwin(
  db: Db,
  { accountId, phone }: { accountId: number; phone: string },
) {
  return db
    .selectFrom('channel_accounts')
    .where('id', '!=', accountId)
    .where('phone', '=', phone)
    .where('state', 'in', ['on', 'paused'])
    .where('channel', '!=', 'telegram')
    .select(['name', 'title'])
    .executeTakeFirst()
}

/** When it was last connected stays, also while it is away: a queue is lost since then. */
export async function setLine(
  db: Db,
  line: {
    accountId: number
    connection: Connection
    detail: string | null
    connectedAt?: Date
  },
) {
  const { accountId, connectedAt } = line
  const { connection, detail } = line
  await sql`
    insert into session_leases as l (account_id, connection, detail, connected_at, seen_at)
    values (${accountId}, ${connection}, ${detail}, ${connectedAt ?? null}, clock_timestamp())
    on conflict (account_id) do update set connection = ${connection}, detail = ${detail},
      connected_at = ${connectedAt === undefined ? sql`l.connected_at` : connectedAt},
      seen_at = clock_timestamp()`.execute(db)
}

/** The channel holds it back: later of what stands and what is new. Null takes nothing away. */
export async function holdBack(
  db: Db,
  held: {
    accountId: number
    because: string
    noNewChatsUntil: Date | null
    noSendingUntil: Date | null
  },
) {
  await sql`
    update channel_accounts set held_because = ${held.because},
      no_new_chats_until = greatest(no_new_chats_until, ${held.noNewChatsUntil}::timestamptz),
      no_sending_until = greatest(no_sending_until, ${held.noSendingUntil}::timestamptz)
    where id = ${held.accountId}`.execute(db)
}

/** Nothing holds these back any longer. */
export async function releaseHeld(db: Db, at: Date) {
  await sql`
    update channel_accounts set held_because = null, no_new_chats_until = null, no_sending_until = null
    where held_because is not null
      and coalesce(greatest(no_new_chats_until, no_sending_until), '-infinity') <= ${at}`.execute(
    db,
  )
}

export function selectName(db: Db, accountId: number) {
  return db
    .selectFrom('channel_accounts')
    .where('id', '=', accountId)
    .select(['channel', 'name', 'title'])
    .executeTakeFirstOrThrow()
}

/** True once for each time that a number is lost. */
export async function markStuckTold(db: Db, { accountId, at }: { accountId: number; at: Date }) {
  const { rows } = await sql`
    update channel_accounts a set stuck_told_at = ${at}
    where a.id = ${accountId} and (a.stuck_told_at is null or a.stuck_told_at < greatest(a.state_since,
      (select l.connected_at from session_leases l where l.account_id = a.id)))
    returning a.id`.execute(db)
  return rows.length > 0
}

export async function countQueued(db: Db, accountId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from outbox o join conversations c on c.id = o.conversation_id
    where c.account_id = ${accountId} and o.state in ('queued', 'sending')`.execute(db)
  return rows[0]?.n ?? 0
}

import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { SessionTroubleKind, TroubleDetails } from './trouble.ts'

export type Trouble = {
  id: number
  account_id: number
  kind: SessionTroubleKind
  details: TroubleDetails
  since: Date
  until: Date | null
  told_at: Date | null
}

/**
 * Begins, or goes on with new facts: since when and whether it was told stay as they are. `isNews`:
 * it is not what was known.
 */
export async function noteTrouble(
  db: Db,
  trouble: {
    accountId: number
    kind: SessionTroubleKind
    details: TroubleDetails
    until: Date | null
    at: Date
  },
): Promise<{ trouble: Trouble; isNews: boolean }> {
  const { accountId, kind, details, until, at } = trouble
  const before = await selectTrouble(db, { accountId, kind })
  const { rows } = await sql<Trouble>`
    insert into session_troubles (account_id, kind, details, since, until)
    values (${accountId}, ${kind}, ${JSON.stringify(details)}, ${at}, ${until})
    on conflict (account_id, kind) do update set details = excluded.details, until = excluded.until
    returning id, account_id, kind, details, since, until, told_at`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`no trouble of account ${accountId}`)
  const isNews =
    before?.until?.getTime() !== row.until?.getTime() || before?.details.level !== row.details.level
  return { trouble: row, isNews }
}

export function selectTrouble(
  db: Db,
  { accountId, kind }: { accountId: number; kind: SessionTroubleKind },
): Promise<Trouble | undefined> {
  return db
    .selectFrom('session_troubles')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .select(['id', 'account_id', 'kind', 'details', 'since', 'until', 'told_at'])
    .executeTakeFirst()
}

export async function markTold(db: Db, id: number, at: Date) {
  await db
    .updateTable('session_troubles')
    .set({ told_at: at })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .execute()
}

export async function endTroubles(
  db: Db,
  { accountId, kinds }: { accountId: number; kinds: SessionTroubleKind[] },
): Promise<Trouble[]> {
  const { rows } = await sql<Trouble>`
    delete from session_troubles where account_id = ${accountId} and kind = any(${kinds}::text[])
    returning id, account_id, kind, details, since, until, told_at`.execute(db)
  return rows
}

/** Numbers that are meant to be connected and are not, or are and have a trouble that says no. */
export async function selectLines(db: Db) {
  const { rows } = await sql<{
    account_id: number
    is_open: boolean
    down_since: Date | null
    told_at: Date | null
  }>`
    select a.id as account_id,
      coalesce(l.connection = 'open' and l.until > clock_timestamp(), false) as is_open,
      t.since as down_since, t.told_at
    from channel_accounts a
      left join session_leases l on l.account_id = a.id
      left join session_troubles t on t.account_id = a.id and t.kind = 'down'
    where a.channel in ('baileys', 'waha') and a.state = 'on'
    order by a.id`.execute(db)
  return rows
}

/** What ends by itself and has. */
export async function selectOver(db: Db, at: Date) {
  return db
    .selectFrom('session_troubles')
    .where('until', '<=', at)
    .select(['account_id', 'kind'])
    .execute()
}

/**
 * Numbers with something that waits to be sent which will not write again by themselves, or have
 * been away since before `downBefore`. `stuck`: the team was told that nobody can take it.
 */
export async function selectStranded(
  db: Db,
  downBefore: Date,
): Promise<{ id: number; stuck: boolean }[]> {
  const { rows } = await sql<{ id: number; stuck: boolean }>`
    select a.id, coalesce(a.stuck_told_at >= greatest(a.state_since, l.connected_at), false) as stuck
    from channel_accounts a left join session_leases l on l.account_id = a.id
    where a.channel <> 'telegram' and (
        a.state in ('unlinked', 'banned', 'removed') or a.state = 'on' and exists (
          select from session_troubles t
          where t.account_id = a.id and t.kind = 'down' and t.since <= ${downBefore}))
      and exists (
        select from outbox o join conversations c on c.id = o.conversation_id
        where c.account_id = a.id and o.state in ('queued', 'sending'))
    order by a.id`.execute(db)
  return rows
}

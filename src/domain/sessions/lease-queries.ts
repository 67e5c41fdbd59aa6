import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { Claim, Wanted } from './lease-session.ts'
import type { LinkedChannel } from './session.ts'

// Leases are machinery: `clock_timestamp()`, not the start of somebody's long transaction.

export async function selectWanted(db: Db, channel: LinkedChannel): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select * from (
      select a.id as "accountId", a.name, a.state,
        case when l.until > clock_timestamp() then l.owner end as owner,
        case when l.until > clock_timestamp() then l.fence end as fence,
        exists (select from wa_creds c where c.account_id = a.id) as "hasKeys"
      from channel_accounts a left join session_leases l on l.account_id = a.id
      where a.channel = ${channel}) w
    where state <> 'removed' or owner is not null or "hasKeys"
    order by "accountId"`.execute(db)
  return rows
}

export async function insertOrTakeLease(
  db: Db,
  claim: Claim,
): Promise<{ fence: number } | undefined> {
  const { accountId, owner, lastsSeconds, leaving = false } = claim
  const states = leaving ? ['unlinked', 'removed'] : ['on', 'pairing']
  const until = sql`clock_timestamp() + ${lastsSeconds} * interval '1 second'`
  const { rows } = await sql<{ fence: number }>`
    insert into session_leases as l (account_id, owner, until, fence, connection, seen_at)
    select id, ${owner}, ${until}, 1, 'connecting', clock_timestamp()
    from channel_accounts where id = ${accountId} and state = any(${states})
    on conflict (account_id) do update set
      fence = case when l.owner = ${owner} and l.until > clock_timestamp() then l.fence else l.fence + 1 end,
      connection = case when l.owner = ${owner} and l.until > clock_timestamp() then l.connection else 'connecting' end,
      owner = ${owner}, until = ${until}, seen_at = clock_timestamp()
    where l.owner is null or l.owner = ${owner} or l.until <= clock_timestamp()
    returning l.fence`.execute(db)
  return rows[0]
}

export async function renewLeases(
  db: Db,
  mine: { owner: string; accountIds: number[]; lastsSeconds: number },
): Promise<number[]> {
  // Locked in one order, so that two who renew many do not wait for each other for ever.
  const { rows } = await sql<{ account_id: number }>`
    with held as (
      select account_id from session_leases
      where account_id = any(${mine.accountIds}::bigint[]) and owner = ${mine.owner}
      order by account_id for update
    )
    update session_leases l
    set until = clock_timestamp() + ${mine.lastsSeconds} * interval '1 second', seen_at = clock_timestamp()
    from held where l.account_id = held.account_id and l.owner = ${mine.owner}
    returning l.account_id`.execute(db)
  return rows.map(({ account_id }) => account_id)
}

export async function deleteLease(
  db: Db,
  { accountId, owner }: { accountId: number; owner: string },
) {
  await sql`
    update session_leases set owner = null, until = null, connection = 'closed'
    where account_id = ${accountId} and owner = ${owner}`.execute(db)
}

import { sql } from 'kysely'
import type { ChannelName, Db } from '../tables.ts'

/** How one of our numbers stands, to choose one that first writes to somebody. */
export type Standing = {
  accountId: number
  channel: ChannelName
  /** Wanted, connected and not held back. */
  healthy: boolean
  /** It stays as it is until somebody does something. */
  lost: boolean
  warmFrom: string | null
  begun: number
  newChats: number
  queued: number
}

/**
 * Those that could write at all. A Cloud number keeps no line open: it counts as connected. The
 * one that was made for a list of customers before there was a number (`main`) comes last.
 */
export async function selectStandings(db: Db, at: Date): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    with waiting as (
      select c.account_id, count(*)::int as queued
      from outbox o join conversations c on c.id = o.conversation_id
      where o.state in ('queued', 'sending') group by 1
    )
    select a.id as "accountId", a.channel,
      a.state = 'on' and (a.channel = 'cloud' and a.name <> 'main'
          or coalesce(l.connection = 'open' and l.until > now(), false))
        and not coalesce(a.no_sending_until > ${at}::timestamptz, false)
        and not coalesce(a.no_new_chats_until > ${at}::timestamptz, false) as healthy,
      a.state in ('unlinked', 'banned') as lost,
      a.warm_from as "warmFrom", coalesce(d.begun, 0) as begun, coalesce(d.new_chats, 0) as "newChats",
      coalesce(w.queued, 0) as queued
    from channel_accounts a
    left join waiting w on w.account_id = a.id
    left join session_leases l on l.account_id = a.id
    -- The newest day there is, unless it is long over.
    left join lateral (select * from session_days where account_id = a.id
      and day >= (${at}::timestamptz at time zone 'UTC')::date order by day desc limit 1) d on true
    where a.channel in ('cloud', 'baileys', 'waha') and a.state <> 'removed'
    order by a.id`.execute(db)
  return rows
}

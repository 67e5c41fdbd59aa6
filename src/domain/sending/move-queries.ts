import { sql } from 'kysely'
import type { Db } from '../tables.ts'

export type LostNumber = { phone: string | null; lost_since: Date }

/**
 * Those who move the queue of one number at once do so one after another. `lost_since` names this
 * one loss: when it was last connected, or got the state it has.
 */
export async function lockNumber(db: Db, accountId: number): Promise<LostNumber | undefined> {
  await sql`select from channel_accounts where id = ${accountId} for no key update`.execute(db)
  const { rows } = await sql<LostNumber>`
    select a.phone, coalesce(l.connected_at, a.state_since) as lost_since
    from channel_accounts a left join session_leases l on l.account_id = a.id
    where a.id = ${accountId}`.execute(db)
  return rows[0]
}

/** A chat of that number with what waits in it, and whose it is. */
export type WaitingChat = {
  id: number
  person_id: number | null
  phone: string | null
  messages: number
}

/**
 * A row `o` of a chat `c` that may be sent from elsewhere: nothing of it can be out, it is no old
 * answer, and it would not be dropped there at once.
 */
const movable = (answersSince: Date) => sql`o.state = 'queued' and o.parts_sent = 0
  and not o.maybe_out
  -- Whoever has the chat in hand gives it back soon: what is behind that goes with it, in order.
  and not coalesce(c.sending_until >= now(), false)
  and not (o.sort = 'answer' and o.created_at < ${answersSince}::timestamptz)
  and not (o.sort in ('reminder', 'promo') and exists (
    select from people p where p.id = c.person_id and p.opted_out_at is not null))`

/** Locked, so that nobody takes a message there while it moves. */
export async function lockWaitingChats(
  db: Db,
  { accountId, answersSince }: { accountId: number; answersSince: Date },
): Promise<WaitingChat[]> {
  await sql`
    select from conversations c where c.account_id = ${accountId} and not c.is_ops and exists (
      select from outbox o where o.conversation_id = c.id and ${movable(answersSince)})
    order by c.id for no key update`.execute(db)
  const { rows } = await sql<WaitingChat>`
    select c.id, c.person_id, count(*)::int as messages,
      (select i.value from identities i where i.person_id = c.person_id and i.kind = 'phone'
        order by i.account_id = c.account_id desc, i.account_id limit 1) as phone
    from conversations c join outbox o on o.conversation_id = c.id
    where c.account_id = ${accountId} and not c.is_ops and ${movable(answersSince)}
    group by c.id order by c.id`.execute(db)
  return rows
}

/** Of these people, the chat each already has on another number, where free words are taken now. */
export async function chatsElsewhere(
  db: Db,
  { personIds, accountIds, at }: { personIds: number[]; accountIds: number[]; at: Date },
): Promise<{ personId: number; id: number }[]> {
  const { rows } = await sql<{ personId: number; id: number }>`
    select distinct on (c.person_id) c.person_id as "personId", c.id
    from conversations c join channel_accounts a on a.id = c.account_id
    where c.person_id = any(${personIds}::bigint[]) and c.account_id = any(${accountIds}::bigint[])
      and (a.channel <> 'cloud' or c.window_until > ${at}) and c.moved_to is null and not c.is_ops
    order by c.person_id, c.last_inbound_at desc nulls last, c.id`.execute(db)
  return rows
}

export type Move = { fromId: number; toId: number }

/** The messages themselves, as they are: they keep their numbers, and so their order. */
export async function moveMessages(
  db: Db,
  { moves, answersSince }: { moves: Move[]; answersSince: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox o set conversation_id = m."toId", not_before = null, error = null, counted = false
    from conversations c join ${asRows(moves)} on m."fromId" = c.id
    where o.conversation_id = c.id and ${movable(answersSince)}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Who has a chat has it on the new number too, and a question that waits for an answer can be
 * answered there: "2" means what it meant.
 */
export async function moveTalk(db: Db, { moves, at }: { moves: Move[]; at: Date }) {
  await sql`
    update conversations n set human_since = o.human_since, human_by = o.human_by,
      human_active_at = o.human_active_at
    from ${asRows(moves)} join conversations o on o.id = m."fromId"
    where n.id = m."toId" and n.human_since is null and o.human_since is not null`.execute(db)
  await sql`
    update conversations o set human_since = null, human_by = null, human_active_at = null
    from ${asRows(moves)} where o.id = m."fromId" and o.human_since is not null`.execute(db)
  await sql`
    update questions q set conversation_id = m."toId"
    from ${asRows(moves)} where q.conversation_id = m."fromId"
      and q.used_at is null and q.expires_at > ${at}`.execute(db)
}

/** Those whom nobody told yet of this loss. */
export async function noteMoves(
  db: Db,
  { moves, lostSince, at }: { moves: Move[]; lostSince: Date; at: Date },
): Promise<number[]> {
  const { rows } = await sql<{ to_id: number }>`
    insert into moved_chats (from_id, lost_since, to_id, moved_at)
    select m."fromId", ${lostSince}, m."toId", ${at} from ${asRows(moves)}
    where not exists (select from moved_chats k where k.to_id = m."toId" and k.lost_since = ${lostSince})
    on conflict do nothing returning to_id`.execute(db)
  return [...new Set(rows.map(({ to_id }) => to_id))]
}

export async function insertFirstWords(
  db: Db,
  words: { toIds: number[]; content: object; correlation: string | null; at: Date },
) {
  await sql`
    insert into outbox (conversation_id, content, sort, from_bot, goes_first, correlation, created_at)
    select id, ${JSON.stringify(words.content)}::jsonb, 'service', false, true, ${words.correlation}, ${words.at}
    from unnest(${words.toIds}::bigint[]) as t(id)`.execute(db)
}

/** Numbers that will not write again by themselves, and still have something to say. */
export async function findStranded(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct a.id from outbox o join conversations c on c.id = o.conversation_id
    join channel_accounts a on a.id = c.account_id
    where o.state = 'queued' and a.state in ('unlinked', 'banned', 'removed')`.execute(db)
  return rows.map(({ id }) => id)
}

function asRows(moves: Move[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m("fromId" bigint, "toId" bigint)`
}

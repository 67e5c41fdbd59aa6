import { sql } from 'kysely'
import { asJsonb } from '../domain/as-jsonb.ts'
import type { Inbound } from '../domain/messages/inbound.ts'
import type { Message } from '../domain/messages/message.ts'
import { type Question, QUESTION_LASTS_MS } from '../domain/messages/question.ts'
import type { Language, Role } from '../domain/people/person.ts'
import type { ChannelName, Db } from '../domain/tables.ts'
import type { Said } from '../intents/say.ts'
import { mayWrite } from './may-write-queries.ts'
import { SPEAKING_LASTS } from './outbox-queries.ts'

export type WaitingTurn = {
  id: number
  inbound: Inbound
  provider_id: string
  correlation: string
  attempts: number
  received_at: string
  /** Since it was written down, in real time. */
  age_ms: number
}

export type ClaimedConversation = {
  id: number
  account_id: number
  channel: ChannelName
  chat: string
  fence: number
  misses: number
  human_since: string | null
  human_by: number | null
  person: {
    id: number
    name: string | null
    language: Language
    role: Role | null
    opted_out: boolean
  } | null
  question: Question | null
  turns: WaitingTurn[] | null
}

/**
 * Takes the lease of a conversation and reads what waits in it, in one statement. Nothing when
 * somebody else has it. The claim itself need not survive a power cut, so it does not wait for
 * the disk: a lost claim only means that the next owner finds the conversation free.
 */
export async function claimConversation(
  db: Db,
  { id, owner, lastsSeconds, at }: { id: number; owner: string; lastsSeconds: number; at: Date },
): Promise<ClaimedConversation | undefined> {
  const result = await sql<ClaimedConversation>`
    with soft as materialized (select set_config('synchronous_commit', 'off', true) as done),
    claimed as (
      update conversations c
      set lease_owner = ${owner}, lease_until = now() + ${lastsSeconds} * interval '1 second', fence = fence + 1
      from soft
      where c.id = ${id} and soft.done is not null
        and (c.lease_until is null or c.lease_until < now() or c.lease_owner = ${owner})
        and exists (select from inbox i
          where i.conversation_id = c.id and i.handled_at is null and i.parked_at is null)
      returning c.*
    )
    select c.id, c.account_id, a.channel, c.chat, c.fence, c.misses, c.human_since, c.human_by,
      (select jsonb_build_object('id', p.id, 'name', p.name, 'language', p.language,
          'role', s.role, 'opted_out', p.opted_out_at is not null)
        from people p left join staff s on s.person_id = p.id and s.removed_at is null
        where p.id = c.person_id) as person,
      (select jsonb_build_object('id', q.id, 'kind', q.kind, 'acts', q.acts, 'free', q.free)
        from questions q
        where q.conversation_id = c.id and q.used_at is null and q.closed_at is null and q.expires_at > ${at}
        order by q.asked_at desc limit 1) as question,
      (select jsonb_agg(jsonb_build_object('id', w.id, 'inbound', w.inbound, 'provider_id', w.provider_id,
          'correlation', w.correlation, 'attempts', w.attempts, 'received_at', w.received_at,
          'age_ms', (extract(epoch from now() - w.written_at) * 1000)::int) order by w.id)
        from (select * from inbox i where i.conversation_id = c.id and i.handled_at is null
          and i.parked_at is null order by i.id limit 20) w) as turns
    from claimed c join channel_accounts a on a.id = c.account_id`.execute(db)
  return result.rows[0]
}

/** Keeps the lease while a slow thought is under way. False when it was lost. */
export async function renewLease(
  db: Db,
  { id, fence, lastsSeconds }: { id: number; fence: number; lastsSeconds: number },
) {
  const result = await sql`
    with soft as materialized (select set_config('synchronous_commit', 'off', true) as done)
    update conversations set lease_until = now() + ${lastsSeconds} * interval '1 second'
    from soft where id = ${id} and fence = ${fence} and soft.done is not null`.execute(db)
  return result.numAffectedRows === 1n
}

export async function releaseLease(db: Db, { id, fence }: { id: number; fence: number }) {
  await sql`
    with soft as materialized (select set_config('synchronous_commit', 'off', true) as done)
    update conversations set lease_until = null, lease_owner = null
    from soft where id = ${id} and fence = ${fence} and soft.done is not null`.execute(db)
}

export type Finish = {
  conversationId: number
  fence: number
  speaker: string
  inboxIds: number[]
  missed: boolean
  said: Said[]
  priority: number
  correlation: string
  at: Date
  /** More turns wait: keep the lease. */
  keepLease: boolean
  /** Who had the chat when it was claimed. */
  humanBy: number | null
  /** When the customer wrote what is answered: the window for free words opens anew from there. */
  heardAt: Date | null
  /** It came from an ad. */
  fromAd: boolean
}

export type Outgoing = { id: number; message: Message; slot: string | null; attempts: number }

/** Nobody speaks in the chat `c`, nothing waits there, and its number may write. */
function freeToSpeak(at: Date) {
  return sql`((c.sending_until is null or c.sending_until < now())
    and not exists (select from outbox o where o.conversation_id = c.id and o.state in ('queued', 'sending'))
    and exists (select from channel_accounts a where a.id = c.account_id and ${mayWrite(at)}))`
}

/**
 * The end of a turn, in one statement: the lease is still ours, the turn is handled, and what
 * is said stands in the outbox. Where nobody else is speaking in this chat, the rows are taken
 * for sending in the same breath, which saves a round trip and a commit.
 * Undefined when the lease was lost: the transaction must be undone.
 */
export async function finishTurn(
  db: Db,
  finish: Finish,
): Promise<{ outgoing: Outgoing[]; speaking: boolean; heard: string[] } | undefined> {
  const rows = finish.said.map(({ message, slot }, place) => ({ place, message, slot }))
  // A slot edits what was sent before; that look-up belongs to the ordinary way of sending.
  const atOnce = rows.length > 0 && rows.every(({ slot }) => slot === null)
  const questions = finish.said.flatMap(({ question }) =>
    question
      ? [
          {
            ...question,
            expires_at: new Date(finish.at.getTime() + QUESTION_LASTS_MS[question.kind]),
          },
        ]
      : [],
  )
  const result = await sql<{
    held: boolean
    speaking: boolean
    outgoing: Outgoing[] | null
    heard: string[] | null
  }>`
    with held as (
      update conversations c set
        misses = case when ${finish.missed} then misses + 1 else 0 end,
        last_inbound_at = ${finish.at},
        window_until = greatest(window_until, ${finish.heardAt}::timestamptz + interval '24 hours'),
        free_until = case when ${finish.fromAd} then ${finish.heardAt}::timestamptz + interval '72 hours'
          else free_until end,
        lease_until = case when ${finish.keepLease} then lease_until end,
        sending_owner = case when ${atOnce} and ${freeToSpeak(finish.at)}
          then ${finish.speaker} else sending_owner end,
        sending_until = case when ${atOnce} and ${freeToSpeak(finish.at)}
          then now() + ${SPEAKING_LASTS} else sending_until end
      where id = ${finish.conversationId} and fence = ${finish.fence}
        -- Somebody took the chat while we were at it: what we have to say is no longer wanted.
        and human_by is not distinct from ${finish.humanBy}
      returning id, (sending_owner = ${finish.speaker} and sending_until = now() + ${SPEAKING_LASTS}) as speaking
    ), handled as (
      update inbox set handled_at = ${finish.at} from held where inbox.id = any(${finish.inboxIds})
      returning inbox.provider_id, inbox.kind
    ), closed as (
      -- Only the newest question is answered by words; the buttons of older ones go on working.
      update questions set closed_at = ${finish.at} from held
      where ${questions.length > 0} and questions.conversation_id = held.id and closed_at is null
    ), asked as (
      insert into questions (id, conversation_id, kind, acts, free, asked_at, expires_at)
      select q.id, held.id, q.kind, q.acts, nullif(q.free, 'null'::jsonb), ${finish.at}, q.expires_at
      from held, jsonb_to_recordset(${asJsonb(questions)}::jsonb)
        as q(id text, kind text, acts jsonb, free jsonb, expires_at timestamptz)
    ), said as (
      insert into outbox (conversation_id, priority, content, slot, from_bot, sort, state, attempts, correlation, created_at)
      select held.id, ${finish.priority}, jsonb_build_object('message', r.message), r.slot, true, 'answer',
        case when coalesce(held.speaking, false) then 'sending' else 'queued' end,
        case when coalesce(held.speaking, false) then 1 else 0 end, ${finish.correlation}, ${finish.at}
      from held, jsonb_to_recordset(${asJsonb(rows)}::jsonb) as r(place int, message jsonb, slot text)
      order by r.place
      returning id, content->'message' as message, slot, attempts
    )
    select coalesce(held.speaking, false) as speaking,
      (select jsonb_agg(to_jsonb(said) order by said.id) from said) as outgoing,
      (select jsonb_agg(provider_id) from handled where kind = 'message') as heard
    from held`.execute(db)
  const row = result.rows[0]
  if (!row) return undefined
  return { outgoing: row.outgoing ?? [], speaking: row.speaking, heard: row.heard ?? [] }
}

/** A turn that failed is tried again a few times, then put aside. */
export async function countFailure(
  db: Db,
  { inboxId, error, parkAfter }: { inboxId: number; error: string; parkAfter: number },
) {
  await sql`
    update inbox set attempts = attempts + 1, error = ${error},
      parked_at = case when attempts + 1 >= ${parkAfter} then now() end
    where id = ${inboxId}`.execute(db)
}

/** A password stood in this message: what is kept of it says so and no more. */
export async function redactInbox(db: Db, inboxId: number) {
  await sql`
    update inbox set
      inbound = jsonb_set(inbound, '{text}', '"[disembunyikan]"'),
      raw = '{"redacted": true}'
    where id = ${inboxId}`.execute(db)
}

/** The same where what was changed is a message of which no more is kept. */
export async function redactEdit(db: Db, inboxId: number) {
  await sql`
    update inbox e set
      inbound = jsonb_set(e.inbound, '{text}', '"[disembunyikan]"'),
      raw = '{"redacted": true}'
    from inbox o
    where e.id = ${inboxId} and o.account_id = e.account_id and o.chat = e.chat
      and o.provider_id = e.inbound->>'editOf' and o.raw @> '{"redacted": true}'`.execute(db)
}

/** Conversations with turns that nobody is handling. `olderThan` in real time, for lost nudges. */
export async function findForgottenConversations(db: Db, olderThanSeconds: number, limit: number) {
  const result = await sql<{ id: number }>`
    select c.id from conversations c
    where (c.lease_until is null or c.lease_until < now())
      and c.id in (
        select i.conversation_id from inbox i
        where i.handled_at is null and i.parked_at is null and i.conversation_id is not null
          and i.written_at < now() - ${olderThanSeconds} * interval '1 second')
    order by c.id limit ${limit}`.execute(db)
  return result.rows.map(({ id }) => id)
}

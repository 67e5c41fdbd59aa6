import { sql } from 'kysely'
import type { Inbound } from '../messages/inbound.ts'
import type { OutgoingContent, Sort } from '../messages/message.ts'
import type { Language } from '../people/person.ts'
import type { Db } from '../tables.ts'
import type { LogFate, LogPlace, Said } from './log-entry.ts'

export type LogRow = {
  side: 0 | 1
  id: number
  at: Date
  key: string
  line: string
  kind: string
  inbound: Inbound | null
  content: OutgoingContent | null
  on: Said | null
  edited: boolean
  revoked: boolean
  by: string | null
  sort: Sort | null
  fate: LogFate | null
  error: string | null
}

type Asked = { conversationIds: number[]; before: LogPlace | undefined; limit: number }

/** The newest so many before a place, newest first. Each chat is read from its end by an index. */
export async function selectLog(db: Db, { conversationIds, before, limit }: Asked) {
  const { at, side, id } = before ?? { at: 'infinity', side: 1, id: 0 }
  const place = sql`(${at}::timestamptz, ${side}::int, ${id}::bigint)`
  const { rows } = await sql<LogRow>`
    with chats as (
      select c.id, c.account_id, c.chat, coalesce(a.title, a.name) as line
      from conversations c join channel_accounts a on a.id = c.account_id
      where c.id = any(${conversationIds}::bigint[])
    ), changes as materialized (
      select i.account_id, i.chat, i.kind, coalesce(i.inbound->>'editOf', i.inbound->>'of') as changed
      from inbox i where i.conversation_id = any(${conversationIds}::bigint[]) and i.kind in ('edit', 'revoke')
    ), heard as (
      select 0 as side, i.id, i.received_at as at, c.account_id, c.chat, c.id as conversation_id, c.line,
        i.kind, i.provider_id, i.inbound, null::jsonb as content, i.inbound->>'to' as points_at,
        null as sort, null as state, null as fate, null as error, null as correlation
      from chats c cross join lateral (
        select * from inbox i where i.conversation_id = c.id
          and (i.kind in ('message', 'edit', 'stub') or (i.kind = 'reaction' and i.inbound->>'emoji' <> '')
            or (i.kind = 'system' and i.inbound->>'what' = 'typed_on_phone'))
          and i.received_at <= ${at}::timestamptz and (i.received_at, 0, i.id) < ${place}
        order by i.received_at desc, i.id desc limit ${limit}) i
    ), said as (
      select 1 as side, o.id, o.created_at as at, c.account_id, c.chat, c.id as conversation_id, c.line,
        'said' as kind, o.provider_id, null::jsonb as inbound, o.content,
        o.content->'message'->'reaction'->>'to' as points_at, o.sort, o.state, o.fate, o.error, o.correlation
      from chats c cross join lateral (
        select * from outbox o where o.conversation_id = c.id and o.state <> 'superseded'
          and coalesce(o.content->'message'->'reaction'->>'emoji', '-') <> ''
          and o.created_at <= ${at}::timestamptz and (o.created_at, 1, o.id) < ${place}
        order by o.created_at desc, o.id desc limit ${limit}) o
    ), page as (
      select * from (select * from heard union all select * from said) both_sides
      order by at desc, side desc, id desc limit ${limit}
    )
    select p.side, p.id, p.at, to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key,
      p.line, p.kind, p.inbound, p.content, p.sort, p.error,
      case when p.points_at is not null then coalesce(
        (select jsonb_build_object('inbound', i.inbound) from inbox i
          where i.account_id = p.account_id and i.chat = p.chat and i.provider_id = p.points_at),
        (select jsonb_build_object('content', o.content) from outbox o
          where o.provider_id = p.points_at and o.conversation_id = p.conversation_id limit 1)) end as on,
      exists (select from changes x where x.account_id = p.account_id and x.chat = p.chat
        and x.changed = p.provider_id and x.kind = 'edit') as edited,
      exists (select from changes x where x.account_id = p.account_id and x.chat = p.chat
        and x.changed = p.provider_id and x.kind = 'revoke') as revoked,
      case when p.sort = 'person' then ${writer} end as by, ${fateOf} as fate
    from page p order by p.at desc, p.side desc, p.id desc`.execute(db)
  return rows
}

/** In a topic it is kept with the copy; elsewhere whoever answered at that message did. */
const writer = sql`coalesce(
  (select s.name from relays r join people s on s.id = r.by_person where r.outbox_id = p.id limit 1),
  (select s.name from audit a join people s on s.id = a.person_id
    where a.subject = 'conversation:' || p.conversation_id and a.action = 'chat.answered'
      and a.correlation = p.correlation limit 1))`

const fateOf = sql`case
  when p.side = 0 then null
  when p.state in ('queued', 'sending') then 'waiting'
  when p.state = 'dropped' then 'dropped'
  when p.state = 'failed' or p.fate = 'failed' then 'failed'
  when p.fate in ('delivered', 'read') then p.fate
  else 'sent' end`

/** Chats of the team are none of a customer's: there stand passwords, invitations, other people. */
const OF_CUSTOMERS = sql`not c.is_ops
  and not exists (select from chat_topics t where t.topic_id = c.id)
  and not (a.channel = 'telegram' and exists (select from staff s
    where s.person_id = c.person_id and s.removed_at is null and s.role <> 'reseller'))`

export type LogOwnerRow = {
  person_id: number | null
  customer: string | null
  phone: string | null
  language: Language
  conversation_ids: number[]
  newest: number
}

type Which =
  | { conversationId: number }
  | { personId: number }
  | { phone: string }
  | { name: string }

/** People with a chat, by any of these; whoever was heard last comes first. */
export async function selectLogOwners(db: Db, which: Which): Promise<LogOwnerRow[]> {
  const { rows } = await sql<LogOwnerRow>`
    with found as (
      select coalesce(p.merged_into, p.id) as person_id from people p where ${peopleOf(which)}
      limit 200
    )
    select p.id as person_id, p.name as customer, p.language,
      (select i.value from identities i where i.person_id = p.id and i.kind = 'phone'
        order by i.account_id limit 1) as phone,
      array_agg(c.id order by c.last_inbound_at desc nulls last, c.id) as conversation_ids,
      (array_agg(c.id order by c.last_inbound_at desc nulls last, c.id))[1] as newest
    from (select distinct person_id from found) f join people p on p.id = f.person_id
    join people every on every.id = p.id or every.merged_into = p.id
    join conversations c on c.person_id = every.id
    join channel_accounts a on a.id = c.account_id
    where ${OF_CUSTOMERS}
    group by p.id order by max(c.last_inbound_at) desc nulls last, p.id desc limit 9`.execute(db)
  return rows
}

function peopleOf(which: Which) {
  if ('personId' in which) return sql`p.id = ${which.personId}`
  if ('conversationId' in which) {
    return sql`p.id = (select person_id from conversations where id = ${which.conversationId})`
  }
  if ('phone' in which) {
    return sql`p.id in (select person_id from identities where kind = 'phone' and value = ${which.phone})`
  }
  return sql`strpos(lower(p.name), lower(${which.name})) > 0`
}

/** A chat of somebody of whom nothing is known yet: the words of their first message are missing. */
export async function selectNobodysChat(db: Db, conversationId: number): Promise<boolean> {
  const { rows } = await sql`
    select from conversations c join channel_accounts a on a.id = c.account_id
    where c.id = ${conversationId} and c.person_id is null and ${OF_CUSTOMERS}`.execute(db)
  return rows.length > 0
}

/** Which of these words are codes of vouchers, as they are kept. */
export async function selectCodes(db: Db, wanted: string[]): Promise<string[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<{ code: string }>`
    select upper(code) as code from vouchers where upper(code) = any(${wanted}::text[])`.execute(db)
  return rows.map(({ code }) => code)
}

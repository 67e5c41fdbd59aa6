import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { SaidLine } from './chat-history.ts'

export async function selectHistory(
  db: Db,
  { conversationId, limit }: { conversationId: number; limit: number },
): Promise<SaidLine[]> {
  const result = await sql<SaidLine>`
    with heard as (
      select 'customer' as "from", null as who, i.received_at as at, i.id as place,
        coalesce(nullif(i.inbound->>'text', ''), '(' || coalesce(i.inbound->'media'->>'kind', '…') || ')') as text,
        null::jsonb as content
      from inbox i join conversations c on c.id = ${conversationId}
      where i.account_id = c.account_id and i.chat = c.chat and i.kind = 'message'
      order by i.id desc limit ${limit}
    ), said as (
      select case when o.sort = 'person' then 'team' else 'bot' end as "from",
        (select p.name from relays r join people p on p.id = r.by_person
          where r.outbox_id = o.id limit 1) as who,
        o.created_at as at, o.id as place, coalesce(o.content->'message'->>'text', '') as text, o.content
      from outbox o where o.conversation_id = ${conversationId} and o.state in ('queued', 'sending', 'sent')
        and not coalesce(o.content->'message' ? 'reaction', false)
      order by o.id desc limit ${limit}
    ), both_sides as (
      select * from heard union all select * from said
      order by at desc, "from" desc, place desc limit ${limit}
    )
    select "from", who, at, text, content from both_sides order by at, "from" desc, place`.execute(
    db,
  )
  return result.rows
}

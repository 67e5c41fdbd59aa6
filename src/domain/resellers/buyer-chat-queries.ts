import { sql } from 'kysely'
import type { Db } from '../tables.ts'

type Buyer = { phone: string; digits: string }

/** Of somebody who asked to be left alone there is none. */
export async function selectWritableChat(
  db: Db,
  { phone, digits, openSince }: Buyer & { openSince: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select c.id from conversations c
    join channel_accounts a on a.id = c.account_id
    left join people p on p.id = c.person_id
    where a.channel <> 'telegram' and not c.is_ops and c.moved_to is null
      and p.opted_out_at is null
      and (a.channel <> 'cloud' or c.last_inbound_at > ${openSince})
      and (split_part(c.chat, '@', 1) = ${digits} or c.person_id in (
        select person_id from identities where kind = 'phone' and value = ${phone}))
    order by c.last_inbound_at desc nulls last, c.id limit 1`.execute(db)
  return rows[0]?.id
}

/** On a line that may write first. */
export async function openWritableChat(
  db: Db,
  { phone, digits }: Buyer,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into conversations (account_id, chat)
    select a.id, ${digits} from channel_accounts a
    where a.channel in ('baileys', 'waha') and not exists (
      select from identities i join people p on p.id = i.person_id
      where i.kind = 'phone' and i.value = ${phone} and p.opted_out_at is not null)
    order by a.id limit 1
    on conflict (account_id, chat) do update set chat = excluded.chat
    returning id`.execute(db)
  return rows[0]?.id
}

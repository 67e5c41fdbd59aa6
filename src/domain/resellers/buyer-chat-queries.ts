import { sql } from 'kysely'
import { isLost } from '../people/customer-queries.ts'
import type { Db } from '../tables.ts'

type Buyer = { phone: string; digits: string }

/** Of somebody who asked to be left alone there is none. Two look-ups by index, and no "or". */
export async function selectWritableChat(
  db: Db,
  { phone, digits, openSince }: Buyer & { openSince: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    with known as (
      select c.id from channel_accounts a
      join conversations c on c.account_id = a.id
        and c.chat in (${digits}, ${`${digits}@s.whatsapp.net`}, ${`${digits}@c.us`})
      where a.channel <> 'telegram'
      union
      select c.id from identities i join conversations c on c.person_id = i.person_id
      where i.kind = 'phone' and i.value = ${phone}
    )
    select c.id from known join conversations c on c.id = known.id
    join channel_accounts a on a.id = c.account_id
    left join people p on p.id = c.person_id
    where a.channel <> 'telegram' and not c.is_ops and c.moved_to is null and not ${isLost}
      and p.opted_out_at is null
      and (a.channel <> 'cloud' or c.last_inbound_at > ${openSince})
    order by c.last_inbound_at desc nulls last, c.id limit 1`.execute(db)
  return rows[0]?.id
}

/** On a number that may write first. */
export async function openWritableChat(
  db: Db,
  { phone, digits, accountId }: Buyer & { accountId: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into conversations (account_id, chat)
    select ${accountId}::bigint, ${digits}
    where not exists (
      select from identities i join people p on p.id = i.person_id
      where i.kind = 'phone' and i.value = ${phone} and p.opted_out_at is not null)
    on conflict (account_id, chat) do update set chat = excluded.chat
    returning id`.execute(db)
  return rows[0]?.id
}

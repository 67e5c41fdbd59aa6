import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** To those people, wherever we know them from. */
export async function holdPromoTo(
  db: Db,
  { conversationIds, until }: { conversationIds: number[]; until: Date },
) {
  await sql`
    update people set no_promo_until = greatest(no_promo_until, ${until})
    where id in (select person_id from conversations where id = any(${conversationIds}::bigint[]))`.execute(
    db,
  )
}

/** From the numbers of these chats; those of them that were free until now. */
export async function holdPromoFrom(
  db: Db,
  { conversationIds, until, at }: { conversationIds: number[]; until: Date; at: Date },
) {
  const { rows } = await sql<{ name: string; title: string | null }>`
    update channel_accounts a set no_promo_until = ${until}
    where id in (select account_id from conversations where id = any(${conversationIds}::bigint[]))
      and coalesce(no_promo_until <= ${at}, true)
    returning name, title`.execute(db)
  return rows
}

export async function peopleOfChats(db: Db, conversationIds: number[]): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    select distinct person_id from conversations
    where id = any(${conversationIds}::bigint[]) and person_id is not null
    order by person_id`.execute(db)
  return rows.map(({ person_id }) => person_id)
}

import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { DayBudget } from './day-budget.ts'

/**
 * Takes a place in the day's budget of a number for one message; false where there is none left.
 * However many ask at once, no more get one than there are.
 */
export async function takePlace(
  db: Db,
  place: {
    outboxId: number
    accountId: number
    day: Day
    budget: DayBudget
    /** They have not heard from this number before. */
    isNewChat: boolean
  },
): Promise<boolean> {
  const { outboxId, accountId, day, budget, isNewChat } = place
  const { rows } = await sql`
    with place as (
      insert into session_days as d (account_id, day, begun, new_chats)
      values (${accountId}, ${day}::date, 1, ${isNewChat ? 1 : 0})
      on conflict (account_id, day) do update
        set begun = d.begun + 1, new_chats = d.new_chats + excluded.new_chats
        where d.begun < coalesce(${budget.messages}::integer, d.begun + 1)
          and (excluded.new_chats = 0 or d.new_chats < coalesce(${budget.newChats}::integer, d.new_chats + 1))
      returning account_id
    )
    update outbox set counted = true from place where outbox.id = ${outboxId}
    returning outbox.id`.execute(db)
  return rows.length > 0
}

/** The first word to somebody who has not written here. */
export async function markBegun(db: Db, { id, at }: { id: number; at: Date }) {
  await sql`
    update conversations set begun_at = ${at}
    where id = ${id} and begun_at is null and last_inbound_at is null`.execute(db)
}

/** What waited for the morning or the next day is looked at anew. Returns the chats. */
export async function endWaits(db: Db): Promise<number[]> {
  const { rows } = await sql<{ conversation_id: number }>`
    update outbox set not_before = null
    where state = 'queued' and not_before > now() and error in ('quiet', 'budget', 'reachout', 'promo_held')
    returning conversation_id`.execute(db)
  return [...new Set(rows.map(({ conversation_id }) => conversation_id))]
}

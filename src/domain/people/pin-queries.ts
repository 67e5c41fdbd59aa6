import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import { PIN_GOOD_MS, PIN_LOCKED_MS, PIN_TRIES } from './pin.ts'

export function selectPin(db: Db, personId: number) {
  return db
    .selectFrom('staff_pins')
    .where('person_id', '=', personId)
    .selectAll()
    .executeTakeFirst()
}

type Whose = { personId: number; conversationId: number; at: Date }

/** Right: good for a while in this chat. False when it is locked, or another PIN by now. */
export async function markPinRight(
  db: Db,
  { personId, conversationId, hash, at }: Whose & { hash: Buffer },
) {
  const { numUpdatedRows } = await db
    .updateTable('staff_pins')
    .set({ failed: 0, locked_until: null, ...goodIn(conversationId, at) })
    .where('person_id', '=', personId)
    .where('hash', '=', hash)
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', at)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Counts a wrong try in one statement, so that two at once are two. Undefined when it is
 * locked, or another PIN by now: then nothing was counted.
 */
export async function countWrongPin(
  db: Db,
  { personId, hash, at }: { personId: number; hash: Buffer; at: Date },
) {
  const until = new Date(at.getTime() + PIN_LOCKED_MS)
  const last = sql<boolean>`failed + 1 >= ${PIN_TRIES}`
  return db
    .updateTable('staff_pins')
    .set({
      failed: sql<number>`case when ${last} then 0 else failed + 1 end`,
      locked_until: sql<Date | null>`case when ${last} then ${until}::timestamptz end`,
      verified_until: sql<Date | null>`case when not ${last} then verified_until end`,
      verified_in: sql<number | null>`case when not ${last} then verified_in end`,
    })
    .where('person_id', '=', personId)
    .where('hash', '=', hash)
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', at)]))
    .returning(['failed', 'locked_until'])
    .executeTakeFirst()
}

/** The first PIN, or a new one of somebody whose old one was right in this chat just now. */
export async function insertPin(
  db: Db,
  { personId, conversationId, hash, salt, at }: Whose & { hash: Buffer; salt: Buffer },
) {
  const fresh = { hash, salt, set_at: at, failed: 0, locked_until: null }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('staff_pins')
    .values({ person_id: personId, ...fresh, ...goodIn(conversationId, at) })
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ ...fresh, ...goodIn(conversationId, at) })
        .where('staff_pins.verified_until', '>', at)
        .where('staff_pins.verified_in', '=', conversationId),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deletePin(db: Db, personId: number) {
  const { numDeletedRows } = await db
    .deleteFrom('staff_pins')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function goodIn(conversationId: number, at: Date) {
  return { verified_until: new Date(at.getTime() + PIN_GOOD_MS), verified_in: conversationId }
}

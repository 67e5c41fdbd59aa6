import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'

/** Whose a line is that lives and has this user name. */
export async function findPersonByUsername(db: Db, username: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .where((eb) => eb(eb.fn('lower', ['username']), '=', username.trim().toLowerCase()))
    .where('state', '<>', 'stopped')
    .select('person_id')
    .executeTakeFirst()
  return row?.person_id
}

export async function findLine(
  db: Db,
  { personId, username }: { personId: number; username: string },
) {
  return db
    .selectFrom('subscriptions')
    .where('person_id', '=', personId)
    .where((eb) => eb(eb.fn('lower', ['username']), '=', username.trim().toLowerCase()))
    .select(['id', 'username'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** The earliest of the days up to which his lines are paid. */
export async function selectPaidUntil(db: Db, personId: number): Promise<Day | null> {
  const row = await db
    .selectFrom('subscriptions')
    .where('person_id', '=', personId)
    .where('state', '<>', 'stopped')
    .select((row) => row.fn.min<Day | null>('paid_until').as('day'))
    .executeTakeFirst()
  return row?.day ?? null
}

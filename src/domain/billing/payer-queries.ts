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

import type { Db } from '../tables.ts'

export type Pairing = {
  id: number
  account_id: number
  conversation_id: number | null
  asked_by: number | null
  slot: string
  asked_at: Date
}

/** The latest one to ask gets the QR; whoever asked before gets none any more. */
export async function insertPairing(
  db: Db,
  pairing: {
    accountId: number
    conversationId: number | null
    by: number | null
    slot: string
    at: Date
  },
) {
  const { accountId, conversationId, by, slot, at } = pairing
  await closePairing(db, { accountId, at })
  await db
    .insertInto('session_pairings')
    .values({
      account_id: accountId,
      conversation_id: conversationId,
      asked_by: by,
      slot,
      asked_at: at,
    })
    .execute()
}

export async function closePairing(
  db: Db,
  { accountId, at }: { accountId: number; at: Date },
): Promise<Pairing | undefined> {
  return db
    .updateTable('session_pairings')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning(['id', 'account_id', 'conversation_id', 'asked_by', 'slot', 'asked_at'])
    .executeTakeFirst()
}

export async function selectPairing(db: Db, accountId: number): Promise<Pairing | undefined> {
  return db
    .selectFrom('session_pairings')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .select(['id', 'account_id', 'conversation_id', 'asked_by', 'slot', 'asked_at'])
    .executeTakeFirst()
}

/** Numbers that wait to be scanned since before `before`. */
export async function selectLatePairings(db: Db, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('channel_accounts')
    .leftJoin('session_pairings', (join) =>
      join
        .onRef('session_pairings.account_id', '=', 'channel_accounts.id')
        .on('session_pairings.ended_at', 'is', null),
    )
    .where('channel_accounts.state', '=', 'pairing')
    .where((eb) =>
      eb(eb.fn.coalesce('session_pairings.asked_at', 'channel_accounts.state_since'), '<', before),
    )
    .select('channel_accounts.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The numbers that wait for this person to scan. */
export async function selectPairingsOf(
  db: Db,
  personId: number,
): Promise<{ account_id: number; slot: string }[]> {
  return db
    .selectFrom('session_pairings')
    .where('asked_by', '=', personId)
    .where('ended_at', 'is', null)
    .select(['account_id', 'slot'])
    .orderBy('account_id')
    .execute()
}

import type { Db } from '../tables.ts'
import type { SealedHeaders } from './callback-headers.ts'

/** Undefined when this very body was stored before. */
export async function insertCallback(
  db: Db,
  callback: {
    gateway: string
    fingerprint: Buffer
    body: string
    headers: SealedHeaders
    reference: string
    receivedAt: Date
    /** Given when there is nothing more to do about it. */
    outcome?: string
  },
) {
  return db
    .insertInto('callbacks')
    .values({
      gateway: callback.gateway,
      fingerprint: callback.fingerprint,
      body: callback.body,
      headers: JSON.stringify(callback.headers),
      reference: callback.reference,
      received_at: callback.receivedAt,
      ...(callback.outcome !== undefined && {
        outcome: callback.outcome,
        handled_at: callback.receivedAt,
      }),
    })
    .onConflict((conflict) => conflict.columns(['gateway', 'fingerprint']).doNothing())
    .returning('id')
    .executeTakeFirst()
}

export async function readStoredCallback(db: Db, id: number) {
  return db
    .selectFrom('callbacks')
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .selectAll()
    .executeTakeFirst()
}

/** Stored long ago and still not acted on: whatever was to read them has given up. */
export async function unreadCallbacks(
  db: Db,
  { after, before, limit }: { after: Date; before: Date; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('callbacks')
    .where('handled_at', 'is', null)
    .where('received_at', '>', after)
    .where('received_at', '<', before)
    .orderBy('id')
    .limit(limit)
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function setCallbackOutcome(
  db: Db,
  id: number,
  { outcome, handledAt }: { outcome: string; handledAt: Date | null },
) {
  await db
    .updateTable('callbacks')
    .set({ outcome, handled_at: handledAt })
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .execute()
}

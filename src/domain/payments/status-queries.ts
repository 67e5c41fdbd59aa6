import type { Db } from '../tables.ts'
import { OPEN } from './charge-queries.ts'

/** For the one who asks about this charge; the others get nothing and wait for his answer. */
export async function claimQuestion(
  db: Db,
  id: number,
  { now, until }: { now: Date; until: Date },
) {
  return db
    .updateTable('charges')
    .set({ checking_until: until })
    .where('id', '=', id)
    .where('state', '<>', 'paid')
    .where((row) => row.or([row('checking_until', 'is', null), row('checking_until', '<=', now)]))
    .returning('ask_at')
    .executeTakeFirst()
}

export async function setTurn(db: Db, id: number, askAt: Date | null) {
  await db.updateTable('charges').set({ ask_at: askAt }).where('id', '=', id).execute()
}

/** `checkedAt` is when the answered question began; absent when there was no answer. */
export async function endQuestion(db: Db, id: number, checkedAt?: Date) {
  await db
    .updateTable('charges')
    .set({ checking_until: null, ...(checkedAt && { checked_at: checkedAt }) })
    .where('id', '=', id)
    .execute()
}

/**
 * Charges worth a question nobody is waiting for, the longest unasked first: open ones, and
 * expired ones not asked about since, because money may have come at the last minute.
 */
export async function chargesToAsk(
  db: Db,
  { gateway, now, limit }: { gateway: string; now: Date; limit: number },
): Promise<number[]> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const rows = await db
    .selectFrom('charges')
    .where('gateway', '=', gateway)
    .where('asked_at', '<', before(2))
    .where((row) =>
      row.or([
        row.and([
          row('state', 'in', OPEN),
          row.or([row('checked_at', 'is', null), row('checked_at', '<', before(5))]),
        ]),
        row.and([
          row('state', '=', 'expired'),
          row('expires_at', '>', before(48 * 60)),
          row.or([row('checked_at', 'is', null), row('checked_at', '<', row.ref('expires_at'))]),
        ]),
      ]),
    )
    .orderBy('checked_at', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .limit(limit)
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/**
 * Whether a message still shows this, as it was before `shownBefore`: nobody looked at something
 * else in it, and nobody else keeps it fresh.
 */
export async function isShowing(
  db: Db,
  shown: { conversationId: number; slot: string; kind: string; shownBefore: Date },
): Promise<boolean> {
  const { rows } = await sql<{ showing: boolean }>`
    select coalesce(content->'notice'->'details'->'seen'->>'kind' = ${shown.kind}, false)
      and created_at <= ${shown.shownBefore} as showing
    from outbox where conversation_id = ${shown.conversationId} and slot = ${shown.slot}
    order by id desc limit 1`.execute(db)
  return rows[0]?.showing ?? false
}

export async function countBehind(db: Db, routerId: number): Promise<number> {
  const { behind } = await db
    .selectFrom('router_users')
    .where('router_id', '=', routerId)
    .whereRef('synced', '<>', 'version')
    .select((eb) => eb.fn.countAll<number>().as('behind'))
    .executeTakeFirstOrThrow()
  return behind
}

import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'

export type Reboot = Selectable<Tables['router_reboots']>

/** Undefined while another one of this router is under way; one nobody heard of again is given up. */
export async function insertReboot(
  db: Db,
  ask: { routerId: number; by: number; conversationId: number; slot: string | null; at: Date },
  { forgetBefore }: { forgetBefore: Date },
): Promise<number | undefined> {
  await db
    .updateTable('router_reboots')
    .set({ ended_at: ask.at, outcome: 'not_seen' })
    .where('router_id', '=', ask.routerId)
    .where('ended_at', 'is', null)
    .where('asked_at', '<', forgetBefore)
    .execute()
  const row = await db
    .insertInto('router_reboots')
    .values({
      router_id: ask.routerId,
      asked_by: ask.by,
      conversation_id: ask.conversationId,
      slot: ask.slot,
      asked_at: ask.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** The right to give the order, once: two restarts are worse than none. */
export function takeReboot(
  db: Db,
  { rebootId, at }: { rebootId: number; at: Date },
): Promise<Reboot | undefined> {
  return db
    .updateTable('router_reboots')
    .set({ sent_at: at })
    .where('id', '=', rebootId)
    .where('sent_at', 'is', null)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export function findOpenReboot(db: Db, rebootId: number): Promise<Reboot | undefined> {
  return db
    .selectFrom('router_reboots')
    .selectAll()
    .where('id', '=', rebootId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** False when it had ended before: then it was told, too. */
export async function endReboot(
  db: Db,
  {
    rebootId,
    outcome,
    at,
  }: { rebootId: number; outcome: NonNullable<Reboot['outcome']>; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update router_reboots set ended_at = ${at}, outcome = ${outcome}
    where id = ${rebootId} and ended_at is null returning id`.execute(db)
  return rows.length > 0
}

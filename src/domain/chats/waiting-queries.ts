import type { Db } from '../tables.ts'

export async function markWaitingForHuman(db: Db, conversationId: number, at: Date) {
  await db
    .updateTable('conversations')
    .set((eb) => ({
      human_since: eb.fn.coalesce('human_since', eb.val(at)),
      human_active_at: at,
    }))
    .where('id', '=', conversationId)
    .execute()
}

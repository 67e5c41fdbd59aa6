import type { Db } from '../tables.ts'
import type { Patience } from './status-budget.ts'

/** Held until the transaction ends, so that two processes never spend the same question. */
export async function lockPatience(db: Db, gateway: string, fresh: Patience): Promise<Patience> {
  await db
    .insertInto('gateway_budgets')
    .values({ gateway, tokens: fresh.tokens, counted_at: fresh.countedAt })
    .onConflict((conflict) => conflict.column('gateway').doNothing())
    .execute()
  const row = await db
    .selectFrom('gateway_budgets')
    .where('gateway', '=', gateway)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow()
  return {
    tokens: row.tokens,
    countedAt: row.counted_at,
    backgroundAt: row.background_at,
    refusals: row.refusals,
    blockedUntil: row.blocked_until,
  }
}

export async function savePatience(db: Db, gateway: string, patience: Patience) {
  await db
    .updateTable('gateway_budgets')
    .set({
      tokens: patience.tokens,
      counted_at: patience.countedAt,
      background_at: patience.backgroundAt,
      refusals: patience.refusals,
      blocked_until: patience.blockedUntil,
    })
    .where('gateway', '=', gateway)
    .execute()
}

/** It answers again. */
export async function forgetRefusals(db: Db, gateway: string) {
  await db
    .updateTable('gateway_budgets')
    .set({ refusals: 0, blocked_until: null })
    .where('gateway', '=', gateway)
    .where('refusals', '>', 0)
    .execute()
}

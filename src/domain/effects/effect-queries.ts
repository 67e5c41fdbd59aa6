import type { Db } from '../tables.ts'
import type { EffectKind } from './effect.ts'

export async function insertEffect(
  db: Db,
  effect: { kind: EffectKind; payload: object; key: string | null; runAt: Date; now: Date },
) {
  await db
    .insertInto('effects')
    .values({
      kind: effect.kind,
      payload: JSON.stringify(effect.payload),
      key: effect.key,
      run_at: effect.runAt,
      created_at: effect.now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

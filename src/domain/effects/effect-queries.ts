import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { EffectKind, EffectPayloads } from './effect.ts'

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

export type ClaimedEffect = {
  [Kind in EffectKind]: { id: number; kind: Kind; payload: EffectPayloads[Kind]; attempts: number }
}[EffectKind]

/** What a dead process was at, others take up after this. */
const CLAIM_LASTS = sql.raw(`interval '6 seconds'`)

/** Takes what is due. The claim is renewed while the work goes on. */
export async function claimEffects(
  db: Db,
  { owner, limit, at }: { owner: string; limit: number; at: Date },
): Promise<ClaimedEffect[]> {
  const result = await sql<ClaimedEffect>`
    update effects set state = 'running', claimed_by = ${owner}, attempts = attempts + 1,
      claimed_until = now() + ${CLAIM_LASTS}
    where id in (
      select id from effects
      where (state = 'waiting' and run_at <= ${at} and (claimed_until is null or claimed_until < now()))
        or (state = 'running' and claimed_until < now())
      order by run_at, id limit ${limit} for update skip locked)
    returning id, kind, payload, attempts`.execute(db)
  return result.rows
}

export async function renewEffect(db: Db, id: number, owner: string) {
  await sql`
    update effects set claimed_until = now() + ${CLAIM_LASTS}
    where id = ${id} and claimed_by = ${owner} and state = 'running'`.execute(db)
}

export async function finishEffect(
  db: Db,
  {
    id,
    owner,
    state,
    error,
  }: { id: number; owner: string; state: 'done' | 'dead'; error: string | null },
) {
  await sql`
    update effects set state = ${state}, error = ${error}, done_at = now()
    where id = ${id} and claimed_by = ${owner}`.execute(db)
}

/** Waits in real time, whatever the business clock does. */
export async function postponeEffect(
  db: Db,
  { id, owner, waitMs, error }: { id: number; owner: string; waitMs: number; error: string },
) {
  await sql`
    update effects set state = 'waiting', error = ${error},
      claimed_until = now() + ${waitMs} * interval '1 millisecond'
    where id = ${id} and claimed_by = ${owner}`.execute(db)
}

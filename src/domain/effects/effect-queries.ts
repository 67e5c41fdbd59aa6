import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import type { Db } from '../tables.ts'
import { type EffectKind, type EffectPayloads, type Lane, LANE_OF } from './effect.ts'

export async function insertEffect(
  db: Db,
  effect: {
    kind: EffectKind
    payload: object
    key: string | null
    runAt: Date
    correlation: string | null
    now: Date
  },
) {
  await db
    .insertInto('effects')
    .values({
      kind: effect.kind,
      lane: LANE_OF[effect.kind],
      payload: asJsonb(effect.payload),
      key: effect.key,
      run_at: effect.runAt,
      correlation: effect.correlation,
      created_at: effect.now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

export type ClaimedEffect = {
  [Kind in EffectKind]: {
    id: number
    kind: Kind
    payload: EffectPayloads[Kind]
    attempts: number
    correlation: string | null
  }
}[EffectKind]

/** What a dead process was at, others take up after this. */
const CLAIM_LASTS = sql.raw(`interval '6 seconds'`)

/** Takes what is due, in each lane as much as has room. The claim is renewed while the work goes on. */
export async function claimEffects(
  db: Db,
  { owner, rooms, at }: { owner: string; rooms: { lane: Lane; room: number }[]; at: Date },
): Promise<ClaimedEffect[]> {
  const lanes = rooms.map(({ lane }) => lane)
  const sizes = rooms.map(({ room }) => room)
  const result = await sql<ClaimedEffect>`
    with due as materialized (
      select due.id from unnest(${lanes}::text[], ${sizes}::int[]) as free(lane, room)
      cross join lateral (
        select id from effects
        where lane = free.lane and state in ('waiting', 'running') and run_at <= ${at}
          and (claimed_until is null or claimed_until < now())
        order by run_at, id limit free.room for update skip locked) due
    )
    update effects e set state = 'running', claimed_by = ${owner}, attempts = attempts + 1,
      claimed_until = now() + ${CLAIM_LASTS}
    from due where e.id = due.id
    returning e.id, e.kind, e.payload, e.attempts, e.correlation`.execute(db)
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

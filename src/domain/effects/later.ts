import type { Correlated, Deps } from '../deps.ts'
import type { Effect } from './effect.ts'
import { insertEffect } from './effect-queries.ts'

type When = {
  /** Two effects with one key are one effect: the second is not written. */
  key?: string
  /** Not before this instant of business time. */
  at?: Date
}

/** Asks for work after the commit. A row, so that a crash between the two loses nothing. */
export async function later(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { kind, ...payload }: Effect,
  { key, at }: When = {},
) {
  const now = deps.now()
  const { correlation = null } = deps
  await insertEffect(deps.db, {
    kind,
    payload,
    key: key ?? null,
    runAt: at ?? now,
    correlation,
    now,
  })
  deps.wake.effects()
}

import { setImmediate as breathe } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { fallBehind, secretsInStep } from './router-user-queries.ts'
import type { RouterTarget } from './routers.ts'

const AT_ONCE = 250

/**
 * A router that was restored from a backup has the passwords of that day, and nobody with a newer
 * one would get in. Lists do not show them, so they are asked for where a restore is possible.
 * Returns how many were old; their rows have fallen behind.
 */
export async function checkPasswords(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  target: RouterTarget,
): Promise<number> {
  const rows = await secretsInStep(deps.db, target.id)
  if (rows.length === 0) return 0
  const listed = await deps.routers.allUsers(target, 'ppp')
  const shown = new Map(listed.map(({ name, password }) => [name, password]))
  const old: number[] = []
  for (const [at, { id, name, secret }] of rows.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breathe()
    const password = shown.get(name)
    if (password && !isHidden(password) && password !== deps.secrets.open(secret)) old.push(id)
  }
  await fallBehind(deps.db, old)
  return old.length
}

/** To a login without the policy `sensitive`; how, depends on the version. */
function isHidden(password: string) {
  return /^\**$/.test(password)
}

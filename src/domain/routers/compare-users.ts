import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import {
  compareListing,
  type Differing,
  type Drift,
  expectedLines,
  noteStrangers,
  recordListing,
} from './compare-queries.ts'
import { lineOf } from './listed-line.ts'
import { isMarked } from './router-comment.ts'
import type { RouterService, RouterTarget, RouterUser } from './routers.ts'

/**
 * Reads all users of a router and notes where they differ from what they should be. Users without
 * our mark are not looked at.
 */
export async function compareUsers(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'routers'>,
  target: RouterTarget,
): Promise<Drift> {
  // One connection takes both questions at once.
  const [hotspot, ppp] = await Promise.all([
    readDiffering(deps, target, 'hotspot'),
    readDiffering(deps, target, 'ppp'),
  ])
  const session = deps.routers.session(target.id)
  const read = { routerId: target.id, at: deps.now() }
  return inTransaction(deps, async (deps) => {
    const drifts: Drift[] = []
    for (const { service, differing, unseen } of [hotspot, ppp]) {
      const found = { ...read, service, differing, unseen }
      const drift = await compareListing(deps.db, found)
      drifts.push({ ...drift, newStrangers: await noteStrangers(deps.db, found) })
    }
    await recordListing(deps.db, target.id, session)
    return drifts.reduce(add)
  })
}

/**
 * Nearly all of a long list is as it should be. What that looks like is asked of the database
 * while the router is still telling, so that only the rest has to be compared one by one.
 */
async function readDiffering(
  deps: Pick<Deps, 'db' | 'routers'>,
  target: RouterTarget,
  service: RouterService,
): Promise<Pick<Differing, 'service' | 'differing' | 'unseen'>> {
  const [listed, expected] = await Promise.all([
    deps.routers.listUsers(target, service),
    expectedLines(deps.db, { routerId: target.id, service }),
  ])
  const others: RouterUser[] = []
  const seen = new Set<string>()
  for (const user of listed) {
    if (expected.delete(lineOf(user))) seen.add(user.name)
    else others.push(user)
  }
  // A name may be there twice, once for each hotspot server: ours is the one that fits.
  const differing = others.filter(({ name, comment }) => !seen.has(name) && isMarked(comment))
  return { service, differing, unseen: [...expected.values()] }
}

function add(one: Drift, other: Drift): Drift {
  return {
    missing: one.missing + other.missing,
    changed: one.changed + other.changed,
    revived: one.revived + other.revived,
    newStrangers: [...one.newStrangers, ...other.newStrangers],
  }
}

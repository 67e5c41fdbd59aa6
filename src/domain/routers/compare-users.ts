import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import {
  compareListing,
  type Differing,
  type Drift,
  type ExpectedPage,
  expectedPages,
  noteStrangers,
  recordListing,
  rowsBehind,
} from './compare-queries.ts'
import { collectPages, type Pages } from './listed-pages.ts'
import { isMarked } from './router-comment.ts'
import type { RouterService, RouterTarget, RouterUser } from './routers.ts'

/**
 * Reads all users of a router and notes where they differ from what they should be. Users without
 * our mark are not looked at.
 *
 * Nearly all of a long list is as it should be. What that looks like is worked out here and in
 * the database while the list is still coming, so that only the rest is compared one by one.
 */
export async function compareUsers(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'routers'>,
  target: RouterTarget,
): Promise<Drift> {
  const routerId = target.id
  // One connection takes both questions at once.
  const [hotspot, ppp, expected, behind] = await Promise.all([
    readPages(deps, target, 'hotspot'),
    readPages(deps, target, 'ppp'),
    expectedPages(deps.db, routerId),
    rowsBehind(deps.db, routerId),
  ])
  const session = deps.routers.session(routerId)
  const found = [differing('hotspot', hotspot, expected), differing('ppp', ppp, expected)]
  const users = found.flatMap((one) => one.users)
  const pages = found.flatMap((one) => one.pages)
  return inTransaction(deps, async (deps) => {
    const drift = await compareListing(deps.db, { routerId, users, pages, behind })
    const newStrangers = await noteStrangers(deps.db, { routerId, users, at: deps.now() })
    await recordListing(deps.db, routerId, session)
    return { ...drift, newStrangers }
  })
}

async function readPages(
  { routers }: Pick<Deps, 'routers'>,
  target: RouterTarget,
  service: RouterService,
): Promise<Pages> {
  const pages = collectPages()
  await routers.eachUser(target, service, (user) => {
    if (isMarked(user.comment)) pages.add(user)
  })
  return pages
}

type Found = Pick<Differing, 'users' | 'pages'>

function differing(service: RouterService, listed: Pages, expected: ExpectedPage[]): Found {
  const theirs = expected.filter((one) => one.service === service)
  const wanted = new Map(theirs.map((one) => [one.page, one]))
  const found: Found = { users: [], pages: [] }
  for (const { page, digest, users } of listed.all()) {
    const should = wanted.get(page)
    wanted.delete(page)
    const isAsExpected = should?.digest === digest
    if (!isAsExpected) found.pages.push({ service, page })
    const closer = isAsExpected ? movedAmong(users, should.used ?? []) : users
    for (const user of closer) found.users.push({ ...user, service, moved: isAsExpected })
  }
  for (const page of wanted.keys()) found.pages.push({ service, page })
  return found
}

/** Who was on line since the last look; and who is back at zero, on a router that has forgotten. */
function movedAmong(users: RouterUser[], used: string[]): RouterUser[] {
  const known = new Map(used.map((text) => [text.slice(0, text.indexOf(' ')), text]))
  return users.filter(({ ref, uptimeSeconds, bytes }) => {
    const before = known.get(ref)
    if (before === undefined) return uptimeSeconds > 0 || bytes > 0
    return before !== `${ref} ${uptimeSeconds} ${bytes}`
  })
}

import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { customerChats } from '../people/customer-chats.ts'
import { findPersonName } from '../people/describe-person.ts'
import { findOrCreateCustomer } from '../people/customers.ts'
import { getRouter } from '../routers/router-queries.ts'
import { isMarked } from '../routers/router-comment.ts'
import { bringToRouters, syncRouters } from '../subscriptions/follow-up.ts'
import { adoptLine, standingOf } from './adopt-line.ts'
import type { ImportPlan, LineRow } from './import.ts'
import { allWaitingRows, type ImportRow, type Outcome, type WaitingRow } from './import-queries.ts'
import { isTrouble } from './judge.ts'
import { livingLines } from './known-queries.ts'
import { awayBecause, type StandingUser } from './list-foreign-users.ts'
import { markStanding } from './mark-standing.ts'
import { pauseImport } from './pause-import.ts'
import { endOfPeriod } from './read-cells.ts'
import { bringBalance } from './run-customers.ts'
import { failed, inChunks } from './run-chunk.ts'
import type { RunDeps } from './run-deps.ts'
import { isIsolir } from './standing-queries.ts'

/** Users that stand on routers, as `router:name`. */
type OnRouters = Map<string, StandingUser>

export async function runLines(deps: RunDeps, one: ImportRow) {
  const standing = await takeStanding(deps, one)
  if (!standing) return
  await inChunks(deps, one.id, async (deps, one, rows) => {
    const outcomes: Outcome[] = []
    const people: number[] = []
    const made: number[] = []
    for (const row of rows) {
      const brought = await bringLine(deps, one, { row, standing })
      outcomes.push(brought.outcome)
      if (brought.personId !== undefined) people.push(brought.personId)
      if (brought.subscriptionId !== undefined) made.push(brought.subscriptionId)
    }
    await customerChats(deps, [...new Set(people)])
    await bringToRouters(deps, made)
    const routerIds = new Set(rows.map(({ row }) => (row as LineRow).routerId))
    await syncRouters(deps, [...routerIds])
    return outcomes
  })
}

/** Puts our mark on those that are taken over; undefined: a router is away, and who asked knows. */
async function takeStanding(deps: RunDeps, one: ImportRow): Promise<OnRouters | undefined> {
  const rows = (await allWaitingRows(deps.db, one.id)).map(({ row }) => row as LineRow)
  const wanted = Map.groupBy(
    rows.filter(({ onRouter }) => onRouter),
    ({ routerId }) => routerId,
  )
  const standing: OnRouters = new Map()
  const by = await findPersonName(deps, one.made_by)
  for (const [routerId, lines] of wanted) {
    const router = await getRouter(deps.db, routerId)
    if (!router) continue
    const names = new Set(lines.map(({ username }) => username))
    try {
      const users = await markStanding(deps, router, { service: 'ppp', names, by })
      for (const [name, user] of users) standing.set(`${routerId}:${name}`, user)
    } catch (error) {
      const failure = awayBecause(error, router)
      if (!failure) throw error
      await pauseImport(deps, one, failure)
      return undefined
    }
  }
  return standing
}

type Brought = { outcome: Outcome; personId?: number; subscriptionId?: number }

async function bringLine(
  deps: RunDeps,
  one: ImportRow,
  { row, standing }: { row: WaitingRow; standing: OnRouters },
): Promise<Brought> {
  const line = row.row as LineRow
  const { place } = row
  const known = (await livingLines(deps.db, [line.username])).has(line.username.toLowerCase())
  if (known) return { outcome: { place, outcome: 'known' } }
  const user = standing.get(`${line.routerId}:${line.username}`)
  // It stood there when the list was read, or our mark did not take.
  if (line.onRouter && !(user && isMarked(user.comment))) {
    return { outcome: failed(row, 'changed', line.username) }
  }
  const password = user?.password
  const secret = typeof password === 'string' ? deps.secrets.seal(password) : row.secret
  if (!secret) return { outcome: failed(row, 'no_password', line.username) }
  const { personId, isNew } = await findOrCreateCustomer(deps, { ...line, by: one.made_by })
  const adopted = await adoptLine(deps, {
    ...line,
    personId,
    staticAddress: user ? user.remoteAddress : line.staticAddress,
    paidUntil: paidUntil(deps, line, one.plan),
    secret,
    note: null,
    by: one.made_by,
    standing:
      line.onRouter && user
        ? standingOf(user, await isIsolir(deps.db, line.packageId, user.profile))
        : null,
  })
  if (isTrouble(adopted)) return { outcome: failed(row, adopted.problem, adopted.about) }
  const { balanceRupiah } = line
  if (isNew) await bringBalance(deps, one, { personId, balanceRupiah })
  const { subscriptionId } = adopted
  const outcome: Outcome = { place, outcome: 'done', subject: `subscription:${subscriptionId}` }
  return line.onRouter ? { outcome, personId } : { outcome, personId, subscriptionId }
}

/** What a line says itself, else the end of its period, else what was said of the whole list. */
function paidUntil(
  { now, business }: Pick<Deps, 'now' | 'business'>,
  { paidUntil: said, startedOn }: LineRow,
  plan: ImportPlan,
) {
  if (said) return said
  return startedOn ? endOfPeriod(startedOn, dayOf(now(), business.timeZone)) : plan.paidUntil
}

import { customerChats } from '../people/customer-chats.ts'
import { makeCustomer, findOrCreateCustomer } from '../people/customers.ts'
import { findPersonName } from '../people/describe-person.ts'
import { insertPerson } from '../people/people-queries.ts'
import { isMarked } from '../routers/router-comment.ts'
import { getRouter } from '../routers/router-queries.ts'
import { syncRouters } from '../subscriptions/follow-up.ts'
import { adoptLine, standingOf } from './adopt-line.ts'
import { adoptVouchers } from './adopt-vouchers.ts'
import type { ImportPlan, UserRow } from './import.ts'
import {
  allWaitingRows,
  type ImportRow,
  type Outcome,
  savePlan,
  type WaitingRow,
} from './import-queries.ts'
import { isTrouble } from './judge.ts'
import { livingLines } from './known-queries.ts'
import { awayBecause } from './list-foreign-users.ts'
import { markStanding } from './mark-standing.ts'
import { pauseImport } from './pause-import.ts'
import { failed, inChunks } from './run-chunk.ts'
import type { RunDeps } from './run-deps.ts'
import { isIsolir } from './standing-queries.ts'
import { packageOf, type StandingUsers } from './standing-users.ts'

/**
 * Takes over what stands on a router: the desired state becomes what is there, so that nobody is
 * put out and nothing is lost. Who is read again is taken as he stands there now.
 */
export async function adoptUsers(deps: RunDeps, one: ImportRow) {
  const users = await takeStanding(deps, one)
  if (!users) return
  await inChunks(deps, one.id, async (deps, one, rows) => {
    const outcomes: Outcome[] = []
    const plan = { ...one.plan, made: { ...one.plan.made } }
    const vouchers: WaitingRow[] = []
    const people = new Set<number>()
    for (const row of rows) {
      if ((row.row as UserRow).service === 'hotspot') vouchers.push(row)
      else outcomes.push(await adoptSecret(deps, { one, row, plan, users, people }))
    }
    outcomes.push(...(await adoptVouchers(deps, { one, rows: vouchers, plan, users })))
    // Whose number is known has a chat now in which he can be told.
    await customerChats(deps, [...people])
    await savePlan(deps.db, one.id, plan)
    if (one.router_id !== null) await syncRouters(deps, [one.router_id])
    return outcomes
  })
}

async function takeStanding(deps: RunDeps, one: ImportRow): Promise<StandingUsers | undefined> {
  const router = await getRouter(deps.db, one.router_id ?? 0)
  const users: StandingUsers = { ppp: new Map(), hotspot: new Map() }
  if (!router) return users
  const rows = (await allWaitingRows(deps.db, one.id)).map(({ row }) => row as UserRow)
  const by = await findPersonName(deps, one.made_by)
  try {
    for (const service of ['ppp', 'hotspot'] as const) {
      const own = rows.filter((row) => row.service === service && packageOf(row, one.plan) !== null)
      if (own.length === 0) continue
      const names = new Set(own.map(({ name }) => name))
      users[service] = await markStanding(deps, router, { service, names, by })
    }
    return users
  } catch (error) {
    const failure = awayBecause(error, router)
    if (!failure) throw error
    await pauseImport(deps, one, failure)
    return undefined
  }
}

type Adopting = {
  one: ImportRow
  row: WaitingRow
  plan: ImportPlan
  users: StandingUsers
  /** Whose lines were taken over. */
  people: Set<number>
}

async function adoptSecret(deps: RunDeps, adopting: Adopting): Promise<Outcome> {
  const { one, row, plan, users, people } = adopting
  const wanted = row.row as UserRow
  const packageId = packageOf(wanted, plan)
  if (packageId === null || one.router_id === null) {
    return failed(row, 'no_package', wanted.profile)
  }
  const user = users.ppp.get(wanted.name)
  if (!user || user.profile !== wanted.profile || !isMarked(user.comment)) {
    return failed(row, 'changed', wanted.name)
  }
  if (user.password === null) return failed(row, 'no_password_shown', wanted.name)
  // Before a customer is made for it.
  if ((await livingLines(deps.db, [user.name])).has(user.name.toLowerCase())) {
    return { place: row.place, outcome: 'known' }
  }
  const personId = await customerOf(deps, adopting, wanted)
  const adopted = await adoptLine(deps, {
    personId,
    packageId,
    routerId: one.router_id,
    username: user.name,
    staticAddress: user.remoteAddress,
    priceRupiah: wanted.priceRupiah || null,
    startedOn: null,
    paidUntil: plan.paidUntil,
    secret: deps.secrets.seal(user.password),
    // The only place it is kept once the comment on the router is ours.
    note: wanted.marked ? null : wanted.comment || null,
    by: one.made_by,
    standing: standingOf(user, await isIsolir(deps.db, packageId, user.profile)),
  })
  if (isTrouble(adopted)) return failed(row, adopted.problem, adopted.about)
  people.add(personId)
  return { place: row.place, outcome: 'done', subject: `subscription:${adopted.subscriptionId}` }
}

/** Whose it is by what the comment says; two of one number of theirs are one customer of ours. */
async function customerOf(
  deps: RunDeps,
  { one, plan }: Adopting,
  { customer }: UserRow,
): Promise<number> {
  const { personId, key, name, phone } = customer
  const by = one.made_by
  if (personId !== null) {
    await makeCustomer(deps, { personId, name, by })
    return personId
  }
  if (phone !== null) {
    const found = await findOrCreateCustomer(deps, { phone, name, by })
    return found.personId
  }
  const known = key === null ? undefined : plan.made[`customer:${key}`]
  if (known !== undefined) return known
  const made = await insertPerson(deps.db, { name, language: 'id', at: deps.now() })
  await makeCustomer(deps, { personId: made, name, by })
  if (key !== null) plan.made[`customer:${key}`] = made
  return made
}

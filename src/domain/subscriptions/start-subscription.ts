import { recordAudit } from '../audit/record-audit.ts'
import { billingSettings } from '../billing/billing-settings.ts'
import { issueFirstInvoice } from '../billing/issue-first-invoice.ts'
import { type Day, addDays, dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { checkAddress, checkUsername, drawPppoePassword } from '../pppoe/pppoe-secret.ts'
import { findPersonName } from '../people/describe-person.ts'
import { Refusal } from '../refusal.ts'
import { writeMark } from '../routers/router-comment.ts'
import { chooseLineRouter } from './choose-line-router.ts'
import { bringToRouters } from './follow-up.ts'
import { nextUsername } from './next-username.ts'
import { placeSecrets } from './secret-queries.ts'
import {
  addressHolder,
  getLinePackage,
  insertSubscription,
  isUsernameTaken,
} from './subscription-queries.ts'

export type NewSubscription = {
  personId: number
  packageId: number
  /** Left out: the first of the package that was looked at. */
  routerId?: number
  /** Left out: the next number of the business's own prefix. */
  username?: string
  /** Left out: drawn. */
  password?: string
  staticAddress?: string | null
  /** Null: the package's. */
  priceRupiah?: number | null
  discountRupiah?: number
  startedOn?: Day
  by: number | null
}

export type StartedSubscription = { subscriptionId: number; username: string; password: string }

type StartDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business' | 'gateways'> &
  Correlated

/**
 * Somebody gets a line: what he pays for from this day on, and the secret his modem dials with on
 * every router that may serve it. The password is told here and can be read nowhere again.
 */
export function startSubscription(
  deps: StartDeps,
  wanted: NewSubscription,
): Promise<StartedSubscription> {
  return inTransaction(deps, async (deps) => {
    const chosen = await getLinePackage(deps.db, wanted.packageId)
    if (chosen?.kind !== 'pppoe') {
      const name = chosen?.name ?? String(wanted.packageId)
      throw new Refusal('package.wrong_kind', { package: name, wanted: 'pppoe' })
    }
    const routerId = await chooseLineRouter(deps, { chosen, routerId: wanted.routerId })
    const staticAddress = wanted.staticAddress ? checkAddress(wanted.staticAddress) : null
    const username = await settleUsername(deps, wanted.username)
    const password = wanted.password ?? drawPppoePassword(deps.draw)
    const subscriptionId = await insert(deps, wanted, { routerId, username, staticAddress })
    const day = dayOf(deps.now(), deps.business.timeZone)
    const comment = writeMark({
      system: 'pppoe',
      customer: wanted.personId,
      subscription: subscriptionId,
      vendor: null,
      day,
      by: wanted.by === null ? null : await findPersonName(deps, wanted.by),
    })
    const secret = deps.secrets.seal(password)
    await placeSecrets(deps.db, [subscriptionId], { secret, comment })
    await bringToRouters(deps, [subscriptionId])
    await recordAudit(deps, {
      by: wanted.by,
      action: 'subscription.started',
      subject: `subscription:${subscriptionId}`,
      after: { person: wanted.personId, package: chosen.code, username, staticAddress },
    })
    await issueFirstInvoice(deps, { subscriptionId })
    return { subscriptionId, username, password }
  })
}

/** A name of somebody's own choice, or the next one that is free. */
async function settleUsername(deps: StartDeps, typed: string | undefined) {
  if (typed === undefined) return nextUsername(deps)
  const username = checkUsername(typed)
  if (await isUsernameTaken(deps.db, username)) {
    throw new Refusal('pppoe.username_taken', { username })
  }
  return username
}

async function insert(
  deps: StartDeps,
  wanted: NewSubscription,
  line: { routerId: number; username: string; staticAddress: string | null },
) {
  const { timeZone } = deps.business
  const startedOn = wanted.startedOn ?? dayOf(deps.now(), timeZone)
  const { anchorDay } = await billingSettings(deps)
  const id = await insertSubscription(deps.db, {
    person_id: wanted.personId,
    package_id: wanted.packageId,
    router_id: line.routerId,
    username: line.username,
    static_address: line.staticAddress,
    price_rupiah: wanted.priceRupiah ?? null,
    discount_rupiah: wanted.discountRupiah ?? 0,
    anchor_day: anchorDay ?? Number(startedOn.slice(8)),
    started_on: startedOn,
    // Nothing is billed and nothing paid yet.
    billed_until: addDays(startedOn, -1),
    paid_until: addDays(startedOn, -1),
    created_at: deps.now(),
    created_by: wanted.by,
  })
  if (id !== undefined) return id
  // Somebody else was a moment faster: of two that are alike the database takes one.
  const { username, staticAddress: address, routerId } = line
  const holder = address && (await addressHolder(deps.db, { routerId, address }))
  if (address && holder) throw new Refusal('pppoe.address_taken', { address, username: holder })
  throw new Refusal('pppoe.username_taken', { username })
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { customerChats } from '../people/customer-chats.ts'
import { checkAddress, checkUsername } from '../pppoe/pppoe-secret.ts'
import { Refusal } from '../refusal.ts'
import { chooseLineRouter } from './choose-line-router.ts'
import { syncRouters } from './follow-up.ts'
import { refreshLines } from './refresh-lines.ts'
import { setSecret } from './secret-queries.ts'
import {
  addressHolder,
  getLinePackage,
  isUsernameTaken,
  type LinePackage,
  lineRouters,
  lockLine,
  type SubscriptionRow,
  updateSubscription,
} from './subscription-queries.ts'

export type SubscriptionChange = {
  packageId?: number
  routerId?: number
  username?: string
  password?: string
  /** Null: an address of the pool. */
  staticAddress?: string | null
  /** Null: the package's. */
  priceRupiah?: number | null
  discountRupiah?: number
  note?: string | null
}

type ChangeDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'> & Correlated

/**
 * Changes a line. What its routers should know holds at once, and ends the session under way
 * where that would go on as it was; money holds from the next invoice.
 */
export function changeSubscription(
  deps: ChangeDeps,
  {
    subscriptionId,
    change,
    by,
  }: { subscriptionId: number; change: SubscriptionChange; by: number | null },
): Promise<{ username: string; package: string; onTheLine: boolean }> {
  return inTransaction(deps, async (deps) => {
    const before = await lockLine(deps.db, subscriptionId)
    if (!before) throw new Refusal('subscription.unknown', { query: String(subscriptionId) })
    if (before.state === 'stopped') {
      throw new Refusal('subscription.state', { username: before.username, state: 'stopped' })
    }
    const chosen = await getLinePackage(deps.db, change.packageId ?? before.package_id)
    if (chosen?.kind !== 'pppoe') {
      throw new Refusal('package.wrong_kind', { package: chosen?.name ?? '', wanted: 'pppoe' })
    }
    const after = await settle(deps, before, { change, chosen })
    await updateSubscription(deps.db, subscriptionId, after)
    await refreshLines(deps, [subscriptionId])
    if (change.password !== undefined) await renew(deps, before, change.password)
    await recordAudit(deps, {
      by,
      action: 'subscription.changed',
      subject: `subscription:${subscriptionId}`,
      before: pick(before, Object.keys(after)),
      after: { ...after, ...(change.password !== undefined && { password: '…' }) },
    })
    if (chosen.id !== before.package_id) await tellChange(deps, before, chosen)
    return {
      username: after.username ?? before.username,
      package: chosen.name,
      onTheLine: LINE_FIELDS.some((field) => field in after && after[field] !== before[field]),
    }
  })
}

const LINE_FIELDS = ['package_id', 'router_id', 'username', 'static_address'] as const

async function settle(
  deps: ChangeDeps,
  before: SubscriptionRow,
  { change, chosen }: { change: SubscriptionChange; chosen: LinePackage },
) {
  const { username, staticAddress, priceRupiah, discountRupiah, note } = change
  if (username !== undefined && username.toLowerCase() !== before.username.toLowerCase()) {
    checkUsername(username)
    if (await isUsernameTaken(deps.db, username)) {
      throw new Refusal('pppoe.username_taken', { username })
    }
  }
  const routerId = await routerFor(deps, before, { change, chosen })
  const address = staticAddress === undefined ? before.static_address : staticAddress
  if (address !== null && (address !== before.static_address || routerId !== before.router_id)) {
    checkAddress(address)
    const holder = await addressHolder(deps.db, { routerId, address })
    if (holder !== undefined)
      throw new Refusal('pppoe.address_taken', { address, username: holder })
  }
  return {
    ...(chosen.id !== before.package_id && { package_id: chosen.id }),
    ...(routerId !== before.router_id && { router_id: routerId }),
    ...(username !== undefined && { username }),
    ...(staticAddress !== undefined && { static_address: staticAddress }),
    ...(priceRupiah !== undefined && { price_rupiah: priceRupiah }),
    ...(discountRupiah !== undefined && { discount_rupiah: discountRupiah }),
    ...(note !== undefined && { note }),
  }
}

/** Stays where it is while the package is there too. */
async function routerFor(
  deps: ChangeDeps,
  before: SubscriptionRow,
  { change, chosen }: { change: SubscriptionChange; chosen: LinePackage },
): Promise<number> {
  if (change.routerId !== undefined) {
    return chooseLineRouter(deps, { chosen, routerId: change.routerId })
  }
  if (chosen.id === before.package_id) return before.router_id
  const stays = (await lineRouters(deps.db, chosen)).some(
    ({ id, has_profile: has }) => id === before.router_id && has,
  )
  return stays ? before.router_id : chooseLineRouter(deps, { chosen, routerId: undefined })
}

/** Another password; the one that was handed out is good for nothing now. */
export async function renew(
  deps: ChangeDeps,
  { id: subscriptionId }: Pick<SubscriptionRow, 'id'>,
  password: string,
) {
  const secret = deps.secrets.seal(password)
  await syncRouters(deps, await setSecret(deps.db, { subscriptionId, secret }))
  await updateSubscription(deps.db, subscriptionId, { password_given_at: null })
}

async function tellChange(deps: ChangeDeps, before: SubscriptionRow, chosen: LinePackage) {
  const conversationId = (await customerChats(deps, [before.person_id])).get(before.person_id)
  if (conversationId === undefined) return
  const old = await getLinePackage(deps.db, before.package_id)
  const { username } = before
  const details = { package: chosen.name, username, before: old?.name ?? '' }
  await tell(deps, conversationId, { code: 'service.changed', details })
}

function pick(row: SubscriptionRow, fields: string[]) {
  return Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)))
}

import { recordAudit } from '../audit/record-audit.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { billingSettings } from '../billing/billing-settings.ts'
import { addDays, type Day, dayOf } from '../day.ts'
import { findPersonName } from '../people/describe-person.ts'
import { writeMark } from '../routers/router-comment.ts'
import { placeSecrets } from '../subscriptions/secret-queries.ts'
import { addressHolder, insertSubscription } from '../subscriptions/subscription-queries.ts'
import { livingLines } from './known-queries.ts'
import { dayOfMonth } from './read-cells.ts'
import { standInAsOurs } from './standing-queries.ts'
import { type Trouble, trouble } from './judge.ts'

export type AdoptedLine = {
  personId: number
  packageId: number
  routerId: number
  username: string
  staticAddress: string | null
  priceRupiah: number | null
  startedOn: Day | null
  /** Billed and paid until the end of this day: nothing is asked for twice. */
  paidUntil: Day
  secret: Buffer
  note: string | null
  by: number
  /** As it stands on the router; null: it does not stand there yet. */
  standing: Standing | null
}

export type Standing = {
  ref: string
  profile: string
  disabled: boolean
  /** Disabled, or put on the profile where those go who did not pay. */
  isolated: boolean
}

export function standingOf(
  { ref, profile, disabled }: Pick<Standing, 'ref' | 'profile' | 'disabled'>,
  isolir: boolean,
): Standing {
  return { ref, profile, disabled, isolated: disabled || isolir }
}

/**
 * A line that was somebody's before we came. What stands on the router is wanted exactly as it
 * stands there, so that the next reconcile has nothing to change but the comment.
 */
export async function adoptLine(
  deps: BillingDeps,
  line: AdoptedLine,
): Promise<{ subscriptionId: number } | Trouble> {
  const { username, staticAddress, routerId, standing } = line
  const name = username.toLowerCase()
  if ((await livingLines(deps.db, [username])).has(name)) return trouble('username_taken', username)
  const subscriptionId = await insert(deps, line)
  if (subscriptionId === undefined) {
    const holder =
      staticAddress === null
        ? undefined
        : await addressHolder(deps.db, { routerId, address: staticAddress })
    return holder ? trouble('address_taken', holder) : trouble('username_taken', username)
  }
  const comment = await markOf(deps, line, subscriptionId)
  const { secret } = line
  if (standing) {
    const { ref, profile, disabled } = standing
    await standInAsOurs(deps.db, {
      routerId,
      name: username,
      secret,
      profile,
      comment,
      disabled,
      subscriptionId,
      remoteAddress: staticAddress,
      ref,
    })
  } else {
    // Wanted from the moment all of its set are brought to their routers.
    await placeSecrets(deps.db, [subscriptionId], { secret, comment })
  }
  await recordAudit(deps, {
    by: line.by,
    action: 'subscription.imported',
    subject: `subscription:${subscriptionId}`,
    after: { person: line.personId, username, staticAddress, paidUntil: line.paidUntil },
  })
  return { subscriptionId }
}

async function insert(deps: BillingDeps, line: AdoptedLine) {
  const { anchorDay } = await billingSettings(deps)
  const { paidUntil, standing } = line
  const at = deps.now()
  const today = dayOf(at, deps.business.timeZone)
  const isolated = standing?.isolated ?? false
  return insertSubscription(deps.db, {
    person_id: line.personId,
    package_id: line.packageId,
    router_id: line.routerId,
    username: line.username,
    static_address: line.staticAddress,
    price_rupiah: line.priceRupiah,
    // The next period begins on the day after what is paid.
    anchor_day: anchorDay ?? dayOfMonth(addDays(paidUntil, 1)),
    started_on: line.startedOn ?? (paidUntil < today ? paidUntil : today),
    billed_until: paidUntil,
    paid_until: paidUntil,
    note: line.note,
    created_at: at,
    created_by: line.by,
    ...(isolated && {
      state: 'isolated' as const,
      isolated_at: at,
      isolated_because: 'unpaid' as const,
    }),
  })
}

async function markOf(deps: BillingDeps, { personId, by }: AdoptedLine, subscription: number) {
  return writeMark({
    system: 'pppoe',
    customer: personId,
    subscription,
    vendor: null,
    day: dayOf(deps.now(), deps.business.timeZone),
    by: await findPersonName(deps, by),
  })
}

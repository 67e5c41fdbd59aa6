import { addDays, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import {
  linesOfPerson,
  type SecretView,
  secretsOfLine,
  type SubscriptionView,
  type UsageDay,
  usageBetween,
  viewSubscription,
} from './view-queries.ts'

export const USAGE_DAYS = 30

/** A line as it is: for whom, since when, on which routers, and what was used of it. */
export async function showSubscription(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  subscriptionId: number,
): Promise<SubscriptionView & { secrets: SecretView[]; usage: UsageDay[] }> {
  const line = await viewSubscription(deps.db, subscriptionId)
  if (!line) throw new Refusal('subscription.unknown', { query: `#${subscriptionId}` })
  const secrets = await secretsOfLine(deps.db, subscriptionId)
  return { ...line, secrets, usage: await recentUsage(deps, subscriptionId) }
}

/** Day by day, today last. */
export function recentUsage(
  { db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>,
  subscriptionId: number,
): Promise<UsageDay[]> {
  const to = dayOf(now(), business.timeZone)
  return usageBetween(db, { subscriptionId, from: addDays(to, 1 - USAGE_DAYS), to })
}

/** The lines of somebody who writes to us. */
export function ownLines({ db }: Pick<Deps, 'db'>, personId: number): Promise<SubscriptionView[]> {
  return linesOfPerson(db, personId)
}

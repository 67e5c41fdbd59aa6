import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { makeCustomer } from '../people/customers.ts'
import { type StartedSubscription, startSubscription } from '../subscriptions/start-subscription.ts'
import { takeRegistration } from './decide-registration.ts'
import { setRegistration } from './registration-queries.ts'
import { showRegistration, showRegistrationCard } from './show-registration.ts'

/**
 * The cable is there: the customer has a line from today on, and its first invoice. What the
 * modem dials with is told to whoever stands beside it.
 */
export function installRegistration(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business' | 'gateways'> &
    Correlated,
  wish: {
    registrationId: number
    username?: string
    staticAddress?: string
    routerId?: number
    by: number
  },
): Promise<StartedSubscription & { name: string }> {
  return inTransaction(deps, async (deps) => {
    const { registrationId, by, ...line } = wish
    const row = await takeRegistration(deps, registrationId, ['approved'])
    const { person_id: personId, package_id: packageId, name } = row
    const { address, latitude, longitude } = row
    await makeCustomer(deps, { personId, name, address, latitude, longitude, by })
    const started = await startSubscription(deps, { personId, packageId, ...line, by })
    const { subscriptionId } = started
    await setRegistration(deps.db, registrationId, {
      state: 'installed',
      subscription_id: subscriptionId,
    })
    await recordAudit(deps, {
      by,
      action: 'registration.installed',
      subject: `registration:${registrationId}`,
      after: { subscription: subscriptionId },
    })
    await showRegistrationCard(deps, registrationId)
    const { package: wanted } = await showRegistration(deps, registrationId)
    await tell(deps, row.conversation_id, {
      code: 'registration.installed',
      details: { package: wanted, username: started.username },
    })
    return { ...started, name }
  })
}

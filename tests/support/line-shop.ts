import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { addPackage, type NewPackage } from '../../src/domain/packages/add-package.ts'
import { findOrCreateCustomer } from '../../src/domain/people/customers.ts'
import { pollRouter } from '../../src/domain/routers/poll-router.ts'
import {
  type NewSubscription,
  startSubscription,
} from '../../src/domain/subscriptions/start-subscription.ts'
import { hotspotWork } from './hotspot-shop.ts'
import { world } from './world.ts'

export const PPP_PROFILES = [{ name: 'rumah20' }, { name: 'rumah50' }, { name: 'isolir' }]

export type LineShop = Awaited<ReturnType<typeof lineShop>>

/** A provider with one router and one PPPoE package, "rumah20" at Rp 200,000 a month. */
export async function lineShop(given: Partial<NewPackage> = {}) {
  const place = await world({ simulator: { pppProfiles: PPP_PROFILES } })
  const { deps, router, routerId } = place
  const siti = await place.staff()
  // There is a WhatsApp number of ours before the first customer comes.
  await place.customer()
  const sell = (more: Partial<NewPackage> = {}) =>
    addPackage(
      deps,
      {
        code: 'rumah20',
        name: 'Rumah 20',
        price_rupiah: 200_000,
        profile: 'rumah20',
        routers: [],
        ...more,
      },
      { by: siti.id },
    )
  await sell(given)
  const work = createEffects(deps, { handlers: hotspotWork, owner: 'the provider' })
  await work.idle()

  let phones = 0
  const packageId = async (code = 'rumah20') =>
    (
      await deps.db
        .selectFrom('packages')
        .where('code', '=', code)
        .select('id')
        .executeTakeFirstOrThrow()
    ).id
  const start = async (more: Partial<NewSubscription> = {}) => {
    phones += 1
    const phone = `+6281300${String(phones).padStart(6, '0')}`
    const { personId } = await findOrCreateCustomer(deps, { phone, name: 'Budi', by: siti.id })
    const packed = await packageId()
    return startSubscription(deps, { personId, packageId: packed, by: siti.id, ...more })
  }
  return {
    ...place,
    siti,
    sell,
    packageId,
    /** A new customer with a line. */
    start,
    work: () => work.idle(),
    async poll() {
      await pollRouter(deps, { routerId })
      await work.idle()
    },
    line: (id: number) =>
      deps.db
        .selectFrom('subscriptions')
        .where('id', '=', id)
        .selectAll()
        .executeTakeFirstOrThrow(),
    secret: (name: string) => router.secrets().find((one) => one.name === name),
    onLine: () =>
      router
        .pppSessions()
        .map(({ name }) => name)
        .toSorted(),
  }
}

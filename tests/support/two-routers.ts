import { startSimulator } from '../../src/adapters/routeros/simulator/start-simulator.ts'
import { pollRouter } from '../../src/domain/routers/poll-router.ts'
import { hotspotShop } from './hotspot-shop.ts'
import { atTheEnd } from './test-db.ts'
import { knowRouter } from './world.ts'

/** A shop whose package has a primary, "pusat", and a spare, "cabang". */
export async function twoRouters(given: Parameters<typeof hotspotShop>[0] = {}) {
  const shop = await hotspotShop(given)
  const spare = await startSimulator({
    user: 'wicara',
    password: 'rahasia-router',
    clock: shop.clock.now,
    hotspotProfiles: [{ name: 'harian' }, { name: 'mingguan' }],
  })
  atTheEnd(() => spare.stop())
  const spareId = await knowRouter(shop.deps, spare.port, 'cabang')
  await shop.deps.db
    .insertInto('package_routers')
    .columns(['package_id', 'router_id', 'place'])
    .expression((from) =>
      from
        .selectFrom('packages')
        .select((row) => ['packages.id', row.val(spareId).as('router_id'), row.val(2).as('place')]),
    )
    .execute()
  await shop.work()
  return {
    ...shop,
    spare,
    spareId,
    /** A look at both, and what follows. */
    async pollBoth() {
      for (const routerId of [shop.routerId, spareId]) await pollRouter(shop.deps, { routerId })
      await shop.work()
    },
    namesOnSpare: () =>
      spare
        .users()
        .map(({ name }) => name)
        .toSorted(),
  }
}

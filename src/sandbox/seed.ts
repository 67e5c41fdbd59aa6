import type { Deps } from '../domain/deps.ts'
import { addPackage } from '../domain/packages/add-package.ts'
import { insertDeparture } from '../domain/leads/departure-queries.ts'
import { findSetting, saveSetting } from '../domain/business/business-queries.ts'
import { nameBusiness } from '../domain/business/name-business.ts'
import { addRouter } from '../domain/routers/add-router.ts'
import { inspectRouter } from '../domain/routers/inspect-router.ts'
import { moveRouter } from '../domain/routers/move-router.ts'
import { chooseRouter } from '../domain/routers/choose-router.ts'
import { addDays, dayOf } from '../domain/day.ts'
import { inTransaction } from '../domain/in-transaction.ts'
import { demoDepartures } from './demo-departures.ts'
import { type Seeding, seedLines } from './demo-lines.ts'
import { type Approving, seedTemplates } from './demo-templates.ts'
import { ISOLIR, ROUTER_LOGIN } from './sandbox.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Demo data, once: a shop with packages, a router, subscribers, and a departure to sell. */
export async function seedDemo(
  deps: Deps,
  {
    routerPort,
    withPeople,
    approving,
    ...seeding
  }: Seeding & {
    routerPort: number
    /** Not where the people of the shop have real phones. */
    withPeople: boolean
    /** Absent where templates are a matter of the real Meta. */
    approving: Approving | undefined
  },
) {
  const { ownerId, conversationId } = seeding
  const router = { name: 'pusat', host: '127.0.0.1', port: routerPort }
  if (await findSetting(deps.db, 'demo')) {
    // The stand-in may have had to take another port this time.
    await moveRouter(deps, router)
    return
  }
  await nameBusiness(deps, { name: 'Wicara Net', by: ownerId })
  await addRouter(
    deps,
    {
      ...router,
      tls: false,
      username: ROUTER_LOGIN.user,
      password: ROUTER_LOGIN.password,
      loginUrl: 'http://wifi.wicara.lokal/login',
      network: 'Wicara Net',
    },
    { by: ownerId, conversationId },
  )
  await inspectRouter(deps, await chooseRouter(deps, 'pusat'))
  for (const terms of packages)
    await addPackage(deps, { ...terms, routers: ['pusat'] }, { by: ownerId })
  if (approving) await seedTemplates(deps, approving, ownerId)
  if (withPeople) await inTransaction(deps, (deps) => seedLines(deps, seeding))
  const today = dayOf(deps.now(), deps.business.timeZone)
  for (const { leavesInDays, lastsDays, ...departure } of demoDepartures) {
    const departsOn = addDays(today, leavesInDays)
    const returnsOn = addDays(departsOn, lastsDays - 1)
    await insertDeparture(deps.db, { ...departure, departsOn, returnsOn }, deps.now())
  }
  await saveSetting(deps.db, { key: 'demo', value: true, by: ownerId, at: deps.now() })
}

const packages = [
  {
    code: 'harian',
    name: 'Harian',
    price_rupiah: 5_000,
    cost_rupiah: 1_500,
    reseller_price_rupiah: 4_000,
    profile: 'harian',
    online_seconds: 12 * HOUR,
    calendar_seconds: DAY,
  },
  {
    code: 'mingguan',
    name: 'Mingguan',
    price_rupiah: 25_000,
    cost_rupiah: 9_000,
    reseller_price_rupiah: 20_000,
    profile: 'mingguan',
    calendar_seconds: 7 * DAY,
  },
  {
    code: 'bulanan',
    name: 'Bulanan',
    price_rupiah: 85_000,
    cost_rupiah: 35_000,
    reseller_price_rupiah: 72_000,
    profile: 'bulanan',
    calendar_seconds: 30 * DAY,
    shared_users: 2,
  },
  {
    code: 'rumah10',
    name: 'Rumah 10 Mbps',
    price_rupiah: 110_000,
    cost_rupiah: 60_000,
    profile: 'rumah10',
    isolir_profile: ISOLIR,
  },
  {
    code: 'rumah20',
    name: 'Rumah 20 Mbps',
    price_rupiah: 165_000,
    cost_rupiah: 90_000,
    profile: 'rumah20',
    isolir_profile: ISOLIR,
  },
  {
    code: 'rumah50',
    name: 'Rumah 50 Mbps',
    price_rupiah: 275_000,
    cost_rupiah: 150_000,
    profile: 'rumah50',
    isolir_profile: ISOLIR,
  },
]

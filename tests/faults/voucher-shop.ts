import { pino } from 'pino'
import { startDuitkuStandIn } from '../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { createRouters } from '../../src/adapters/routeros/create-routers.ts'
import { startSimulator } from '../../src/adapters/routeros/simulator/start-simulator.ts'
import { createSecrets } from '../../src/adapters/secrets/secrets.ts'
import { addPackage } from '../../src/domain/packages/add-package.ts'
import { upsertStaff } from '../../src/domain/people/people-queries.ts'
import { inspectRouter } from '../../src/domain/routers/inspect-router.ts'
import { getRouter, insertRouter } from '../../src/domain/routers/router-queries.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { openPlace } from './place.ts'

export const PRICE_RUPIAH = 25_000
const DUITKU = { merchantCode: 'D1234', apiKey: 'kunci-uji-coba', signature: 'hmac' } as const
const LOGIN = { user: 'wicara', password: 'rahasia-router' }

/**
 * A shop that sells the hotspot package "mingguan": router and gateway stand in the test, as
 * they would stand elsewhere, and outlive the program.
 */
export async function openVoucherShop() {
  const duitku = await startDuitkuStandIn(DUITKU)
  const router = await startSimulator({ ...LOGIN, hotspotProfiles: [{ name: 'mingguan' }] })
  const url = await testDatabaseUrl()
  const place = await openPlace({
    DATABASE_URL: url,
    DUITKU_MERCHANT_CODE: DUITKU.merchantCode,
    DUITKU_API_KEY: DUITKU.apiKey,
    DUITKU_BASE_URL: duitku.baseUrl,
  })
  const db = connect(url)
  atTheEnd(async () => {
    await db.destroy()
    await router.stop()
    await duitku.close()
  })

  const log = pino({ level: 'silent' })
  const routers = createRouters({ log })
  // What the business does from here is written down, and done by the program.
  const deps = {
    db,
    log,
    now: () => new Date(),
    wake: { conversation: () => {}, outbox: () => {}, effects: () => {} },
    secrets: createSecrets(place.settings.SECRET_KEY),
    routers,
    draw: (below: number) => Math.floor(Math.random() * below),
    business: { timeZone: 'Asia/Jakarta', publicUrl: '' },
  }
  await furnish(deps, router.port)
  await routers.close()
  return { ...place, db, deps, duitku, router }
}

type FurnishDeps = Parameters<typeof inspectRouter>[0] & Parameters<typeof addPackage>[0]

async function furnish(deps: FurnishDeps, port: number) {
  const routerId = await insertRouter(deps.db, {
    name: 'pusat',
    host: '127.0.0.1',
    port,
    tls: false,
    username: LOGIN.user,
    secret: deps.secrets.seal(LOGIN.password),
    loginUrl: 'http://wifi.lokal/login',
    network: 'Wicara Net',
    at: deps.now(),
  })
  const row = await getRouter(deps.db, routerId ?? 0)
  if (!row) throw new Error('the router was not written down')
  await inspectRouter(deps, row)
  const { id: by } = await deps.db
    .insertInto('people')
    .values({ name: 'Siti' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await upsertStaff(deps.db, { personId: by, role: 'owner', addedBy: null, at: deps.now() })
  const terms = {
    code: 'mingguan',
    name: 'Mingguan',
    price_rupiah: PRICE_RUPIAH,
    profile: 'mingguan',
    calendar_seconds: 7 * 86_400,
    routers: ['pusat'],
  }
  await addPackage(deps, terms, { by })
}

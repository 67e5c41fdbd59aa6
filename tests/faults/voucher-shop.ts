import { startDuitkuStandIn } from '../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { startSimulator } from '../../src/adapters/routeros/simulator/start-simulator.ts'
import { addPackage } from '../../src/domain/packages/add-package.ts'
import { upsertStaff } from '../../src/domain/people/people-queries.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { type Books, knowPusat, openBooks, ROUTER_LOGIN } from './books.ts'
import { openPlace } from './place.ts'

export const PRICE_RUPIAH = 25_000
const DUITKU = { merchantCode: 'D1234', apiKey: 'kunci-uji-coba', signature: 'hmac' } as const

/**
 * A shop that sells the hotspot package "mingguan": router and gateway stand in the test, as
 * they would stand elsewhere, and outlive the program.
 */
export async function openVoucherShop() {
  const duitku = await startDuitkuStandIn(DUITKU)
  const router = await startSimulator({ ...ROUTER_LOGIN, hotspotProfiles: [{ name: 'mingguan' }] })
  const url = await testDatabaseUrl()
  const place = await openPlace({
    DATABASE_URL: url,
    DUITKU_MERCHANT_CODE: DUITKU.merchantCode,
    DUITKU_API_KEY: DUITKU.apiKey,
    DUITKU_BASE_URL: duitku.baseUrl,
  })
  const books = openBooks(url, { secretKey: place.settings.SECRET_KEY })
  atTheEnd(async () => {
    await router.stop()
    await duitku.close()
  })
  await furnish(books, router.port)
  return { ...place, db: books.db, deps: books, duitku, router }
}

async function furnish(books: Books, port: number) {
  await knowPusat(books, port)
  const { id: by } = await books.db
    .insertInto('people')
    .values({ name: 'Siti' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await upsertStaff(books.db, { personId: by, role: 'owner', addedBy: null, at: books.now() })
  const terms = {
    code: 'mingguan',
    name: 'Mingguan',
    price_rupiah: PRICE_RUPIAH,
    profile: 'mingguan',
    calendar_seconds: 7 * 86_400,
    routers: ['pusat'],
  }
  await addPackage(books, terms, { by })
}

import { sql } from 'kysely'
import { createMidtrans } from '../../src/adapters/payments/midtrans/midtrans.ts'
import { startMidtransStandIn } from '../../src/adapters/payments/midtrans/midtrans-stand-in.ts'
import { postgresBackend } from '../../src/adapters/queue/postgres-backend.ts'
import { startSimulator } from '../../src/adapters/routeros/simulator/start-simulator.ts'
import { addDays, dayOf } from '../../src/domain/day.ts'
import { openAccount } from '../../src/domain/people/open-account.ts'
import { bringToRouters } from '../../src/domain/subscriptions/follow-up.ts'
import { placeSecrets } from '../../src/domain/subscriptions/secret-queries.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { until } from '../support/until.ts'
import { type Books, knowPusat, openBooks, ROUTER_LOGIN } from './books.ts'
import { openPlace } from './place.ts'

export const PRICE_RUPIAH = 200_000
const PASSWORD = 'sandi-modem'
const SERVER_KEY = 'SB-Mid-server-uji-coba'

export type BillingShop = Awaited<ReturnType<typeof openBillingShop>>
export type Line = { id: number; personId: number; phone: string; username: string }

/**
 * A provider with so many customers of one PPPoE line each, none of whom owes anything yet. The
 * gateway and the router outlive the program. `leading` says how the program gets to its database.
 */
export async function openBillingShop({
  customers,
  leading = async (url) => url,
}: {
  customers: number
  leading?: (url: string) => Promise<string>
}) {
  const midtrans = await startMidtransStandIn({ serverKey: SERVER_KEY })
  const router = await startSimulator({ ...ROUTER_LOGIN, pppProfiles: [{ name: 'rumah20' }] })
  atTheEnd(async () => {
    await router.stop()
    await midtrans.close()
  })
  const url = await testDatabaseUrl()
  const gateway = { MIDTRANS_SERVER_KEY: SERVER_KEY, MIDTRANS_BASE_URL: midtrans.baseUrl }
  const place = await openPlace(
    { DATABASE_URL: await leading(url), ...gateway },
    // They wrote some time ago, each to be told of his bill all the same.
    { countsHours: false },
  )
  const books = openBooks(url, {
    secretKey: place.settings.SECRET_KEY,
    gateways: new Map([
      ['midtrans', createMidtrans({ serverKey: SERVER_KEY, baseUrl: midtrans.baseUrl })],
    ]),
  })
  const { db } = books
  const routerId = await knowPusat(books, router.port)
  const account = { channel: 'cloud', name: place.whatsapp.phoneNumberId } as const
  const accountId = await openAccount(books, account)
  const { id: siti } = await db
    .insertInto('people')
    .values({ name: 'Siti' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const lines = await subscribe(books, { customers, routerId, accountId })
  for (const { phone } of lines) place.whatsapp.introduce(phone, { name: 'Budi' })
  const strike = await alarmClock(url)

  return {
    ...place,
    books,
    db,
    midtrans,
    router,
    lines,
    siti,
    /** The hour of a duty has come. */
    strike,
    /** The last day that is paid was yesterday. */
    async comeDue(which: Line[]) {
      await db
        .updateTable('subscriptions')
        .set({ billed_until: yesterday(), paid_until: yesterday() })
        .where('id', 'in', idsOf(which))
        .execute()
    },
    /** The last day to pay was yesterday, too. */
    async runLate(which: Line[]) {
      await db
        .updateTable('invoices')
        .set({ owed_since: yesterday() })
        .where('subscription_id', 'in', idsOf(which))
        .execute()
    },
    /** Resolves when the program has brought every line to the router; then all modems dial. */
    async everybodyOnLine() {
      await until(() => router.secrets().length, lines.length, 30_000)
      for (const line of lines) dial(router, line)
    },
    dial: (line: Line) => dial(router, line),
    /** As the router has it. */
    onLine: () => router.pppSessions().map(({ name }) => name),
    cutOff: () =>
      router
        .secrets()
        .flatMap(({ name, disabled }) => (disabled ? [name] : []))
        .toSorted(),
    /** How many of them have an invoice. */
    async billed(which: Line[]) {
      const query = db.selectFrom('invoices').where('subscription_id', 'in', idsOf(which))
      return (await query.select('subscription_id').distinct().execute()).length
    },
    /** As the books have it. */
    async isolated() {
      const query = db.selectFrom('subscriptions').where('state', '=', 'isolated')
      const rows = await query.select('username').orderBy('username').execute()
      return rows.map(({ username }) => username)
    },
  }
}

const yesterday = () => addDays(dayOf(new Date(), 'Asia/Jakarta'), -1)

export const idsOf = (lines: Line[]) => lines.map(({ id }) => id)
export const namesOf = (lines: Line[]) => lines.map(({ username }) => username).toSorted()

function dial(router: Awaited<ReturnType<typeof startSimulator>>, { id, username }: Line) {
  return router.pppDial(username, PASSWORD, `AA:BB:CC:00:${hex(id >> 8)}:${hex(id & 255)}`).ok
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0').toUpperCase()

async function subscribe(
  books: Books,
  { customers, routerId, accountId }: { customers: number; routerId: number; accountId: number },
): Promise<Line[]> {
  const { db, now } = books
  const { id: packageId } = await db
    .insertInto('packages')
    .values({
      kind: 'pppoe',
      code: 'rumah20',
      name: 'Rumah 20',
      price_rupiah: PRICE_RUPIAH,
      profile: 'rumah20',
      period_days: 30,
      created_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const today = dayOf(now(), 'Asia/Jakarta')
  const { rows: lines } = await sql<Line>`
    with person as (
      insert into people (name) select 'Pelanggan ' || n from generate_series(1, ${customers}::int) n
      returning id
    ), wanted as (
      select id, '62815' || lpad(id::text, 7, '0') as phone,
        'rumah-' || lpad(id::text, 5, '0') as username from person
    ), known as (
      insert into identities (account_id, kind, value, person_id)
      select ${accountId}, 'phone', phone, id from wanted
    ), chat as (
      -- They are in talk with us: what is tried here is money, not Meta's window.
      insert into conversations (account_id, chat, person_id, last_inbound_at, window_until)
      select ${accountId}, phone, id, ${now()}, ${now()}::timestamptz + interval '1 year' from wanted
    ), line as (
      insert into subscriptions (person_id, package_id, router_id, username, anchor_day, started_on,
        billed_until, paid_until, created_at)
      select id, ${packageId}, ${routerId}, username, 1, ${today}::date - 60,
        ${today}::date + 20, ${today}::date + 20, ${now()}
      from wanted returning id, person_id, username
    )
    select line.id, line.person_id as "personId", wanted.phone, line.username
    from line join wanted on wanted.id = line.person_id order by line.id`.execute(db)
  const secret = books.secrets.seal(PASSWORD)
  const comment = `PPPOE_SYSTEM|NULL|NULL|NULL|${today}|NULL`
  await placeSecrets(db, idsOf(lines), { secret, comment })
  await bringToRouters(books, idsOf(lines))
  return lines
}

/** Sets off the program's timers as their own clock would, without waiting for the minute. */
async function alarmClock(url: string) {
  const backend = await postgresBackend(url, { onError: () => {} })
  const timers = backend.queue('timers')
  atTheEnd(() => timers.close())
  return async (duty: string) => {
    await timers.add(duty, { timer: duty })
  }
}

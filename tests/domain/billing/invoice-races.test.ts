import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { recordCash } from '../../../src/domain/billing/record-cash.ts'
import { remindInvoices } from '../../../src/domain/billing/remind-invoices.ts'
import { inTransaction } from '../../../src/domain/in-transaction.ts'
import { until } from '../../support/until.ts'
import { type Isp, openIsp } from './isp.ts'

let isp: Isp
beforeEach(async () => {
  isp = await openIsp()
})

/** So many lines more, of as many customers. */
async function subscribeMany(many: number) {
  const { package_id: packageId } = await isp.subscription(
    await isp.subscribe(await isp.customer()),
  )
  await sql`
    with joined as (
      insert into people (name) select 'Budi ' || n from generate_series(1, ${many - 1}::integer) n
      returning id
    )
    insert into subscriptions (person_id, package_id, router_id, username, anchor_day, started_on,
      billed_until, paid_until, created_at)
    select id, ${packageId}, ${isp.routerId}, 'banyak-' || id, 2, '2026-11-02', '2026-11-01',
      '2026-11-01', ${isp.deps.now()} from joined`.execute(isp.deps.db)
}

test('two runs at once bill ten thousand lines once each, and neither gives up', async () => {
  await subscribeMany(10_000)
  const billed = await Promise.all([isp.run(), isp.run()])
  expect(billed.reduce((sum, one) => sum + one)).toBe(10_000)
  const { rows } = await sql`
    select count(*) as invoices, count(distinct subscription_id) as lines,
      max(right(number, 6)::integer) as last
    from invoices`.execute(isp.deps.db)
  expect(rows).toEqual([{ invoices: 10_000, lines: 10_000, last: 10_000 }])
  expect((await isp.problems()).sound).toBe(true)
})

test('what is paid while the run waits for it is not carried, and what was too much is used', async () => {
  const budi = await isp.customer()
  const line = await isp.subscribe(budi)
  await isp.run()
  isp.clock.set('2026-11-25T09:00:00+07:00')
  const [paid, waiting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const payment = inTransaction(isp.deps, async (deps) => {
    const { id: personId } = budi
    const money = { amountRupiah: 130_000, method: 'cash' as const, by: isp.owner.id }
    await recordCash(deps, { personId, ...money })
    paid.resolve()
    await waiting.promise
  })
  await paid.promise
  const run = isp.run()
  await until(someoneWaits, true)
  waiting.resolve()
  await Promise.all([payment, run])
  expect(await isp.invoicesOf(line)).toMatchObject([
    { state: 'paid', applied_rupiah: 100_000 },
    { state: 'partial', carried_rupiah: 0, applied_rupiah: 30_000, total_rupiah: 100_000 },
  ])
  expect((await isp.problems()).sound).toBe(true)
})

async function someoneWaits() {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(isp.deps.db)
  return rows.length > 0
}

test('what is said of invoices can be found by what set it off', async () => {
  await isp.subscribe(await isp.customer())
  await issueInvoices({ ...isp.deps, correlation: 'run of Siti' })
  isp.clock.set('2026-11-04T09:00:00+07:00')
  await remindInvoices({ ...isp.deps, correlation: 'morning' })
  const said = await isp.deps.db.selectFrom('outbox').select('correlation').orderBy('id').execute()
  expect(said.map(({ correlation }) => correlation)).toEqual(['run of Siti', 'morning'])
})

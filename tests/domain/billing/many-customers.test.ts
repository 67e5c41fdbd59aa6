import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { movementsOf } from '../../../src/domain/billing/history.ts'
import { overviewOfInvoices } from '../../../src/domain/billing/list-invoices.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { warnOfDebts } from '../../../src/domain/billing/watch-balances.ts'
import { lockCustomer } from '../../../src/domain/billing/wallet-queries.ts'
import type { Db } from '../../../src/domain/tables.ts'
import { type Isp, openIsp } from './isp.ts'

const OTHERS = 3_000

/** Wallets of so many others that reading them all is no longer the quickest way. */
async function fillWith(isp: Isp) {
  await sql`insert into accounts (owner, purpose, currency, floor)
    select 'person:' || (1000000 + n), 'wallet', 'IDR', 0 from generate_series(1, ${OTHERS}::int) n`.execute(
    isp.deps.db,
  )
  await sql`analyze accounts`.execute(isp.deps.db)
}

/** How many rows of a table were read to do this, by index or one after the other. */
function readsOf(isp: Isp, work: (db: Db) => Promise<unknown>, table = 'accounts') {
  return isp.deps.db.transaction().execute(async (db) => {
    const read = async () => {
      const { rows } = await sql<{ read: number }>`
        select sum(pg_stat_get_xact_tuples_returned(oid))::int as read from pg_class
        where oid = ${table}::regclass
          or oid in (select indexrelid from pg_index where indrelid = ${table}::regclass)`.execute(
        db,
      )
      return rows[0]?.read ?? 0
    }
    const before = await read()
    await work(db)
    return (await read()) - before
  })
}

test('what one customer does takes no longer for all the others there are', async () => {
  const isp = await openIsp()
  const budi = await isp.customer()
  await isp.subscribe(budi)
  await isp.subscribe(budi)
  await isp.cash(budi, 50_000)
  await isp.give(budi, 20_000)
  await isp.run()
  await fillWith(isp)

  const { deps } = isp
  expect(await readsOf(isp, (db) => lockCustomer(db, budi.id))).toBeLessThan(20)
  expect(await readsOf(isp, (db) => movementsOf({ db }, budi.id))).toBeLessThan(20)
  await isp.set({ debtAlertRupiah: 100_000 })
  expect(await readsOf(isp, (db) => warnOfDebts({ ...deps, db }))).toBeLessThan(40)
  expect(await isp.notices('debt.high.staff')).toMatchObject([{ owedRupiah: 130_000 }])

  const subscriptionIds = [await isp.subscribe(budi)]
  const bill = (db: Db) => issueInvoices({ ...deps, db }, { subscriptionIds })
  expect(await readsOf(isp, bill)).toBeLessThan(40)
})

test('the bills of this month are found among those of many years', async () => {
  const isp = await openIsp()
  const budi = await isp.customer()
  await isp.subscribe(budi)
  await isp.run()
  await sql`insert into invoices (number, person_id, state, void_reason, issued_on, due_on, owed_since, created_at)
    select 'OLD/' || n, ${budi.id}, 'void', 'lama', '2020-01-01', '2020-01-01', '2020-01-01', now()
    from generate_series(1, ${OTHERS}::int) n`.execute(isp.deps.db)
  await sql`analyze invoices`.execute(isp.deps.db)

  const look = (db: Db) => overviewOfInvoices({ ...isp.deps, db })
  expect(await readsOf(isp, look, 'invoices')).toBeLessThan(20)
  expect(await look(isp.deps.db)).toMatchObject({ issued: 1, open: 1, drafts: 0 })
})

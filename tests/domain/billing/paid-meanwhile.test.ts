import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateOverdue, stopUnpaid } from '../../../src/domain/billing/isolate-overdue.ts'
import { recordCash } from '../../../src/domain/billing/record-cash.ts'
import type { Somebody } from '../../support/world.ts'
import { until } from '../../support/until.ts'
import { type Isp, openIsp } from './isp.ts'

// Money comes in while a duty is at the very line it is for: the duty waits for it, and sees it.

let isp: Isp
let budi: Somebody
let line: number
beforeEach(async () => {
  isp = await openIsp({ stopAfterDays: 30 })
  budi = await isp.customer()
  line = await isp.subscribe(budi)
  await isp.run()
})

describe('whoever pays in the moment in which', () => {
  test('his next invoice is made does not find what he paid on it', async () => {
    isp.clock.set('2026-11-25T09:00:00+07:00')
    await payWhile(() => isp.run())
    expect(await isp.invoicesOf(line)).toMatchObject([
      { state: 'paid', applied_rupiah: 100_000 },
      { state: 'open', carried_rupiah: 0, total_rupiah: 100_000 },
    ])
    expect((await isp.balances(budi)).netRupiah).toBe(-100_000)
    expect((await isp.problems()).sound).toBe(true)
  })

  test('he would have been cut off stays on line, and hears nothing of it', async () => {
    isp.clock.set('2026-11-06T00:01:00+07:00')
    await payWhile(() => isolateOverdue(isp.deps))
    expect((await isp.subscription(line)).state).toBe('active')
    expect(await isp.notices('service.isolated')).toEqual([])
  })

  test('his line would have ended keeps it', async () => {
    isp.clock.set('2026-11-06T00:01:00+07:00')
    await isolateOverdue(isp.deps)
    isp.clock.pass({ days: 31 })
    await payWhile(() => stopUnpaid(isp.deps))
    expect((await isp.subscription(line)).state).toBe('active')
  })
})

/** All he owes is paid, and the commit comes when the duty already waits for it. */
async function payWhile(duty: () => Promise<unknown>) {
  const { db } = isp.deps
  const { running } = await db.transaction().execute(async (db) => {
    const cash = {
      personId: budi.id,
      amountRupiah: 100_000,
      method: 'cash',
      by: isp.owner.id,
    } as const
    await recordCash({ ...isp.deps, db }, cash)
    const running = duty()
    await until(() => somebodyWaits(), true)
    return { running }
  })
  await running
}

async function somebodyWaits() {
  const { rows } = await sql<{ waiting: boolean }>`
    select count(*) > 0 as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(isp.deps.db)
  return rows[0]?.waiting ?? false
}

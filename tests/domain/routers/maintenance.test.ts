import { describe, expect, test } from 'vitest'
import { offeredPackages } from '../../../src/domain/packages/offered-packages.ts'
import {
  endMaintenance,
  maintainRouter,
  resumeRouter,
} from '../../../src/domain/routers/maintain-router.ts'
import { pollRouters } from '../../../src/domain/routers/poll-routers.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

async function inMaintenance(minutes: number | null = null) {
  const shop = await hotspotShop()
  await shop.makeBatch(2, { forStock: true })
  await shop.work()
  const until = minutes === null ? null : new Date(shop.clock.now().getTime() + minutes * 60_000)
  await maintainRouter(shop.deps, { name: 'pusat', until, by: shop.siti })
  const pollDue = async () => {
    await shop.deps.db.updateTable('routers').set({ polled_at: null }).execute()
    await pollRouters(shop.deps)
    await shop.work()
  }
  return { ...shop, pollDue }
}

describe('a router in maintenance', () => {
  test('takes nothing new: no sale, no batch', async () => {
    const shop = await inMaintenance()
    expect(await offeredPackages(shop.deps)).toEqual([])
    await expect(shop.makeBatch(1)).rejects.toMatchObject({
      code: 'router.in_maintenance',
      details: { name: 'pusat' },
    })
    await resumeRouter(shop.deps, { name: 'pusat', by: shop.siti })
    expect(await offeredPackages(shop.deps)).toHaveLength(1)
  })

  test('is read: who logs in for the first time begins his day', async () => {
    const shop = await inMaintenance()
    const [voucher] = await shop.vouchers()
    shop.router.hotspotLogin(voucher?.code ?? '', voucher?.password ?? '', 'AA:BB:CC:00:00:01')
    await shop.pollDue()
    expect((await shop.vouchers())[0]).toMatchObject({ state: 'active' })
  })

  test('is not changed until it ends, and then brought in step', async () => {
    const shop = await inMaintenance(60)
    await shop.router.reset()
    await shop.pollDue()
    expect(shop.namesOnRouter()).toEqual([])

    shop.clock.pass({ minutes: 59 })
    await endMaintenance(shop.deps)
    await shop.pollDue()
    expect(shop.namesOnRouter()).toEqual([])
    shop.clock.pass({ minutes: 1 })
    await endMaintenance(shop.deps)
    await endMaintenance(shop.deps)
    await shop.work()
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
    expect(await shop.notices('router.maintenance_over')).toMatchObject([{ by: null }])
  })

  test('may be away without anybody being told, until it is over', async () => {
    const shop = await inMaintenance()
    await shop.router.switchOff()
    await shop.pollDue()
    shop.clock.pass({ minutes: 10 })
    await shop.pollDue()
    expect(await shop.notices('router.down')).toEqual([])
    await resumeRouter(shop.deps, { name: 'pusat', by: shop.siti })
    await shop.pollDue()
    expect(await shop.notices('router.down')).toMatchObject([{ name: 'pusat', minutes: 10 }])
  })

  test('is known to the team: who began it, until when, who ended it', async () => {
    const shop = await inMaintenance(90)
    expect(await shop.notices('router.maintenance')).toMatchObject([
      { name: 'pusat', by: 'Siti', until: expect.stringMatching(/^\d\d:\d\d$/) },
    ])
    await resumeRouter(shop.deps, { name: 'pusat', by: shop.siti })
    expect(await shop.notices('router.maintenance_over')).toMatchObject([{ by: 'Siti' }])
    const audit = await shop.deps.db
      .selectFrom('audit')
      .where('action', 'like', 'router.maintenance%')
      .select(['action', 'person_id'])
      .orderBy('id')
      .execute()
    expect(audit).toEqual([
      { action: 'router.maintenance_began', person_id: shop.siti.id },
      { action: 'router.maintenance_ended', person_id: shop.siti.id },
    ])
    await expect(resumeRouter(shop.deps, { name: 'pusat', by: shop.siti })).rejects.toMatchObject({
      code: 'router.not_in_maintenance',
    })
  })
})

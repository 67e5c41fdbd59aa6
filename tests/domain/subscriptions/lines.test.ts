import { describe, expect, test } from 'vitest'
import { changePackage } from '../../../src/domain/packages/change-package.ts'
import { changeSubscription } from '../../../src/domain/subscriptions/change-subscription.ts'
import { givePassword } from '../../../src/domain/subscriptions/give-password.ts'
import { isolateSubscriptions } from '../../../src/domain/subscriptions/isolate-subscriptions.ts'
import { resetPassword } from '../../../src/domain/subscriptions/reset-password.ts'
import { restoreSubscriptions } from '../../../src/domain/subscriptions/restore-subscriptions.ts'
import { stopSubscriptions } from '../../../src/domain/subscriptions/stop-subscriptions.ts'
import { lineShop } from '../../support/line-shop.ts'

const MAC = 'AA:BB:CC:00:00:01'

describe('a new line', () => {
  test('has its secret on the router, a name of its own and a password nobody misreads', async () => {
    const shop = await lineShop()
    const first = await shop.start()
    const second = await shop.start()
    await shop.work()
    expect([first.username, second.username]).toEqual(['pppoe-0001', 'pppoe-0002'])
    expect(first.password).toMatch(/^[acdefhjkmnprtuvwxy2-9]{10}$/)
    expect(shop.secret('pppoe-0001')).toMatchObject({
      password: first.password,
      profileName: 'rumah20',
      disabled: false,
    })
    expect(shop.router.pppDial('pppoe-0001', first.password, MAC)).toMatchObject({ ok: true })
    expect(await shop.line(first.subscriptionId)).toMatchObject({
      started_on: '2026-11-02',
      anchor_day: 2,
      paid_until: '2026-11-01',
    })
  })

  test('never shares its name: of two who choose one at once, one is told', async () => {
    const shop = await lineShop()
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => shop.start({ username: 'Budi.Rumah' })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refusals.map(({ code }) => code)).toEqual(Array(5).fill('pppoe.username_taken'))
  })

  test('gets the next free number, however many ask at once and whatever is taken', async () => {
    const shop = await lineShop()
    await shop.start({ username: 'PPPOE-0002' })
    await shop.deps.db
      .insertInto('router_strangers')
      .values({
        router_id: shop.routerId,
        service: 'ppp',
        name: 'pppoe-0004',
        comment: 'PPPOE_SYSTEM|x',
        seen_at: shop.deps.now(),
      })
      .execute()
    const many = await Promise.all(Array.from({ length: 5 }, () => shop.start()))
    expect(many.map(({ username }) => username).toSorted()).toEqual([
      'pppoe-0001',
      'pppoe-0003',
      'pppoe-0005',
      'pppoe-0006',
      'pppoe-0007',
    ])
  })

  test('cannot have the address another line of the router has', async () => {
    const shop = await lineShop()
    await shop.start({ staticAddress: '10.20.0.5', username: 'ani' })
    await expect(shop.start({ staticAddress: '10.20.0.5' })).rejects.toMatchObject({
      code: 'pppoe.address_taken',
      details: { username: 'ani' },
    })
    await expect(shop.start({ staticAddress: '10.20.0' })).rejects.toMatchObject({
      code: 'pppoe.address',
    })
  })
})

describe('a line that is isolated', () => {
  test('is cut off at once, its customer told, and comes back as it was', async () => {
    const shop = await lineShop()
    const { subscriptionId: id, username, password } = await shop.start()
    await shop.work()
    shop.router.pppDial(username, password, MAC)
    const isolated = { subscriptionIds: [id], because: 'unpaid' as const, by: null }
    expect(await isolateSubscriptions(shop.deps, isolated)).toBe(1)
    expect(await isolateSubscriptions(shop.deps, isolated)).toBe(0)
    await shop.work()
    expect(shop.onLine()).toEqual([])
    expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ ok: false })
    expect(await shop.notices('service.isolated')).toMatchObject([
      { package: 'Rumah 20', username, because: 'unpaid' },
    ])

    expect(await restoreSubscriptions(shop.deps, { subscriptionIds: [id], by: null })).toBe(1)
    await shop.work()
    expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ ok: true })
    expect(await shop.notices('service.restored')).toHaveLength(1)
  })

  test('with an address of its own is behind the wall all the same, and has it again afterwards', async () => {
    const shop = await lineShop({ isolir_profile: 'isolir' })
    const line = await shop.start({ staticAddress: '10.20.0.5' })
    const { subscriptionId: id, username, password } = line
    await shop.work()
    shop.router.pppDial(username, password, MAC)
    expect(shop.router.pppSessions()).toMatchObject([{ address: '10.20.0.5' }])
    await isolateSubscriptions(shop.deps, { subscriptionIds: [id], because: 'unpaid', by: null })
    await shop.work()
    expect(shop.onLine()).toEqual([])
    expect(shop.secret(username)).toMatchObject({ profileName: 'isolir', disabled: false })
    const walled = shop.router.pppDial(username, password, MAC)
    expect(walled).toMatchObject({ ok: true, address: expect.not.stringContaining('10.20.0.5') })

    await restoreSubscriptions(shop.deps, { subscriptionIds: [id], by: null })
    await shop.work()
    expect(shop.onLine()).toEqual([])
    expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ address: '10.20.0.5' })
  })

  test('by hand stays so when a bill is paid', async () => {
    const shop = await lineShop()
    const { subscriptionId: id } = await shop.start()
    const by = shop.siti.id
    await isolateSubscriptions(shop.deps, { subscriptionIds: [id], because: 'asked', by })
    const paid = { subscriptionIds: [id], by: null, onlyUnpaid: true }
    expect(await restoreSubscriptions(shop.deps, paid)).toBe(0)
    expect(await shop.line(id)).toMatchObject({ state: 'isolated' })
  })

  test('is not restored and stopped at once: one of the two comes first', async () => {
    const shop = await lineShop()
    const { subscriptionId: id } = await shop.start()
    const ids = { subscriptionIds: [id], by: null }
    await isolateSubscriptions(shop.deps, { ...ids, because: 'unpaid' })
    await Promise.all([
      restoreSubscriptions(shop.deps, ids),
      stopSubscriptions(shop.deps, { ...ids, because: 'unpaid' }),
    ])
    await shop.work()
    expect(await shop.line(id)).toMatchObject({ state: 'stopped', isolated_at: null })
    expect(shop.router.secrets()).toEqual([])
  })
})

describe('a line that ends', () => {
  test('leaves the router and the name free, and stays in the books', async () => {
    const shop = await lineShop()
    const { subscriptionId: id, password } = await shop.start({ username: 'ani' })
    await shop.work()
    shop.router.pppDial('ani', password, MAC)
    await stopSubscriptions(shop.deps, {
      subscriptionIds: [id],
      because: 'asked',
      by: shop.siti.id,
    })
    await shop.work()
    expect(shop.router.secrets()).toEqual([])
    expect(shop.onLine()).toEqual([])
    const again = await shop.start({ username: 'ani' })
    await shop.work()
    expect(shop.secret('ani')).toMatchObject({ password: again.password })
    expect(await shop.line(id)).toMatchObject({ state: 'stopped' })
  })
})

describe('a line that changes', () => {
  test('has its new speed at once and its new name instead of the old one', async () => {
    const shop = await lineShop()
    await shop.sell({ code: 'rumah50', name: 'Rumah 50', profile: 'rumah50' })
    const { subscriptionId, password } = await shop.start({ username: 'ani' })
    await shop.work()
    shop.router.pppDial('ani', password, MAC)
    const change = { packageId: await shop.packageId('rumah50'), username: 'ani.baru' }
    const changed = await changeSubscription(shop.deps, {
      subscriptionId,
      change,
      by: shop.siti.id,
    })
    expect(changed).toEqual({ username: 'ani.baru', package: 'Rumah 50', onTheLine: true })
    await shop.work()
    expect(shop.onLine()).toEqual([])
    expect(shop.router.secrets()).toMatchObject([
      { name: 'ani.baru', profileName: 'rumah50', password },
    ])
    expect(await shop.notices('service.changed')).toMatchObject([{ before: 'Rumah 20' }])
  })

  test('in money alone stays on line', async () => {
    const shop = await lineShop()
    const { subscriptionId, username, password } = await shop.start()
    await shop.work()
    shop.router.pppDial(username, password, MAC)
    const change = { priceRupiah: 150_000, discountRupiah: 10_000 }
    await changeSubscription(shop.deps, { subscriptionId, change, by: shop.siti.id })
    await shop.work()
    expect(shop.onLine()).toEqual([username])
  })

  test('follows when the profile of its package changes', async () => {
    const shop = await lineShop()
    const { username } = await shop.start()
    const change = { profile: 'rumah50' }
    await changePackage(shop.deps, { code: 'rumah20', change }, { by: shop.siti.id })
    await shop.work()
    expect(shop.secret(username)).toMatchObject({ profileName: 'rumah50' })
  })

  test('gets a new password that works from the next time it dials, and is sent once', async () => {
    const shop = await lineShop()
    const { subscriptionId, username, password } = await shop.start()
    await shop.work()
    shop.router.pppDial(username, password, MAC)
    const by = shop.siti.id
    const renewed = await resetPassword(shop.deps, { subscriptionId, by })
    await shop.work()
    expect(renewed.password).not.toBe(password)
    expect(shop.onLine()).toEqual([username])
    expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ ok: false })
    expect(shop.router.pppDial(username, renewed.password, MAC)).toMatchObject({ ok: true })

    expect(await givePassword(shop.deps, { subscriptionId, by })).toBe(true)
    await expect(givePassword(shop.deps, { subscriptionId, by })).rejects.toMatchObject({
      code: 'pppoe.password_given',
    })
    expect(await shop.notices('service.credentials')).toMatchObject([
      { username, password: renewed.password },
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { pollRouters } from '../../../src/domain/routers/poll-routers.ts'
import { syncRouter } from '../../../src/domain/routers/sync-router.ts'
import { type HotspotShop, hotspotShop } from '../../support/hotspot-shop.ts'

/** A shop whose router has `quantity` vouchers, all in order. */
async function stocked(quantity: number) {
  const shop = await hotspotShop()
  await shop.makeBatch(quantity, { forStock: true })
  await shop.work()
  return shop
}

/** As if some minutes had passed on the machine: the list of users counts as old. */
function letTheListGetOld({ deps }: HotspotShop) {
  return deps.db.updateTable('routers').set({ listed_at: null }).execute()
}

describe('a router', () => {
  test('that comes back empty gets everything again', async () => {
    const shop = await stocked(40)
    await shop.router.reset()
    expect(shop.namesOnRouter()).toEqual([])
    await shop.poll()
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
    expect(await shop.notices('router.repaired')).toMatchObject([
      { name: 'pusat', added: 40, removed: 0, changed: 0, to: shop.siti.conversationId },
    ])
  })

  test('that comes back from an old backup gets what is new and loses what has ended', async () => {
    const shop = await stocked(5)
    const backup = shop.router.snapshot()
    const [gone] = await shop.vouchers()
    await shop.makeBatch(5, { forStock: true })
    await shop.deps.db
      .updateTable('router_users')
      .set((row) => ({ wanted: false, version: row('version', '+', 1) }))
      .where('id', '=', gone?.router_user_id ?? 0)
      .execute()
    await shop.work()
    expect(shop.namesOnRouter()).toHaveLength(9)

    await shop.router.switchOff()
    shop.router.restore(backup)
    await shop.router.switchOn()
    expect(shop.namesOnRouter()).toHaveLength(5)
    await shop.poll()
    const living = (await shop.codes()).filter((code) => code !== gone?.code)
    expect(shop.namesOnRouter()).toEqual(living)
    expect(await shop.notices('router.repaired')).toMatchObject([{ added: 5, removed: 1 }])
  })

  test('that somebody changed by hand is put right within minutes', async () => {
    const shop = await stocked(3)
    const [first, second] = await shop.vouchers()
    const target = await shop.target()
    const listed = await shop.deps.routers.listUsers(target, 'hotspot')
    const refOf = (code?: string) => listed.find(({ name }) => name === code)?.ref ?? ''
    await shop.deps.routers.removeUsers(target, 'hotspot', [refOf(first?.code)])
    await shop.deps.routers.setUsers(target, 'hotspot', [
      {
        ref: refOf(second?.code),
        name: second?.code ?? '',
        password: second?.password ?? '',
        profile: 'mingguan',
        comment: 'VOUCHER_SYSTEM|5000||',
        limitUptimeSeconds: null,
        limitBytes: null,
        remoteAddress: null,
        disabled: false,
      },
    ])
    await shop.poll()
    expect(shop.namesOnRouter()).toHaveLength(2)

    await letTheListGetOld(shop)
    await shop.poll()
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
    expect(shop.router.users().find(({ name }) => name === second?.code)).toMatchObject({
      profileName: 'harian',
      limitUptimeMs: 10_800_000,
      comment: 'VOUCHER_SYSTEM|NULL|NULL|NULL|2026-11-02|Siti',
    })
    expect(await shop.notices('router.repaired')).toMatchObject([
      { added: 1, changed: 1, removed: 0 },
    ])
  })

  test('keeps the users that are not ours, marked or not; the marked ones are told once', async () => {
    const shop = await stocked(2)
    shop.router.seedUsers([
      { name: 'pak-rt', password: '1', comment: 'tetangga' },
      { name: 'lama-1', password: '2', comment: 'VOUCHER_SYSTEM|5000||' },
      { name: 'lama-2', password: '3', comment: '{"customer":7}' },
    ])
    const before = shop.router.users().slice(-3)
    for (let look = 0; look < 3; look += 1) {
      await letTheListGetOld(shop)
      await shop.poll()
    }
    expect(shop.router.users().slice(-3)).toEqual(before)
    expect(await shop.notices('router.strangers')).toMatchObject([
      { name: 'pusat', count: 2, sample: ['lama-1', 'lama-2'] },
    ])
  })

  test('where somebody took a name of ours keeps his user; the voucher is a problem, told once', async () => {
    const shop = await stocked(2)
    const [taken] = await shop.codes()
    await shop.router.reset()
    shop.router.seedUsers([{ name: taken ?? '', password: 'punya-orang', comment: 'bukan kami' }])
    await shop.poll()
    await letTheListGetOld(shop)
    await shop.poll()
    expect(shop.router.users().find(({ name }) => name === taken)).toMatchObject({
      password: 'punya-orang',
      comment: 'bukan kami',
    })
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
    expect(await shop.notices('router.refused')).toMatchObject([
      { problem: 'duplicate', count: 1, sample: [taken] },
    ])
  })

  test('that has the same name twice, on two of its hotspots, is no trouble', async () => {
    const shop = await stocked(2)
    const [code] = await shop.codes()
    shop.router.seedUsers([
      { name: code ?? '', server: 'hotspot-lantai-2', comment: 'VOUCHER_SYSTEM|5000||' },
    ])
    await letTheListGetOld(shop)
    expect(await syncRouter(shop.deps, { routerId: shop.routerId })).toBe('in step')
    expect(await shop.notices('router.repaired')).toEqual([])
    expect(shop.router.users()).toHaveLength(3)
  })

  test('is asked for its list once a session, not at every sync', async () => {
    const shop = await stocked(2)
    const lists = () => shop.router.commandCount('/ip/hotspot/user/print')
    const before = lists()
    await shop.poll()
    await syncRouter(shop.deps, { routerId: shop.routerId })
    expect(lists()).toBe(before)
    shop.router.dropConnections('rst')
    await shop.poll()
    await shop.poll()
    expect(lists()).toBe(before + 1)
  })

  test('that stalls after taking commands gets none of them twice', async () => {
    const shop = await hotspotShop({ limits: { commandTimeoutMs: 300 } })
    await shop.makeBatch(20, { forStock: true })
    shop.router.setFaults({ stall: 'applied' })
    await shop.poll()
    expect((await shop.batch()).state).toBe('pending')
    shop.router.clearFaults()
    await shop.poll()
    expect((await shop.batch()).state).toBe('ready')
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
  })
})

describe('an outage', () => {
  test('is told once after a minute, and its end with what had to be done', async () => {
    const shop = await stocked(10)
    await shop.router.switchOff()
    await shop.poll()
    shop.clock.pass({ seconds: 50 })
    await shop.poll()
    expect(await shop.notices('router.down')).toEqual([])
    shop.clock.pass({ seconds: 15 })
    await shop.poll()
    shop.clock.pass({ minutes: 30 })
    await shop.poll()
    expect(await shop.notices('router.down')).toMatchObject([{ name: 'pusat', minutes: 1 }])

    await shop.router.reset()
    await shop.router.switchOn()
    await shop.poll()
    await shop.poll()
    expect(await shop.notices('router.back')).toMatchObject([
      { name: 'pusat', minutes: 31, added: 10, removed: 0, changed: 0 },
    ])
    expect(await shop.notices('router.repaired')).toEqual([])
    expect(shop.namesOnRouter()).toEqual(await shop.codes())

    await shop.router.switchOff()
    await shop.poll()
    shop.clock.pass({ minutes: 2 })
    await shop.poll()
    expect(await shop.notices('router.down')).toHaveLength(2)
  })

  test('of a moment is not worth a word', async () => {
    const shop = await stocked(1)
    await shop.router.switchOff()
    await shop.poll()
    shop.clock.pass({ seconds: 20 })
    await shop.router.switchOn()
    await shop.poll()
    shop.clock.pass({ minutes: 5 })
    await shop.poll()
    expect(await shop.notices('router.down')).toEqual([])
    expect(await shop.notices('router.back')).toEqual([])
  })

  test('of one router does not keep another from being looked at', async () => {
    const shop = await stocked(1)
    await shop.router.switchOff()
    await shop.deps.db.updateTable('routers').set({ polled_at: null }).execute()
    const rounds = [pollRouters(shop.deps), pollRouters(shop.deps)]
    await Promise.all(rounds)
    const row = await shop.deps.db.selectFrom('routers').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ reachable: false })
    expect(row.down_since).toEqual(shop.clock.now())
  })

  test('by a changed password is a refusal, told once, not an outage', async () => {
    const shop = await stocked(1)
    const secret = shop.deps.secrets.seal('salah')
    await shop.deps.db.updateTable('routers').set({ secret }).execute()
    shop.deps.routers.forget(shop.routerId)
    for (let look = 0; look < 3; look += 1) {
      shop.clock.pass({ minutes: 2 })
      await shop.poll()
    }
    expect(await shop.notices('router.refused')).toMatchObject([{ name: 'pusat', problem: 'auth' }])
    expect(await shop.notices('router.down')).toEqual([])
  })
})

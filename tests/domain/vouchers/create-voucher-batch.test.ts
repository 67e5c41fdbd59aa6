import { describe, expect, test } from 'vitest'
import { syncRouter } from '../../../src/domain/routers/sync-router.ts'
import { withdrawBatch } from '../../../src/domain/vouchers/withdraw-batch.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

const SYMBOLS = 'ACDEFHJKMNPRTUVWXY23456789'

describe('a batch of vouchers', () => {
  test('is ready when every code is in the books and on the router', async () => {
    const shop = await hotspotShop()
    const { number } = await shop.makeBatch(25)
    expect((await shop.batch()).state).toBe('pending')

    await shop.work()

    expect(await shop.batch()).toMatchObject({ state: 'ready', number })
    const codes = await shop.codes()
    expect(codes).toHaveLength(25)
    expect(shop.namesOnRouter()).toEqual(codes)
    const [user] = shop.router.users()
    expect(user).toMatchObject({
      profileName: 'harian',
      limitUptimeMs: 3 * 3600_000,
      comment: 'VOUCHER_SYSTEM|NULL|NULL|NULL|2026-11-02|Siti',
    })
    expect(user?.password).toBe(user?.name)
    expect(await shop.notices('batch.ready')).toMatchObject([{ number, quantity: 25 }])
  })

  test('has codes without look-alikes, in the style of its package', async () => {
    const shop = await hotspotShop({ terms: { code_prefix: 'HR', code_length: 10 } })
    await shop.makeBatch(50)
    for (const code of await shop.codes()) expect(code).toMatch(/^HR[ACDEFHJKMNPRTUVWXY2-9]{10}$/)
  })

  test('is numbered by month', async () => {
    const shop = await hotspotShop({ start: '2026-11-30T23:30:00+07:00' })
    expect((await shop.makeBatch(1)).number).toBe('BATCH-202611-001')
    expect((await shop.makeBatch(1)).number).toBe('BATCH-202611-002')
    shop.clock.pass({ hours: 1 })
    expect((await shop.makeBatch(1)).number).toBe('BATCH-202612-001')
  })

  test('of none, of too many, or of guessable codes is refused, and nothing is written', async () => {
    const shop = await hotspotShop()
    await shop.sell('pendek', { code_length: 6, code_alphabet: 'digits' })
    await expect(async () => shop.makeBatch(0)).rejects.toMatchObject({ code: 'batch.size' })
    await expect(async () => shop.makeBatch(10_001)).rejects.toMatchObject({ code: 'batch.size' })
    await expect(shop.makeBatch(500, { package: 'pendek' })).rejects.toMatchObject({
      code: 'voucher.code_space',
    })
    await expect(shop.makeBatch(1, { package: 'emas' })).rejects.toMatchObject({
      code: 'package.unknown',
      details: { offered: ['harian', 'pendek'] },
    })
    expect(await shop.vouchers()).toEqual([])
  })

  test('of ten thousand is written down in moments, and comes to the router whole', async () => {
    const shop = await hotspotShop()
    const began = performance.now()
    await shop.makeBatch(10_000)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(new Set(await shop.codes()).size).toBe(10_000)

    await syncRouter(shop.deps, { routerId: shop.routerId })
    expect((await shop.batch()).state).toBe('ready')
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
  })

  test('that takes long shows how far it is, in one message that is edited', async () => {
    const shop = await hotspotShop({ simulator: { serialWorkMs: 8 } })
    const { batchId } = await shop.makeBatch(400)
    await syncRouter(shop.deps, { routerId: shop.routerId })
    const progress = await shop.notices('batch.progress')
    expect(progress.length).toBeGreaterThanOrEqual(1)
    expect(progress.length).toBeLessThanOrEqual(3)
    for (const { done, quantity } of progress) {
      expect(done).toBeGreaterThan(0)
      expect(done).toBeLessThanOrEqual(quantity)
    }
    const rows = await shop.deps.db.selectFrom('outbox').select('slot').distinct().execute()
    expect(rows).toEqual([{ slot: `batch:${batchId}` }])
  })

  test('draws a code again that is taken', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(1)
    const [taken] = await shop.codes()
    let draws = 0
    const fair = shop.deps.draw
    // The dice show the code that exists, once, and then go on fairly.
    const shown = Array.from(taken ?? '', (symbol) => SYMBOLS.indexOf(symbol))
    shop.deps.draw = (below) => shown[draws++] ?? fair(below)

    await shop.makeBatch(1)
    expect(draws).toBe(16)
    expect(new Set(await shop.codes()).size).toBe(2)
  })

  test('gets another code where a stranger on the router has that name already', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(5)
    const [clashing] = await shop.codes()
    shop.router.seedUsers([{ name: clashing ?? '', password: 'punya-pak-rt', comment: '' }])

    await shop.work()

    expect((await shop.batch()).state).toBe('ready')
    const codes = await shop.codes()
    expect(codes).toHaveLength(5)
    expect(codes).not.toContain(clashing)
    expect(shop.namesOnRouter()).toEqual(
      [...codes, clashing ?? ''].toSorted((a, b) => (a < b ? -1 : 1)),
    )
    expect(shop.router.users().find(({ name }) => name === clashing)).toMatchObject({
      password: 'punya-pak-rt',
      comment: '',
    })
  })

  test('waits while the router is away, says so once, and completes by itself', async () => {
    const shop = await hotspotShop()
    await shop.router.switchOff()
    const { batchId, number } = await shop.makeBatch(10)
    await shop.work()
    await shop.poll()
    await shop.poll()
    expect((await shop.batch()).state).toBe('pending')
    expect(await shop.notices('batch.waiting')).toMatchObject([
      { batchId, number, router: 'pusat', problem: 'unreachable', to: shop.siti.conversationId },
    ])
    expect(await shop.notices('batch.ready')).toEqual([])

    await shop.router.switchOn()
    await shop.poll()
    expect((await shop.batch()).state).toBe('ready')
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
  })

  test('comes whole over a connection that breaks again and again', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(200)
    for (const dropWith of ['rst', 'fin', 'fatal'] as const) {
      // It dies under the work, and will not have us back for a while.
      shop.router.setFaults({ dropAfter: 35, dropWith, accept: 'close' })
      await shop.poll()
      shop.router.clearFaults()
      await shop.deps.routers.activeSessions(await shop.target(), 'hotspot')
    }
    expect((await shop.batch()).state).toBe('pending')
    expect(shop.namesOnRouter().length).toBeGreaterThan(30)

    shop.router.clearFaults()
    await shop.poll()
    expect((await shop.batch()).state).toBe('ready')
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
  })

  test('that is withdrawn half way leaves nothing on either side', async () => {
    const shop = await hotspotShop()
    const { batchId } = await shop.makeBatch(100)
    shop.router.setFaults({ dropAfter: 35, accept: 'close' })
    await shop.poll()
    expect(shop.namesOnRouter().length).toBeGreaterThan(10)

    await withdrawBatch(shop.deps, { batchId, reason: 'asked', by: shop.siti.id })
    expect(await shop.vouchers()).toEqual([])
    shop.router.clearFaults()
    await shop.work()

    expect(shop.namesOnRouter()).toEqual([])
    expect(await shop.deps.db.selectFrom('router_users').selectAll().execute()).toEqual([])
    expect((await shop.batch()).state).toBe('withdrawn')
    expect(await shop.notices('batch.file')).toEqual([])
    await expect(
      withdrawBatch(shop.deps, { batchId, reason: 'asked', by: shop.siti.id }),
    ).rejects.toMatchObject({ code: 'batch.not_pending' })
  })

  test('is withdrawn with the reason when the router has lost its profile', async () => {
    const shop = await hotspotShop()
    await shop.router.reset({ profilesToo: true })
    const { number } = await shop.makeBatch(3)
    await shop.work()
    await shop.poll()
    expect(await shop.notices('batch.withdrawn')).toMatchObject([{ number, reason: 'bad_profile' }])
    expect(await shop.vouchers()).toEqual([])
    expect(shop.namesOnRouter()).toEqual([])
  })

  test('is brought to the router once, though two bring it at the same time', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(60)
    const before = shop.router.commandCount('/ip/hotspot/user/add')
    const runs = Array.from({ length: 4 }, () => syncRouter(shop.deps, { routerId: shop.routerId }))
    await Promise.all(runs)
    expect((await shop.batch()).state).toBe('ready')
    expect(shop.router.commandCount('/ip/hotspot/user/add') - before).toBe(60)
  })
})

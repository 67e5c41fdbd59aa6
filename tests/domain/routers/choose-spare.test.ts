import { describe, expect, test } from 'vitest'
import { deliverOrder } from '../../../src/domain/vouchers/deliver-order.ts'
import { deliverPaidOrders } from '../../../src/domain/vouchers/deliver-paid-orders.ts'
import { maintainRouter } from '../../../src/domain/routers/maintain-router.ts'
import { syncRouter } from '../../../src/domain/routers/sync-router.ts'
import { twoRouters } from '../../support/two-routers.ts'

describe('a paid voucher whose router went away before it was made', () => {
  test('is made on the spare after two minutes, and leaves nothing behind', async () => {
    const shop = await twoRouters()
    await shop.router.switchOff()
    const budi = await shop.customer('Budi')
    const orderId = await shop.buy(budi)
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    shop.clock.pass({ seconds: 90 })
    await shop.pollBoth()
    await deliverPaidOrders(shop.deps)
    await shop.work()
    expect(await shop.notices('voucher.delivered')).toEqual([])

    shop.clock.pass({ seconds: 60 })
    await deliverPaidOrders(shop.deps)
    await shop.work()
    const delivered = await shop.notices('voucher.delivered')
    expect(delivered).toMatchObject([{ orderId, to: budi.conversationId }])
    expect(shop.namesOnSpare()).toEqual([delivered[0]?.codes[0]?.code])

    await shop.router.switchOn()
    await shop.pollBoth()
    expect(shop.namesOnRouter()).toEqual([])
    expect(await shop.notices('voucher.delivered')).toHaveLength(1)
    expect(await shop.codes()).toHaveLength(1)
  })

  test('is delivered once, though the router comes back at that very moment', async () => {
    const shop = await twoRouters()
    await shop.router.switchOff()
    const orderId = await shop.buy(await shop.customer('Budi'), 3)
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    await shop.pollBoth()
    shop.clock.pass({ minutes: 3 })
    await shop.router.switchOn()
    await Promise.all([
      syncRouter(shop.deps, { routerId: shop.routerId }),
      deliverPaidOrders(shop.deps),
      deliverOrder(shop.deps, { orderId }),
    ])
    await shop.work()
    await shop.pollBoth()

    const delivered = await shop.notices('voucher.delivered')
    expect(delivered).toHaveLength(1)
    const codes = delivered[0]?.codes.map(({ code }) => code).toSorted()
    expect(await shop.codes()).toEqual(codes)
    expect([...shop.namesOnRouter(), ...shop.namesOnSpare()].toSorted()).toEqual(codes)
  })

  test('waits for its router when that is the only one, and everybody knows', async () => {
    const shop = await twoRouters()
    await shop.spare.stop()
    await shop.router.switchOff()
    const orderId = await shop.buy(await shop.customer('Budi'))
    await deliverOrder(shop.deps, { orderId })
    await shop.pollBoth()
    shop.clock.pass({ minutes: 5 })
    await shop.pollBoth()
    await deliverPaidOrders(shop.deps)
    await shop.work()
    expect(await shop.notices('order.waiting_for_router.staff')).toHaveLength(1)
    await shop.router.switchOn()
    await shop.pollBoth()
    expect(await shop.notices('voucher.delivered')).toMatchObject([{ orderId }])
  })

  test('does not wait for a router somebody works on', async () => {
    const shop = await twoRouters()
    await shop.router.switchOff()
    const orderId = await shop.buy(await shop.customer('Budi'))
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    await maintainRouter(shop.deps, { name: 'pusat', until: null, by: shop.siti })
    await shop.work()
    expect(await shop.notices('voucher.delivered')).toMatchObject([{ orderId }])
    expect(shop.namesOnSpare()).toHaveLength(1)
  })
})

describe('stock on a router that has been away for long', () => {
  test('stays there while another one works', async () => {
    const shop = await twoRouters()
    await shop.makeBatch(2, { forStock: true })
    await shop.work()
    const stock = await shop.codes()
    await shop.router.switchOff()
    await shop.pollBoth()
    shop.clock.pass({ minutes: 3 })
    const orderId = await shop.buy(await shop.customer('Budi'))
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    const [delivered] = await shop.notices('voucher.delivered')
    expect(shop.namesOnSpare()).toEqual([delivered?.codes[0]?.code])
    expect(stock).not.toContain(delivered?.codes[0]?.code)
  })
})

test('new vouchers of a package that is spread go where fewest are', async () => {
  const shop = await twoRouters({ terms: { spread: true } })
  const routersOf = async () =>
    (
      await shop.deps.db.selectFrom('voucher_batches').select('router_id').orderBy('id').execute()
    ).map(({ router_id: id }) => (id === shop.spareId ? 'cabang' : 'pusat'))
  for (const quantity of [5, 2, 2, 4]) await shop.makeBatch(quantity)
  expect(await routersOf()).toEqual(['pusat', 'cabang', 'cabang', 'cabang'])
  await shop.makeBatch(1)
  expect((await routersOf()).at(-1)).toBe('pusat')
})

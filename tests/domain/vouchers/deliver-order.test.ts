import { describe, expect, test } from 'vitest'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import { deliverOrder } from '../../../src/domain/vouchers/deliver-order.ts'
import { deliverPaidOrders } from '../../../src/domain/vouchers/deliver-paid-orders.ts'
import { takeBackRefunded } from '../../../src/domain/vouchers/take-back-refunded.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'
import { LOGIN_URL } from '../../support/world.ts'

describe('a paid voucher', () => {
  test('comes from stock at once, with a QR of the login page, and only once', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(3, { forStock: true })
    await shop.work()
    const budi = await shop.customer('Budi')
    const orderId = await shop.buy(budi)
    const adds = shop.router.commandCount('/ip/hotspot/user/add')

    await deliverOrder(shop.deps, { orderId })
    await deliverOrder(shop.deps, { orderId })

    expect(await shop.order(orderId)).toMatchObject({ state: 'delivered' })
    const delivered = await shop.notices('voucher.delivered')
    expect(delivered).toMatchObject([
      { to: budi.conversationId, package: 'Harian', loginUrl: LOGIN_URL, onlineSeconds: 10_800 },
    ])
    const [{ codes, file } = { codes: [], file: undefined }] = delivered
    const sold = (await shop.vouchers()).filter(({ state }) => state === 'sold')
    expect(sold).toMatchObject([{ code: codes[0]?.code, order_id: orderId }])
    expect(sold[0]?.sold_at).toEqual(shop.clock.now())
    const picture = await shop.deps.files.get(file?.key ?? '')
    expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG')
    expect(shop.router.commandCount('/ip/hotspot/user/add')).toBe(adds)
  })

  test('is made for its buyer when there is none in stock', async () => {
    const shop = await hotspotShop()
    const budi = await shop.customer('Budi')
    const orderId = await shop.buy(budi, 3)

    await deliverOrder(shop.deps, { orderId })
    expect(await shop.notices('voucher.delivered')).toEqual([])
    await shop.work()

    const [delivered] = await shop.notices('voucher.delivered')
    expect(delivered?.codes).toHaveLength(3)
    expect(delivered?.file).toMatchObject({ mime: 'application/pdf' })
    expect(shop.namesOnRouter()).toEqual(await shop.codes())
    // Nobody watches such a batch and nobody prints it.
    expect(await shop.notices('batch.ready')).toEqual([])
    expect(await shop.notices('batch.file')).toEqual([])
  })

  test('is never one that was printed', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(5)
    await shop.work()
    const printed = await shop.codes()
    const orderId = await shop.buy(await shop.customer())
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    const [delivered] = await shop.notices('voucher.delivered')
    expect(printed).not.toContain(delivered?.codes[0]?.code)
  })

  test('goes to each of two buyers, though one is left in stock', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(1, { forStock: true })
    await shop.work()
    const orders = [
      await shop.buy(await shop.customer('Ani')),
      await shop.buy(await shop.customer('Budi')),
    ]
    await Promise.all(orders.map((orderId) => deliverOrder(shop.deps, { orderId })))
    await shop.work()

    const delivered = await shop.notices('voucher.delivered')
    expect(delivered).toHaveLength(2)
    expect(new Set(delivered.map(({ codes }) => codes[0]?.code)).size).toBe(2)
    expect(new Set(delivered.map(({ to }) => to)).size).toBe(2)
  })

  test('waits for a router that is away; buyer and team are told once, and it comes by itself', async () => {
    const shop = await hotspotShop()
    await shop.router.switchOff()
    const budi = await shop.customer('Budi')
    const orderId = await shop.buy(budi)
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    await shop.poll()
    await deliverPaidOrders(shop.deps)

    expect(await shop.notices('order.waiting_for_router')).toMatchObject([
      { orderId, to: budi.conversationId },
    ])
    expect(await shop.notices('order.waiting_for_router.staff')).toMatchObject([
      { orderId, router: 'pusat', customer: 'Budi', to: shop.siti.conversationId },
    ])
    expect(await shop.notices('voucher.delivered')).toEqual([])

    await shop.router.switchOn()
    await shop.poll()
    await shop.work()
    expect(await shop.notices('voucher.delivered')).toHaveLength(1)
    expect(await shop.order(orderId)).toMatchObject({ state: 'delivered' })
  })

  test('that the router refuses is tried again until it can be delivered', async () => {
    const shop = await hotspotShop()
    const asItWas = shop.router.snapshot()
    await shop.router.reset({ profilesToo: true })
    const orderId = await shop.buy(await shop.customer('Budi'))
    await deliverOrder(shop.deps, { orderId })
    await shop.work()
    await deliverPaidOrders(shop.deps)
    expect(await shop.notices('order.waiting_for_router.staff')).toMatchObject([
      { orderId, problem: 'bad_profile' },
    ])
    expect(shop.namesOnRouter()).toEqual([])

    shop.router.restore(asItWas)
    await deliverPaidOrders(shop.deps)
    await shop.work()
    expect(await shop.notices('voucher.delivered')).toEqual([])
    shop.clock.pass({ minutes: 6 })
    await deliverPaidOrders(shop.deps)
    await shop.work()
    expect(await shop.notices('voucher.delivered')).toHaveLength(1)
  })

  test('of a package without a router is told to the team, and not forgotten', async () => {
    const shop = await hotspotShop()
    const orderId = await shop.buy(await shop.customer('Budi'))
    await shop.deps.db.deleteFrom('package_routers').execute()
    await deliverOrder(shop.deps, { orderId })
    await deliverOrder(shop.deps, { orderId })
    expect(await shop.notices('order.waiting_for_router.staff')).toMatchObject([
      { orderId, router: '', problem: 'package.no_router' },
    ])
    expect(await shop.order(orderId)).toMatchObject({ state: 'paid' })
  })

  test('is taken back with the money, whether handed over or still in the making', async () => {
    const shop = await hotspotShop()
    const handedOver = await shop.buy(await shop.customer('Ani'))
    await deliverOrder(shop.deps, { orderId: handedOver })
    await shop.work()
    await shop.router.switchOff()
    const inTheMaking = await shop.buy(await shop.customer('Budi'))
    await deliverOrder(shop.deps, { orderId: inTheMaking })
    await shop.work()
    const by = shop.siti.id
    for (const orderId of [handedOver, inTheMaking]) {
      await refundOrder(shop.deps, { orderId, by, reason: 'router rusak' })
    }
    await takeBackRefunded(shop.deps)
    await shop.router.switchOn()
    await shop.poll()
    await shop.work()

    expect(shop.namesOnRouter()).toEqual([])
    expect(await shop.vouchers()).toMatchObject([{ state: 'revoked', order_id: handedOver }])
    expect(await shop.notices('voucher.delivered')).toHaveLength(1)
  })
})

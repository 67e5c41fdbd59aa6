import { expect, test } from 'vitest'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import { makeReport } from '../../../src/domain/reports/make-report.ts'
import { setPrice } from '../../../src/domain/resellers/set-price.ts'
import { deliverPaidOrders } from '../../../src/domain/vouchers/deliver-paid-orders.ts'
import { takeBackRefunded } from '../../../src/domain/vouchers/take-back-refunded.ts'
import { trade } from './trade.ts'

test('a sale takes its price from the deposit, keeps the commission, and hands the code to the reseller', async () => {
  const shop = await trade()
  await shop.putDown(100_000)
  const sold = await shop.sell({ quantity: 2 })
  expect(sold).toMatchObject({
    kind: 'sold',
    amountRupiah: 8_000,
    retailRupiah: 10_000,
    depositRupiah: 92_000,
    receiptNumber: expect.stringMatching(/^KW\//),
  })
  expect([await shop.deposit(), await shop.revenue()]).toEqual([92_000, 8_000])

  await shop.work()
  expect(await shop.resales()).toMatchObject([{ state: 'delivered', retail_rupiah: 10_000 }])
  const delivered = await shop.notices('voucher.delivered')
  // The words can be passed on as they are: the receipt is between him and us.
  expect(delivered).toMatchObject([{ to: shop.berkah.conversationId, receiptNumber: '' }])
  expect(delivered[0]?.codes).toHaveLength(2)
  const { topPackages, billedRupiah, receivedRupiah } = await makeReport(shop.deps, 'today')
  expect(topPackages).toMatchObject([{ sold: 2, rupiah: billedRupiah }])
  // What a deposit pays for came in when it was put down.
  expect(receivedRupiah).toBe(100_000)
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

test('twenty phones that sell at once from money for one sell one', async () => {
  const shop = await trade()
  await shop.deps.db.insertInto('resellers').values(knownSince(shop)).execute()
  await shop.putDown(10_000)
  await shop.sell()
  // 6,000 are left: enough for one, and not for two.
  const sales = await Promise.all(Array.from({ length: 20 }, () => shop.sell()))
  expect(sales.filter(({ kind }) => kind === 'sold')).toHaveLength(1)
  expect(sales.filter(({ kind }) => kind === 'short')).toHaveLength(19)
  expect(await shop.deposit()).toBe(2_000)
  expect(await shop.resales()).toHaveLength(2)
  const receipts = (await shop.resales()).map(({ receipt_number: number }) => number)
  expect(new Set(receipts).size).toBe(2)
})

test('sales, top-ups and refunds that cross each other end as one after the other would', async () => {
  const shop = await trade()
  await shop.putDown(20_000)
  const first = await shop.sell()
  const orderId = first.kind === 'sold' ? first.orderId : 0
  const links = [await shop.topUp(10_000), await shop.topUp(11_000)]
  await Promise.all([
    ...Array.from({ length: 4 }, () => shop.sell()),
    ...links.map(({ url, amountRupiah }) => shop.pay(url, amountRupiah)),
    refundOrder(shop.deps, { orderId, by: shop.siti.id, reason: 'salah jual' }),
    shop.putDown(12_000),
  ])
  expect(await shop.deposit()).toBe(20_000 + 10_000 + 11_000 + 12_000 - 4 * 4_000)
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

test('his own price holds before that of resellers, and that before the price of the shop', async () => {
  const shop = await trade()
  const ani = await shop.staff('reseller', 'Ani')
  await shop.putDown(50_000)
  await shop.putDown(50_000, ani)
  const price = { package: 'harian', by: shop.siti.id }
  await setPrice(shop.deps, { ...price, personId: shop.berkah.id, priceRupiah: 3_500 })
  expect(await shop.sell()).toMatchObject({ amountRupiah: 3_500, retailRupiah: 5_000 })
  expect(await shop.sell({ who: ani })).toMatchObject({ amountRupiah: 4_000 })
  await setPrice(shop.deps, { ...price, personId: null, priceRupiah: null })
  expect(await shop.sell({ who: ani })).toMatchObject({ amountRupiah: 5_000, retailRupiah: 5_000 })
  expect(await shop.audits('reseller.price_set')).toMatchObject([
    { before: { priceRupiah: null }, after: { package: 'harian', priceRupiah: 3_500 } },
  ])
  expect(await shop.audits('package.reseller_price_set')).toMatchObject([
    { before: { priceRupiah: 4_000 }, after: { priceRupiah: null } },
  ])
})

test('a sale while the router is away is told and delivered later, and one refunded fills the deposit again', async () => {
  const shop = await trade()
  await shop.putDown(20_000)
  await shop.router.switchOff()
  await shop.sell()
  const second = await shop.sell()
  await shop.work()
  await shop.poll()
  await deliverPaidOrders(shop.deps)
  expect(await shop.notices('order.waiting_for_router')).toHaveLength(2)
  expect(await shop.notices('order.waiting_for_router.staff')).toMatchObject([
    { customer: 'Toko Berkah' },
    {},
  ])

  const orderId = second.kind === 'sold' ? second.orderId : 0
  await refundOrder(shop.deps, { orderId, by: shop.siti.id, reason: 'router mati' })
  await takeBackRefunded(shop.deps)
  expect([await shop.deposit(), await shop.wallet()]).toEqual([16_000, 0])
  expect(await shop.notices('reseller.refunded')).toMatchObject([{ depositRupiah: 16_000 }])
  expect(await shop.notices('payment.refunded')).toEqual([])

  await shop.router.switchOn()
  await shop.poll()
  await shop.work()
  expect(await shop.notices('voucher.delivered')).toHaveLength(1)
  expect(shop.namesOnRouter()).toHaveLength(1)
})

test('a buyer who wrote to us today gets the code too; for any other it is passed on by the reseller', async () => {
  const shop = await trade()
  await shop.putDown(20_000)
  const { id: accountId } = await shop.deps.db
    .insertInto('channel_accounts')
    .values({ channel: 'cloud', name: 'main' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: chat } = await shop.deps.db
    .insertInto('conversations')
    .values({ account_id: accountId, chat: '6281234567890', last_inbound_at: shop.deps.now() })
    .returning('id')
    .executeTakeFirstOrThrow()

  await shop.sell({ buyerPhone: '+6281234567890' })
  await shop.work()
  expect((await shop.notices('voucher.delivered')).map(({ to }) => to)).toEqual([
    chat,
    shop.berkah.conversationId,
  ])

  shop.clock.pass({ hours: 25 })
  await shop.sell({ buyerPhone: '+6281234567890' })
  await shop.sell({ buyerPhone: '+6281299998888' })
  await shop.work()
  expect((await shop.notices('reseller.passed_on')).map(({ sent }) => sent)).toEqual([
    true,
    false,
    false,
  ])
  expect(await shop.notices('voucher.delivered')).toHaveLength(4)
})

test('a deposit that gets low is told once, and again only after it was enough', async () => {
  const shop = await trade()
  await shop.putDown(56_000)
  for (let sales = 0; sales < 4; sales += 1) await shop.sell()
  expect(await shop.notices('reseller.low')).toMatchObject([
    { to: shop.berkah.conversationId, depositRupiah: 48_000, lowRupiah: 50_000 },
  ])
  await shop.putDown(10_000)
  expect(await shop.notices('reseller.low')).toHaveLength(1)
  await shop.sell()
  await shop.sell()
  await shop.sell()
  expect(await shop.notices('reseller.low')).toHaveLength(2)
})

function knownSince({ berkah, deps }: Awaited<ReturnType<typeof trade>>) {
  return { person_id: berkah.id, created_at: deps.now() }
}

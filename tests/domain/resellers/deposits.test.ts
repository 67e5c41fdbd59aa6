import { expect, test } from 'vitest'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { expireOrders } from '../../../src/domain/payments/expire-orders.ts'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import { makeReport } from '../../../src/domain/reports/make-report.ts'
import { addReseller } from '../../../src/domain/resellers/add-reseller.ts'
import { trade } from './trade.ts'

test('a top-up that is paid by its link is in the deposit at once, with a receipt and no voucher', async () => {
  const shop = await trade()
  const { orderId, url } = await shop.topUp(200_000)
  expect(await shop.topUp(200_000)).toMatchObject({ orderId, url })

  expect(await shop.pay(url, 200_000)).toEqual({ kind: 'recorded' })

  const order = await shop.order(orderId)
  expect(order).toMatchObject({ kind: 'deposit', state: 'delivered', applied_rupiah: 200_000 })
  expect([await shop.deposit(), await shop.revenue(), await shop.wallet()]).toEqual([200_000, 0, 0])
  expect(await shop.notices('reseller.deposited')).toEqual([
    {
      to: shop.berkah.conversationId,
      amountRupiah: 200_000,
      depositRupiah: 200_000,
      method: expect.any(String),
      receiptNumber: order.receipt_number,
      openRupiah: 0,
    },
  ])
  expect(await shop.notices('reseller.deposited.staff')).toMatchObject([
    { to: shop.siti.conversationId, reseller: 'Toko Berkah', depositRupiah: 200_000 },
  ])
  await shop.work()
  expect(await shop.vouchers()).toEqual([])
  expect(await makeReport(shop.deps, 'today')).toMatchObject({
    receivedRupiah: 200_000,
    billedRupiah: 0,
    orders: 0,
  })
})

test('whatever comes for a top-up is there to sell from: too little, too late and too much', async () => {
  const shop = await trade()
  const { orderId, url } = await shop.topUp(100_000)
  await shop.pay(url, 60_000)
  expect(await shop.deposit()).toBe(60_000)
  expect(await shop.notices('reseller.deposited')).toMatchObject([
    { openRupiah: 40_000, receiptNumber: null },
  ])

  await shop.pay(url, 41_000)
  expect(await shop.deposit()).toBe(101_000)
  expect(await shop.order(orderId)).toMatchObject({ state: 'delivered' })

  const late = await shop.topUp(50_000)
  await shop.pay(late.url, 20_000)
  shop.clock.pass({ hours: 25 })
  expect(await expireOrders(shop.deps)).toBe(1)
  expect(await shop.deposit()).toBe(121_000)
  expect(await shop.wallet()).toBe(0)
  expect(await shop.notices('order.expired')).toEqual([])
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

test('a top-up of next to nothing, or of a fortune, is refused', async () => {
  const shop = await trade()
  await expect(shop.topUp(9_999)).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(shop.topUp(50_000_001)).rejects.toMatchObject({ code: 'input.invalid' })
})

test('cash that an admin takes has a receipt, a payment and an audit, and is told', async () => {
  const shop = await trade()
  const taken = await shop.putDown(150_000)
  expect(taken).toMatchObject({ depositRupiah: 150_000, receiptNumber: expect.any(String) })
  expect(await shop.notices('reseller.deposited')).toMatchObject([
    { to: shop.berkah.conversationId, method: 'cash', depositRupiah: 150_000 },
  ])
  const payments = await shop.deps.db.selectFrom('payments').selectAll().execute()
  expect(payments).toMatchObject([
    { gateway: 'cash', amount_rupiah: 150_000, applied_rupiah: 150_000, by_person: shop.siti.id },
  ])
  expect(await shop.audits('reseller.deposit_taken')).toMatchObject([
    { person_id: shop.siti.id, before: { depositRupiah: 0 }, after: { depositRupiah: 150_000 } },
  ])
})

test('who never wrote has no chat for his receipt, and it does not go to whoever took his money', async () => {
  const shop = await trade()
  const { personId } = await addReseller(shop.deps, {
    who: '+6281234500001',
    name: 'Toko Makmur',
    by: shop.siti.id,
  })
  await shop.putDown(50_000, { ...shop.berkah, id: personId })
  expect(await shop.notices('reseller.deposited')).toEqual([])
  expect(await shop.notices('reseller.deposited.staff')).toHaveLength(1)
})

test('a top-up can be taken back while it has not been sold from, and not after', async () => {
  const shop = await trade()
  const { orderId, url } = await shop.topUp(100_000)
  await shop.pay(url, 100_000)
  const back = { orderId, by: shop.siti.id, reason: 'salah transfer' }
  await shop.sell()
  await expect(refundOrder(shop.deps, back)).rejects.toMatchObject({ code: 'ledger.insufficient' })
  await shop.putDown(10_000)
  await refundOrder(shop.deps, back)
  expect([await shop.deposit(), await shop.wallet()]).toEqual([6_000, 100_000])
})

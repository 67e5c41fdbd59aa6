import { beforeEach, expect, test } from 'vitest'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { balancesOf } from '../../../src/domain/billing/balances.ts'
import { draftInvoice, issueDraft } from '../../../src/domain/billing/draft-invoice.ts'
import { expireOrders } from '../../../src/domain/payments/expire-orders.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

let shop: PaymentShop
let budi: Somebody
let by: number
beforeEach(async () => {
  shop = await openShop({
    gateways: [createSandbox({ baseUrl: 'http://127.0.0.1:9', secret: 'secret' })],
  })
  budi = await shop.customer()
  by = (await shop.staff('owner')).id
  const lines = [{ text: 'Biaya pemasangan', amountRupiah: 40_000 }]
  const bill = { personId: budi.id, lines, dueOn: '2026-12-01', by }
  await issueDraft(shop.deps, { ...(await draftInvoice(shop.deps, bill)), by })
})

/** Budi pays so much for a voucher of 10,000. */
async function pay(amountRupiah: number) {
  const { orderId, token } = await shop.order(10_000, { customer: budi })
  const { chargeId } = await shop.choose(token, 'sandbox')
  const paidAt = shop.deps.now()
  await recordPayment(shop.deps, { chargeId, amountRupiah, providerReference: 'SB1', paidAt })
  return orderId
}

async function standing() {
  await shop.effects.idle()
  const { customerWalletRupiah, owedRupiah } = await balancesOf(shop.deps, budi.id)
  return [customerWalletRupiah, owedRupiah]
}

test('too much for a voucher pays the bill that is open', async () => {
  await pay(55_000)
  expect(await standing()).toEqual([5_000, 0])
  expect(await shop.notices('invoice.balance_applied')).toHaveLength(1)
})

test('what came in part for an order that expired pays the bill that is open', async () => {
  await pay(4_000)
  shop.clock.pass({ days: 2 })
  await expireOrders(shop.deps)
  expect(await standing()).toEqual([0, 36_000])
})

test('a voucher that is refunded pays the bill that is open', async () => {
  const orderId = await pay(10_000)
  await refundOrder(shop.deps, { orderId, by, reason: 'router rusak' })
  expect(await standing()).toEqual([0, 30_000])
})

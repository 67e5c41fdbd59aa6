import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { inTransaction } from '../../../src/domain/in-transaction.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { expireOrders } from '../../../src/domain/payments/expire-orders.ts'
import { divide } from '../../../src/domain/payments/payment.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

let shop: PaymentShop
beforeAll(async () => {
  shop = await openShop({
    gateways: [createSandbox({ baseUrl: 'http://127.0.0.1:9', secret: 'secret' })],
  })
})

let arrivals = 0
/** Certain money for a charge of this order. */
async function arrive(token: string, amountRupiah: number, method = 'sandbox') {
  const { chargeId } = await shop.choose(token, method)
  const arrival = {
    chargeId,
    amountRupiah,
    providerReference: `SB${(arrivals += 1)}`,
    paidAt: shop.deps.now(),
  }
  return { arrival, ...(await recordPayment(shop.deps, arrival)) }
}

const to =
  (conversationId: number) =>
  (notice: { to: number }): boolean =>
    notice.to === conversationId

describe('money that arrives', () => {
  test('in full pays the order: receipt, delivery, and word to customer and staff', async () => {
    const staff = await shop.staff()
    const revenue = await shop.revenue()
    const { orderId, token, customer } = await shop.order(5_000)

    await arrive(token, 5_000)

    const order = await shop.orderRow(orderId)
    expect(order).toMatchObject({ state: 'paid', applied_rupiah: 5_000 })
    expect(order.receipt_number).toMatch(/^KW\/2026\/11\/\d{6}$/)
    expect(await shop.payments(orderId)).toMatchObject([
      { gateway: 'sandbox', amount_rupiah: 5_000, applied_rupiah: 5_000, surplus_rupiah: 0 },
    ])
    expect((await shop.revenue()) - revenue).toBe(5_000)
    expect(await shop.effectsOf('order.deliver')).toContainEqual(
      expect.objectContaining({ key: `order.deliver:${orderId}`, payload: { orderId } }),
    )
    const received = await shop.notices('payment.received')
    expect(received.filter(to(customer.conversationId))).toEqual([
      {
        to: customer.conversationId,
        orderId,
        amountRupiah: 5_000,
        method: 'Sandbox',
        receiptNumber: order.receipt_number,
        uniqueCodeRupiah: 0,
      },
    ])
    expect((await shop.notices('payment.sold.staff')).filter(to(staff.conversationId))).toEqual([
      {
        to: staff.conversationId,
        customer: 'Budi',
        package: 'Harian',
        amountRupiah: 5_000,
        method: 'Sandbox',
      },
    ])
    expect(await showPayment(shop.deps, token)).toMatchObject({
      state: 'paid',
      receiptNumber: order.receipt_number,
      charge: null,
      methods: [],
    })
  })

  test('is credited once, however many say so at once', async () => {
    const { orderId, token, customer } = await shop.order(5_000)
    const { chargeId } = await shop.choose(token, 'sandbox')
    const revenue = await shop.revenue()

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        recordPayment(shop.deps, {
          chargeId,
          amountRupiah: 5_000,
          // Even where the gateway calls it by different names.
          providerReference: `race-${index % 3}`,
          paidAt: shop.deps.now(),
        }),
      ),
    )

    expect(answers.filter(({ kind }) => kind === 'recorded')).toHaveLength(1)
    expect((await shop.revenue()) - revenue).toBe(5_000)
    expect(await shop.wallet(customer)).toBe(0)
    expect(await shop.payments(orderId)).toHaveLength(1)
    const received = await shop.notices('payment.received')
    expect(received.filter(to(customer.conversationId))).toHaveLength(1)
  })

  test('in excess goes to the wallet, and it is said', async () => {
    const { token, customer } = await shop.order(5_000)
    await arrive(token, 7_500)
    expect(await shop.wallet(customer)).toBe(2_500)
    const surplus = await shop.notices('payment.surplus')
    expect(surplus.filter(to(customer.conversationId))).toEqual([
      { to: customer.conversationId, amountRupiah: 2_500, reason: 'over' },
    ])
  })

  test('short of the price leaves the rest open, and the rest completes it', async () => {
    const revenue = await shop.revenue()
    const { orderId, token, customer } = await shop.order(10_000)

    await arrive(token, 8_000)

    expect(await shop.orderRow(orderId)).toMatchObject({ state: 'open', applied_rupiah: 8_000 })
    expect(await shop.receivable(customer)).toBe(8_000)
    expect(await shop.revenue()).toBe(revenue)
    const short = await shop.notices('payment.short')
    expect(short.filter(to(customer.conversationId))).toEqual([
      { to: customer.conversationId, orderId, paidRupiah: 8_000, openRupiah: 2_000 },
    ])
    expect(await showPayment(shop.deps, token)).toMatchObject({
      paidRupiah: 8_000,
      openRupiah: 2_000,
      charge: null,
    })

    await arrive(token, 2_000)

    expect(await shop.orderRow(orderId)).toMatchObject({ state: 'paid', applied_rupiah: 10_000 })
    expect(await shop.receivable(customer)).toBe(0)
    expect((await shop.revenue()) - revenue).toBe(10_000)
    expect(await shop.wallet(customer)).toBe(0)
  })

  test('twice for one order goes to the wallet the second time', async () => {
    const { orderId, token, customer } = await shop.order(5_000)
    const { chargeId: other } = await shop.choose(token, 'sandbox-qris')
    await arrive(token, 5_000)

    await recordPayment(shop.deps, {
      chargeId: other,
      amountRupiah: 5_000,
      providerReference: `twice-${orderId}`,
      paidAt: shop.deps.now(),
    })

    expect(await shop.wallet(customer)).toBe(5_000)
    expect(await shop.notices('payment.surplus')).toContainEqual({
      to: customer.conversationId,
      amountRupiah: 5_000,
      reason: 'double',
    })
    expect(
      (await shop.effectsOf('order.deliver')).filter(
        ({ key }) => key === `order.deliver:${orderId}`,
      ),
    ).toHaveLength(1)
  })

  test('late still buys when it is enough, and is kept in the wallet when it is not', async () => {
    const enough = await shop.order(5_000)
    const tooLittle = await shop.order(5_000)
    const charges = await Promise.all(
      [enough, tooLittle].map(({ token }) => shop.choose(token, 'sandbox')),
    )
    shop.clock.pass({ hours: 25 })
    await expireOrders(shop.deps)

    for (const [place, amountRupiah] of [5_000, 3_000].entries()) {
      await recordPayment(shop.deps, {
        chargeId: charges[place]?.chargeId ?? 0,
        amountRupiah,
        providerReference: `late-${enough.orderId}-${place}`,
        paidAt: shop.deps.now(),
      })
    }

    expect(await shop.orderRow(enough.orderId)).toMatchObject({ state: 'paid' })
    expect(await shop.wallet(enough.customer)).toBe(0)
    expect(await shop.orderRow(tooLittle.orderId)).toMatchObject({ state: 'expired' })
    expect(await shop.wallet(tooLittle.customer)).toBe(3_000)
    expect(await shop.notices('payment.surplus')).toContainEqual({
      to: tooLittle.customer.conversationId,
      amountRupiah: 3_000,
      reason: 'late',
    })
  })
})

describe('an order whose time is over', () => {
  test('is closed once, said once, and gives back what came in part', async () => {
    const untouched = await shop.order(5_000)
    const half = await shop.order(10_000)
    const paid = await shop.order(5_000)
    await arrive(half.token, 4_000)
    await arrive(paid.token, 5_000)
    shop.clock.pass({ hours: 25 })

    const closed = await Promise.all([expireOrders(shop.deps), expireOrders(shop.deps)])

    expect(closed[0] + closed[1]).toBeGreaterThanOrEqual(2)
    expect((await shop.orderRow(untouched.orderId)).state).toBe('expired')
    expect((await shop.orderRow(paid.orderId)).state).toBe('paid')
    expect(await shop.orderRow(half.orderId)).toMatchObject({ state: 'expired', applied_rupiah: 0 })
    expect(await shop.wallet(half.customer)).toBe(4_000)
    expect(await shop.receivable(half.customer)).toBe(0)
    const expired = await shop.notices('order.expired')
    expect(expired.filter(to(half.customer.conversationId))).toEqual([
      { to: half.customer.conversationId, package: 'Harian', toWalletRupiah: 4_000 },
    ])
    expect(expired.filter(to(untouched.customer.conversationId))).toHaveLength(1)
    expect(expired.filter(to(paid.customer.conversationId))).toHaveLength(0)
  })
})

describe('a refund', () => {
  test('is the opposite transfer, once, with a reason and a name', async () => {
    const admin = await shop.staff('admin')
    const { orderId, token, customer } = await shop.order(5_000)
    await arrive(token, 5_000)
    const revenue = await shop.revenue()
    const ask = { orderId, by: admin.id, reason: 'router mati' }

    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => refundOrder(shop.deps, ask)),
    )

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await shop.orderRow(orderId)).toMatchObject({ state: 'refunded' })
    expect(await shop.wallet(customer)).toBe(5_000)
    expect((await shop.revenue()) - revenue).toBe(-5_000)
    const audit = await shop.deps.db
      .selectFrom('audit')
      .where('subject', '=', `order:${orderId}`)
      .selectAll()
      .execute()
    expect(audit).toMatchObject([
      { action: 'order.refunded', person_id: admin.id, after: { reason: 'router mati' } },
    ])
    expect(await shop.notices('payment.refunded')).toContainEqual({
      to: customer.conversationId,
      orderId,
      amountRupiah: 5_000,
    })
  })

  test('of what was not paid is refused, and so is one without a reason', async () => {
    const admin = await shop.staff('admin')
    const { orderId } = await shop.order(5_000)
    await expect(
      refundOrder(shop.deps, { orderId, by: admin.id, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'order.closed', details: { state: 'open' } })
    await expect(
      refundOrder(shop.deps, { orderId, by: admin.id, reason: '  ' }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

test('receipts of a month are numbered without gaps, also under a rush', async () => {
  // A month nobody else in this file has receipts of.
  const march = { ...shop.deps, now: () => new Date('2027-03-05T02:00:00Z') }
  const charges = []
  for (let count = 0; count < 18; count += 1) {
    const { token } = await shop.order(5_000)
    charges.push(await shop.choose(token, 'sandbox'))
  }
  await Promise.allSettled(
    charges.map(({ chargeId }, index) =>
      inTransaction(march, async (deps) => {
        await recordPayment(deps, {
          chargeId,
          amountRupiah: 5_000,
          providerReference: `rush-${index}`,
          paidAt: deps.now(),
        })
        // Every third is undone after its number was taken.
        if (index % 3 === 0) throw new Error('the power went out')
      }),
    ),
  )
  const orders = await shop.deps.db
    .selectFrom('orders')
    .where('receipt_number', 'like', 'KW/2027/03/%')
    .select('receipt_number')
    .execute()
  const numbers = orders
    .flatMap(({ receipt_number: number }) => (number === null ? [] : [number]))
    .toSorted()
  expect(numbers).toEqual(
    Array.from(
      { length: numbers.length },
      (_, index) => `KW/2027/03/${String(index + 1).padStart(6, '0')}`,
    ),
  )
  expect(numbers).toHaveLength(12)
})

test('whatever arrives is divided without losing or making a rupiah', () => {
  fc.assert(
    fc.property(
      fc
        .record({
          state: fc.constantFrom('open', 'paid', 'delivered', 'expired', 'cancelled', 'refunded'),
          amount_rupiah: fc.integer({ min: 1, max: 1_000_000 }),
          applied_rupiah: fc.nat(1_000_000),
        })
        .filter(({ amount_rupiah, applied_rupiah }) => applied_rupiah < amount_rupiah),
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.nat(999),
      (order, amountRupiah, uniqueCode) => {
        const { appliedRupiah, surplusRupiah, completes } = divide(order, {
          amountRupiah,
          uniqueCode,
        })
        expect(appliedRupiah + surplusRupiah).toBe(amountRupiah)
        expect(Math.min(appliedRupiah, surplusRupiah)).toBeGreaterThanOrEqual(0)
        const paid = order.applied_rupiah + appliedRupiah
        expect(paid).toBeLessThanOrEqual(order.amount_rupiah)
        expect(completes).toBe(paid === order.amount_rupiah)
      },
    ),
  )
})

test('after all of this the books are sound', async () => {
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

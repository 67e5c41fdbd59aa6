import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { placeOrder } from '../../../src/domain/payments/place-order.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

let shop: PaymentShop
beforeAll(async () => {
  shop = await openShop({
    gateways: [createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] })],
  })
})

describe('an order', () => {
  test('costs what the package costs now, times how many', async () => {
    const { orderId, amountRupiah } = await shop.order(5_000, { quantity: 3 })
    expect(amountRupiah).toBe(15_000)
    expect(await shop.orderRow(orderId)).toMatchObject({ amount_rupiah: 15_000, state: 'open' })
  })

  test('keeps its price when the package gets dearer', async () => {
    const packageId = await shop.sell(5_000)
    const { id: personId, conversationId } = await shop.customer()
    const wish = { personId, conversationId, packageId, quantity: 1 }
    const first = await placeOrder(shop.deps, wish)
    await shop.deps.db
      .updateTable('packages')
      .set({ price_rupiah: 6_000 })
      .where('id', '=', packageId)
      .execute()
    const second = await placeOrder(shop.deps, wish)

    expect((await shop.orderRow(first.orderId)).amount_rupiah).toBe(5_000)
    expect(second).toMatchObject({ amountRupiah: 6_000 })
    expect(second.orderId).not.toBe(first.orderId)
  })

  test('wished for twice is one order with a fresh day, even at the same instant', async () => {
    const packageId = await shop.sell(5_000)
    const { id: personId, conversationId } = await shop.customer()
    const wish = { personId, conversationId, packageId, quantity: 1 }
    const first = await placeOrder(shop.deps, wish)
    shop.clock.pass({ hours: 2 })
    const more = await Promise.all(Array.from({ length: 10 }, () => placeOrder(shop.deps, wish)))

    expect(new Set(more.map(({ url }) => url))).toEqual(new Set([first.url]))
    expect(more[0]?.expiresAt.getTime()).toBe(first.expiresAt.getTime() + 2 * 3_600_000)
  })

  test.each([0, 21, 1.5, Number.NaN])('of %s pieces is refused', async (quantity) => {
    await expect(shop.order(5_000, { quantity })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  test('for what is not on sale is refused, and so is what costs nothing', async () => {
    const packageId = await shop.sell(5_000)
    await shop.deps.db
      .updateTable('packages')
      .set({ on_sale: false })
      .where('id', '=', packageId)
      .execute()
    const { id: personId, conversationId } = await shop.customer()
    await expect(
      placeOrder(shop.deps, { personId, conversationId, packageId, quantity: 1 }),
    ).rejects.toMatchObject({ code: 'package.not_on_sale' })
    await expect(shop.order(0)).rejects.toMatchObject({ code: 'package.not_on_sale' })
  })
})

describe('a payment link', () => {
  test('shows its order, and what nobody else could misuse', async () => {
    const { token, orderId, expiresAt } = await shop.order(5_000, { quantity: 2 })
    expect(await showPayment(shop.deps, token)).toEqual({
      ref: { kind: 'order', id: orderId },
      state: 'open',
      language: 'id',
      title: '2 × Harian',
      lines: [{ kind: 'text', text: '2 × Harian', amountRupiah: 10_000 }],
      amountRupiah: 10_000,
      paidRupiah: 0,
      openRupiah: 10_000,
      expiresAt,
      dueOn: null,
      receiptNumber: null,
      paidAt: null,
      methods: [{ method: 'manual-bca', label: 'Transfer BCA' }],
      charge: null,
      failed: null,
      codes: [],
    })
  })

  test('has at least 128 secret bits and ends in a letter or digit', async () => {
    const { token } = await shop.order(5_000)
    expect(token).toMatch(/^[\w-]{24}o[0-9a-z]+$/)
  })

  test('is no good once it was revoked', async () => {
    const { token, orderId } = await shop.order(5_000)
    await shop.deps.db
      .updateTable('orders')
      .set({ link_version: 2 })
      .where('id', '=', orderId)
      .execute()
    await expect(showPayment(shop.deps, token)).rejects.toMatchObject({ code: 'order.unknown' })
  })

  test('of one order opens no other', async () => {
    const [mine, other] = [await shop.order(5_000), await shop.order(6_000)]
    const mixed = mine.token.slice(0, 24) + other.token.slice(24)
    await expect(showPayment(shop.deps, mixed)).rejects.toMatchObject({ code: 'order.unknown' })
  })

  test('cannot be invented', async () => {
    const { token } = await shop.order(5_000)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^[\w-]{24}o[0-9a-z]{1,11}$/),
          fc.nat(token.length - 1).map((place) => {
            const changed = token[place] === 'x' ? 'y' : 'x'
            return token.slice(0, place) + changed + token.slice(place + 1)
          }),
          fc.constantFrom(`${token} `, `${token}0`, token.slice(1), token.toUpperCase(), ''),
        ),
        async (invented) => {
          fc.pre(invented !== token)
          await expect(showPayment(shop.deps, invented)).rejects.toMatchObject({
            code: 'order.unknown',
          })
        },
      ),
      { numRuns: 200 },
    )
  })

  test('says that time is over as soon as it is', async () => {
    const { token } = await shop.order(5_000)
    shop.clock.pass({ hours: 24 })
    expect(await showPayment(shop.deps, token)).toMatchObject({ state: 'expired', methods: [] })
  })
})

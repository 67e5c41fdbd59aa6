import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createDuitku } from '../../../src/adapters/payments/duitku/duitku.ts'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { chooseMethod } from '../../../src/domain/payments/choose-method.ts'
import { closeCharge } from '../../../src/domain/payments/charge-queries.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

let shop: PaymentShop
// Nobody listens there: choosing must not need them.
const nowhere = 'http://127.0.0.1:9'

beforeAll(async () => {
  shop = await openShop({
    gateways: [
      createDuitku({
        merchantCode: 'D1',
        apiKey: 'key',
        baseUrl: nowhere,
        signature: 'hmac',
      }),
      createSandbox({ baseUrl: nowhere, secret: 'secret' }),
      createManual({
        accounts: [
          { bank: 'BCA', number: '1234567890', holder: 'Siti' },
          { bank: 'Mandiri', number: '9876543210', holder: 'Siti' },
          { bank: 'BRI', number: '5556667778', holder: 'Siti' },
        ],
      }),
    ],
  })
})

/** As many open transfers to BRI as there are amounts. */
async function waitForAmounts(from: number, to: number) {
  const { orderId } = await shop.order(3_000)
  await sql`
    insert into charges (order_id, gateway, method, account, reference, amount_rupiah, state, created_at, expires_at)
    select ${orderId}, 'manual', 'manual-bri', 'BRI 5556667778', 'fill-' || amount, amount, 'pending',
      ${shop.deps.now()}, ${new Date(shop.deps.now().getTime() + 86_400_000)}
    from generate_series(${from}::int, ${to}::int) as amount
    on conflict do nothing`.execute(shop.deps.db)
}

describe('choosing a way to pay', () => {
  test('reserves a charge and asks for it after the commit', async () => {
    const { token } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')

    const charge = await shop.charge(chargeId)
    expect(charge).toMatchObject({
      gateway: 'duitku',
      state: 'reserved',
      amount_rupiah: 15_000,
      unique_code: 0,
      asked_at: null,
    })
    expect(charge.expires_at.getTime() - shop.deps.now().getTime()).toBe(60 * 60_000)
    const asked = await shop.effectsOf('charge.create')
    expect(asked.at(-1)).toMatchObject({ payload: { chargeId }, state: 'waiting' })
  })

  test('again gives the same charge, even ten times at once', async () => {
    const { token, orderId } = await shop.order(15_000)
    const chosen = await Promise.all(
      Array.from({ length: 10 }, () => shop.choose(token, 'duitku-qris')),
    )
    expect(new Set(chosen.map(({ chargeId }) => chargeId)).size).toBe(1)
    const rows = await shop.deps.db
      .selectFrom('charges')
      .where('order_id', '=', orderId)
      .selectAll()
      .execute()
    expect(rows).toHaveLength(1)
  })

  test('is offered only where the amount fits', async () => {
    const { token } = await shop.order(5_000)
    const { methods } = await showPayment(shop.deps, token)
    expect(methods.map(({ method }) => method)).toEqual([
      'sandbox',
      'sandbox-qris',
      'manual-bca',
      'manual-mandiri',
      'manual-bri',
    ])
    await expect(shop.choose(token, 'duitku-qris')).rejects.toMatchObject({
      code: 'charge.method_limits',
      details: { method: 'QRIS', minRupiah: 10_000, maxRupiah: 10_000_000 },
    })
  })

  test('nobody offers is refused', async () => {
    const { token } = await shop.order(15_000)
    await expect(shop.choose(token, 'cowrie-shells')).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  test('has at most three open at once', async () => {
    const { token } = await shop.order(15_000)
    await shop.choose(token, 'duitku-qris')
    await shop.choose(token, 'duitku-va-bca')
    await shop.choose(token, 'sandbox')
    await expect(shop.choose(token, 'manual-bca')).rejects.toMatchObject({
      code: 'charge.too_many_open',
      details: { max: 3 },
    })
    // One of the three is still handed out again.
    await expect(shop.choose(token, 'sandbox')).resolves.toBeDefined()
  })

  test('ends after ten tries a day', async () => {
    const { token } = await shop.order(15_000)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const { chargeId } = await shop.choose(token, 'duitku-qris')
      await closeCharge(shop.deps.db, chargeId, 'failed')
    }
    await expect(shop.choose(token, 'duitku-qris')).rejects.toMatchObject({
      code: 'charge.too_many_today',
      details: { max: 10 },
    })
  })

  test('uses a new reference for every try', async () => {
    const { token } = await shop.order(15_000)
    const first = await shop.choose(token, 'sandbox')
    await closeCharge(shop.deps.db, first.chargeId, 'failed')
    const second = await shop.choose(token, 'sandbox')
    const references = await Promise.all(
      [first, second].map(({ chargeId }) => shop.charge(chargeId)),
    )
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(2)
  })

  test('gets a new charge when the old one is about to end, or its fate is unknown', async () => {
    const { token } = await shop.order(15_000)
    const first = await shop.choose(token, 'duitku-qris')
    shop.clock.pass({ minutes: 59 })
    const second = await shop.choose(token, 'duitku-qris')
    expect(second.chargeId).not.toBe(first.chargeId)

    await shop.deps.db
      .updateTable('charges')
      .set({ state: 'unknown', asked_at: shop.deps.now() })
      .where('id', '=', second.chargeId)
      .execute()
    const third = await shop.choose(token, 'duitku-qris')
    expect(third.chargeId).not.toBe(second.chargeId)
  })

  test('of a closed order is refused', async () => {
    const { token } = await shop.order(15_000)
    shop.clock.pass({ hours: 25 })
    await expect(shop.choose(token, 'sandbox')).rejects.toMatchObject({
      code: 'order.closed',
      details: { state: 'expired' },
    })
  })
})

describe('a transfer by hand', () => {
  test('is ready at once, with an amount of its own, and the staff hear of it', async () => {
    const staff = await shop.staff()
    const { token } = await shop.order(5_000)
    const { chargeId } = await shop.choose(token, 'manual-bca')

    const charge = await shop.charge(chargeId)
    expect(charge.state).toBe('pending')
    expect(charge.unique_code).toBeGreaterThanOrEqual(1)
    expect(charge.unique_code).toBeLessThanOrEqual(999)
    expect(charge.amount_rupiah).toBe(5_000 + charge.unique_code)
    expect((await showPayment(shop.deps, token)).charge).toMatchObject({
      method: 'manual-bca',
      amountRupiah: charge.amount_rupiah,
      uniqueCode: charge.unique_code,
      details: { account: { bank: 'BCA', number: '1234567890', holder: 'Siti' } },
    })
    expect(await shop.notices('transfer.to_confirm')).toContainEqual({
      to: staff.conversationId,
      chargeId,
      customer: 'Budi',
      amountRupiah: charge.amount_rupiah,
      account: 'BCA 1234567890',
      title: 'Harian',
    })
  })

  test('never asks two customers for the same amount, however many come at once', async () => {
    const orders = []
    for (let count = 0; count < 40; count += 1) orders.push(await shop.order(7_000))
    const chosen = await Promise.all(
      orders.map(({ token }) => shop.choose(token, 'manual-mandiri')),
    )
    const amounts = await Promise.all(
      chosen.map(async ({ chargeId }) => (await shop.charge(chargeId)).amount_rupiah),
    )
    expect(new Set(amounts).size).toBe(40)
  })

  test('grows to four digits when three are used up, and is refused when those are too', async () => {
    await waitForAmounts(3_001, 3_999)
    const { token } = await shop.order(3_000)
    const { chargeId } = await shop.choose(token, 'manual-bri')
    expect((await shop.charge(chargeId)).unique_code).toBeGreaterThanOrEqual(1_000)

    await waitForAmounts(4_000, 12_999)
    const late = await shop.order(3_000)
    await expect(shop.choose(late.token, 'manual-bri')).rejects.toMatchObject({
      code: 'charge.no_unique_amount',
    })
  })

  test('does not give an amount to the next one while a late transfer may still come', async () => {
    // Draws that always take the lowest free code.
    const greedy = { ...shop.deps, draw: () => 0 }
    const next = async () => {
      const { token } = await shop.order(88_000)
      const { chargeId } = await chooseMethod(greedy, { token, method: 'manual-bca' })
      return shop.charge(chargeId)
    }
    const first = await next()
    expect(first.amount_rupiah).toBe(88_001)
    await closeCharge(shop.deps.db, first.id, 'expired')

    expect((await next()).amount_rupiah).toBe(88_002)
    shop.clock.pass({ hours: 24 + 47 })
    expect((await next()).amount_rupiah).toBe(88_003)
    shop.clock.pass({ hours: 2 })
    expect((await next()).amount_rupiah).toBe(88_001)
  })
})

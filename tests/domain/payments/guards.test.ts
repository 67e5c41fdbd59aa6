import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

// Everything here goes past the program, straight to the tables: the database itself must refuse.

let shop: PaymentShop
let orderId: number
let chargeId: number
beforeAll(async () => {
  shop = await openShop({
    gateways: [createSandbox({ baseUrl: 'http://127.0.0.1:9', secret: 'secret' })],
  })
  const order = await shop.order(5_000)
  orderId = order.orderId
  chargeId = (await shop.choose(order.token, 'sandbox')).chargeId
  await recordPayment(shop.deps, {
    chargeId,
    amountRupiah: 5_000,
    providerReference: 'SB1',
    paidAt: shop.deps.now(),
  })
})

const run = (statement: string) => sql.raw(statement).execute(shop.deps.db)

describe('the database refuses', () => {
  test.each([
    [
      'a charge that leaves paid',
      () => `update charges set state = 'failed' where id = ${chargeId}`,
    ],
    [
      'a charge that changes its amount',
      () => `update charges set amount_rupiah = 1 where id = ${chargeId}`,
    ],
    [
      'a charge that changes its order',
      () => `update charges set reference = 'x' where id = ${chargeId}`,
    ],
    ['a deleted charge', () => `delete from charges where id = ${chargeId}`],
    ['an order that opens again', () => `update orders set state = 'open' where id = ${orderId}`],
    [
      'a paid order that expires',
      () => `update orders set state = 'expired' where id = ${orderId}`,
    ],
    ['a deleted order', () => `delete from orders where id = ${orderId}`],
    ['a changed payment', () => `update payments set amount_rupiah = 1`],
    ['a deleted payment', () => `delete from payments`],
    ['payments swept away', () => `truncate payments`],
  ])('%s', async (_, statement) => {
    await expect(run(statement())).rejects.toThrow(
      /nothing leaves paid|stays what was asked|append-only|does not go from|foreign key/,
    )
  })

  test('an order paid without its money or its receipt', async () => {
    const { orderId } = await shop.order(5_000)
    await expect(run(`update orders set state = 'paid' where id = ${orderId}`)).rejects.toThrow(
      'orders_check',
    )
    await expect(
      run(`update orders set applied_rupiah = 5001 where id = ${orderId}`),
    ).rejects.toThrow('orders_')
  })

  test.each([
    ['of one charge', () => `${chargeId}, 'SB2', 1`, 'payments_charge_id_key'],
    [
      'by one name of the gateway',
      () => `null, 'SB1', 1`,
      'payments_gateway_provider_reference_key',
    ],
  ])('a second payment %s', async (_, values, constraint) => {
    await expect(
      run(`insert into payments (charge_id, provider_reference, person_id, gateway, method, amount_rupiah, paid_at, applied_rupiah, surplus_rupiah)
        values (${values()}, 'sandbox', 'sandbox', 5000, now(), 5000, 0)`),
    ).rejects.toThrow(constraint)
  })

  test('a payment whose parts are not the whole', async () => {
    await expect(
      run(`insert into payments (provider_reference, person_id, gateway, method, amount_rupiah, paid_at, applied_rupiah, surplus_rupiah)
        values ('SB3', 1, 'sandbox', 'sandbox', 5000, now(), 5000, 1)`),
    ).rejects.toThrow('payments_check')
  })
})

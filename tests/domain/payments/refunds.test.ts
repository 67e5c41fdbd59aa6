import { beforeAll, describe, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { adjustBalance } from '../../../src/domain/billing/adjust-balance.ts'
import { OutcomeUnknown, Rejected } from '../../../src/domain/fault.ts'
import { refundingOf } from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import type { Gateway, Refund } from '../../../src/domain/payments/gateway.ts'
import { payUrl } from '../../../src/domain/payments/pay-token.ts'
import { confirmTransfer } from '../../../src/domain/payments/confirm-transfer.ts'
import { confirmCharge } from '../../../src/domain/payments/confirm-charge.ts'
import { createCharge } from '../../../src/domain/payments/create-charge.ts'
import { payOrderFromWallet } from '../../../src/domain/payments/pay-order-from-wallet.ts'
import { refundPayment } from '../../../src/domain/payments/refund-payment.ts'
import { resendRefunds, sendRefund } from '../../../src/domain/payments/refund-payment-source.ts'
import { atTheEnd } from '../../support/test-db.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const secret = 'sandbox-secret'
let shop: PaymentShop
let owner: Somebody
let server: Awaited<ReturnType<typeof startSandboxServer>>
/** What the gateway answers to the next refunds, instead of the truth. */
const answers: ('lost' | 'refused')[] = []
const asked: Refund[] = []

beforeAll(async () => {
  server = await startSandboxServer({ secret })
  atTheEnd(server.close)
  shop = await openShop({
    gateways: [
      withFaults(createSandbox({ baseUrl: server.baseUrl, secret })),
      createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] }),
    ],
  })
  owner = await shop.staff('owner')
})

function withFaults(gateway: Gateway): Gateway {
  return {
    ...gateway,
    async refund(refund, signal) {
      asked.push(refund)
      const fault = answers.shift()
      if (fault === 'refused') throw new Rejected('the window for refunds is over')
      const done = await gateway.refund?.(refund, signal)
      if (fault === 'lost') throw new OutcomeUnknown('no answer')
      return done ?? { providerReference: null }
    },
  }
}

async function paidOrder(priceRupiah = 5_000, paidRupiah = priceRupiah) {
  const order = await shop.order(priceRupiah)
  const chargeId = await pay(order.token, paidRupiah)
  return { ...order, ...(await paymentOf(chargeId)) }
}

async function pay(token: string, amountRupiah: number) {
  const { chargeId } = await shop.choose(token, 'sandbox')
  await createCharge(shop.deps, { chargeId })
  server.settle((await shop.charge(chargeId)).reference, 'paid', amountRupiah)
  await confirmCharge(shop.deps, { chargeId })
  return chargeId
}

async function paymentOf(chargeId: number) {
  const { id: paymentId } = await shop.deps.db
    .selectFrom('payments')
    .where('charge_id', '=', chargeId)
    .select('id')
    .executeTakeFirstOrThrow()
  const { reference } = await shop.charge(chargeId)
  return { chargeId, paymentId, reference }
}

const giveBack = (paymentId: number, to: 'wallet' | 'source' = 'source') =>
  refundPayment(shop.deps, {
    paymentId,
    to,
    reason: 'salah bayar',
    by: owner.id,
    conversationId: owner.conversationId,
  })

const refundOf = (paymentId: number) =>
  shop.deps.db
    .selectFrom('payment_refunds')
    .where('payment_id', '=', paymentId)
    .selectAll()
    .executeTakeFirst()

async function sendBack(paymentId: number) {
  await sendRefund(shop.deps, { refundId: (await refundOf(paymentId))?.id ?? 0 })
}

const onItsWay = ({ id }: Somebody) => balanceOf(shop.deps, refundingOf(id))

describe('a payment of an order', () => {
  test('goes to the wallet in our books first, and from there to its source', async () => {
    const clearing = await shop.clearing('sandbox')
    const { orderId, customer, paymentId, reference } = await paidOrder()
    const revenue = await shop.revenue()
    expect(await giveBack(paymentId)).toMatchObject({ sentRupiah: 5_000 })
    expect((await shop.orderRow(orderId)).state).toBe('refunded')
    expect((await shop.revenue()) - revenue).toBe(-5_000)
    // Not his to spend while the gateway is asked.
    expect([await shop.wallet(customer), await onItsWay(customer)]).toEqual([0, 5_000])

    await sendBack(paymentId)
    await sendBack(paymentId)
    expect(server.refundedRupiah(reference)).toBe(5_000)
    expect([await shop.wallet(customer), await onItsWay(customer)]).toEqual([0, 0])
    expect(await shop.clearing('sandbox')).toBe(clearing)
    expect(await shop.notices('refund.sent')).toContainEqual({
      to: customer.conversationId,
      amountRupiah: 5_000,
      method: 'Sandbox',
    })
    await expect(giveBack(paymentId)).rejects.toMatchObject({ code: 'refund.exists' })
  })

  test('is asked about once, however many ask for it at once', async () => {
    const { paymentId, customer } = await paidOrder()
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => giveBack(paymentId)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = tries.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'refund.exists' })))
    expect(await onItsWay(customer)).toBe(5_000)
  })

  test('whose answer is lost is asked about again with the same key, and sent once', async () => {
    const { paymentId, reference, customer } = await paidOrder()
    await giveBack(paymentId)
    answers.push('lost')
    await expect(sendBack(paymentId)).rejects.toThrow('asked again')
    expect((await refundOf(paymentId))?.state).toBe('asked')
    expect(await onItsWay(customer)).toBe(5_000)
    shop.clock.pass({ hours: 3 })
    expect(await resendRefunds(shop.deps)).toBeGreaterThan(0)
    await sendBack(paymentId)
    const keys = asked.filter((one) => one.reference === reference).map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(server.refundedRupiah(reference)).toBe(5_000)
    expect((await refundOf(paymentId))?.state).toBe('sent')
  })

  test('that the gateway refuses stays in the wallet, staff are told, and may try anew', async () => {
    const { paymentId, customer, reference } = await paidOrder()
    await giveBack(paymentId)
    answers.push('refused')
    await sendBack(paymentId)
    expect([await shop.wallet(customer), await onItsWay(customer)]).toEqual([5_000, 0])
    expect(await shop.notices('refund.refused.staff')).toContainEqual(
      expect.objectContaining({ paymentId, problem: 'the window for refunds is over' }),
    )
    await giveBack(paymentId)
    await sendBack(paymentId)
    expect(server.refundedRupiah(reference)).toBe(5_000)
    const keys = asked.filter((one) => one.reference === reference).map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
  })

  test('into the wallet is taken back once, and may be sent on from there', async () => {
    const { paymentId, customer, orderId } = await paidOrder()
    await giveBack(paymentId, 'wallet')
    expect(await shop.wallet(customer)).toBe(5_000)
    await expect(giveBack(paymentId, 'wallet')).rejects.toMatchObject({ code: 'refund.exists' })
    await giveBack(paymentId)
    expect(await shop.wallet(customer)).toBe(0)
    expect((await shop.orderRow(orderId)).state).toBe('refunded')
    await sendBack(paymentId)
  })

  test('that was spent again is not sent', async () => {
    const { paymentId, customer } = await paidOrder()
    await giveBack(paymentId, 'wallet')
    const next = await shop.order(5_000, { customer })
    await payOrderFromWallet(shop.deps, { orderId: next.orderId, personId: customer.id })
    await expect(giveBack(paymentId)).rejects.toMatchObject({ code: 'refund.spent' })
    expect((await refundOf(paymentId))?.state).toBe('wallet')
  })

  test('that came twice goes back without the order', async () => {
    const order = await shop.order(5_000)
    const first = await shop.choose(order.token, 'sandbox')
    const second = await shop.choose(order.token, 'sandbox-qris')
    for (const { chargeId } of [first, second]) {
      await createCharge(shop.deps, { chargeId })
      server.settle((await shop.charge(chargeId)).reference, 'paid')
      await confirmCharge(shop.deps, { chargeId })
    }
    const { paymentId } = await paymentOf(second.chargeId)
    await giveBack(paymentId)
    expect((await shop.orderRow(order.orderId)).state).toBe('paid')
    await sendBack(paymentId)
    expect(await shop.wallet(order.customer)).toBe(0)
  })
})

test('a payment of an invoice voids it, pays what else is owed, and sends the rest back', async () => {
  const customer = await shop.customer('Ratna')
  const { deps } = shop
  const owe = (amountRupiah: number) =>
    adjustBalance(deps, { personId: customer.id, amountRupiah, reason: 'kabel', by: owner.id })
  await owe(-100_000)
  const { id, link_version: linkVersion } = await deps.db
    .selectFrom('invoices')
    .where('person_id', '=', customer.id)
    .select(['id', 'link_version'])
    .executeTakeFirstOrThrow()
  const url = payUrl(deps, { kind: 'invoice', id, linkVersion })
  const chargeId = await pay(new URL(url).pathname.split('/').at(-1) ?? '', 100_000)
  await owe(-30_000)
  const { paymentId, reference } = await paymentOf(chargeId)

  expect(await giveBack(paymentId)).toMatchObject({ amountRupiah: 100_000, sentRupiah: 70_000 })
  await sendBack(paymentId)
  expect(server.refundedRupiah(reference)).toBe(70_000)
  const states = await deps.db
    .selectFrom('invoices')
    .where('person_id', '=', customer.id)
    .select('state')
    .orderBy('id')
    .execute()
  expect(states.map(({ state }) => state)).toEqual(['void', 'paid'])
})

describe('what cannot go back is refused', () => {
  test('a transfer to its source, and what no gateway collected', async () => {
    const { token, orderId } = await shop.order(5_000)
    const { chargeId } = await shop.choose(token, 'manual-bca')
    await expect(giveBack(404)).rejects.toMatchObject({ details: { why: 'unknown' } })
    await confirmTransfer(shop.deps, { chargeId, by: owner.id })
    const { paymentId } = await paymentOf(chargeId)
    await expect(giveBack(paymentId)).rejects.toMatchObject({ code: 'refund.not_at_source' })
    await giveBack(paymentId, 'wallet')
    expect((await shop.orderRow(orderId)).state).toBe('refunded')
  })

  test('a part of an order that still waits for the rest', async () => {
    const { paymentId } = await paidOrder(5_000, 2_000)
    await expect(giveBack(paymentId)).rejects.toMatchObject({ details: { why: 'order' } })
  })
})

test('the books are balanced after all of it', async () => {
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

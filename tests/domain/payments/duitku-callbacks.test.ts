import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createDuitku } from '../../../src/adapters/payments/duitku/duitku.ts'
import {
  type DuitkuStandIn,
  startDuitkuStandIn,
} from '../../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { Unreachable } from '../../../src/domain/fault.ts'
import { askPending } from '../../../src/domain/payments/ask-pending.ts'
import { confirmCharge } from '../../../src/domain/payments/confirm-charge.ts'
import { createCharge } from '../../../src/domain/payments/create-charge.ts'
import { expireCharges } from '../../../src/domain/payments/expire-charges.ts'
import { readCallback } from '../../../src/domain/payments/read-callback.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const settings = { merchantCode: 'D1234', apiKey: 'test-api-key-123', signature: 'hmac' } as const

let duitku: DuitkuStandIn
let shop: PaymentShop
beforeAll(async () => {
  duitku = await startDuitkuStandIn(settings)
  atTheEnd(duitku.close)
  shop = await openShop({ gateways: [createDuitku({ ...settings, baseUrl: duitku.baseUrl })] })
})
afterEach(() => {
  duitku.behave({})
  // Patience grows back, so that no test eats from the plate of the next.
  shop.clock.pass({ hours: 2 })
})

/** A customer who has chosen QRIS and sees it. */
async function waiting(priceRupiah = 15_000) {
  const order = await shop.order(priceRupiah)
  const { chargeId } = await shop.choose(order.token, 'duitku-qris')
  await createCharge(shop.deps, { chargeId })
  const { reference } = await shop.charge(chargeId)
  return { ...order, chargeId, reference }
}

async function callbacks(reference: string) {
  return shop.deps.db
    .selectFrom('callbacks')
    .where('reference', '=', reference)
    .selectAll()
    .orderBy('id')
    .execute()
}

async function readAll(reference: string) {
  const stored = await callbacks(reference)
  return Promise.allSettled(
    stored.map(({ id: callbackId }) => readCallback(shop.deps, { callbackId })),
  )
}

describe('paying by Duitku', () => {
  test('goes from the choice to the receipt', async () => {
    const { token, orderId, chargeId, reference } = await waiting()
    expect(await showPayment(shop.deps, token)).toMatchObject({
      charge: { state: 'pending', details: { qr: expect.stringContaining('0002') } },
    })

    duitku.settle(reference, 'paid')
    expect(await duitku.tell(reference)).toEqual([200])
    // Answered before it is believed.
    expect((await shop.orderRow(orderId)).state).toBe('open')
    await shop.effects.idle()

    expect(await shop.orderRow(orderId)).toMatchObject({ state: 'paid' })
    expect((await shop.charge(chargeId)).state).toBe('paid')
    expect(await shop.payments(orderId)).toMatchObject([
      { provider_reference: duitku.transactions.get(reference)?.reference, amount_rupiah: 15_000 },
    ])
    expect(await callbacks(reference)).toMatchObject([{ outcome: 'paid' }])
  })
})

describe('a callback', () => {
  test('that was tampered with is turned away, and nothing of it is kept', async () => {
    const { orderId, reference } = await waiting()
    duitku.settle(reference, 'paid')
    const questions = duitku.asked.status

    const answers = await Promise.all([
      duitku.tell(reference, { edit: (form) => form.set('amount', '1') }),
      duitku.tell(reference, { edit: (form) => form.set('merchantOrderId', 'W1-1-AAAAA') }),
      duitku.tell(reference, { edit: (form) => form.set('merchantCode', 'D9999') }),
      duitku.tell(reference, { edit: (form) => form.set('signature', 'f'.repeat(64)) }),
      duitku.tell(reference, { edit: (form) => form.set('signature', '') }),
    ])

    expect(answers.flat()).toEqual([401, 401, 401, 401, 401])
    expect(await callbacks(reference)).toEqual([])
    expect(duitku.asked.status).toBe(questions)
    expect((await shop.orderRow(orderId)).state).toBe('open')
  })

  test('that cannot be read is turned away', async () => {
    const { reference } = await waiting()
    const answers = await Promise.all([
      duitku.tell(reference, { edit: (form) => form.delete('resultCode') }),
      duitku.tell(reference, { edit: (form) => form.append('amount', '1') }),
      duitku.tell(reference, { edit: (form) => form.set('additionalParam', 'x'.repeat(20_000)) }),
    ])
    expect(answers.flat()).toEqual([400, 400, 400])
  })

  test('replayed fifty times at once is one credit, and one question', async () => {
    const { orderId, customer, reference } = await waiting()
    duitku.settle(reference, 'paid')
    const questions = duitku.asked.status

    expect(new Set(await duitku.tell(reference, { times: 50 }))).toEqual(new Set([200]))
    expect(await callbacks(reference)).toHaveLength(1)
    await shop.effects.idle()
    expect(await duitku.tell(reference)).toEqual([200])
    await shop.effects.idle()

    expect(await shop.payments(orderId)).toHaveLength(1)
    expect(await shop.wallet(customer)).toBe(0)
    expect(duitku.asked.status - questions).toBe(1)
  })

  test('told in fifty different words at once is still one credit', async () => {
    const { orderId, customer, reference } = await waiting()
    duitku.settle(reference, 'paid')
    const questions = duitku.asked.status
    // Fields that are not signed may differ every time.
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        duitku.tell(reference, { edit: (form) => form.set('publisherOrderId', `P${index}`) }),
      ),
    )
    expect(await callbacks(reference)).toHaveLength(50)

    const first = await readAll(reference)
    // One asked; the others found it being asked, or paid.
    const busy = first.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    for (const reason of busy) expect(reason).toBeInstanceOf(Unreachable)
    const second = await readAll(reference)

    expect(second.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await shop.payments(orderId)).toHaveLength(1)
    expect(await shop.wallet(customer)).toBe(0)
    expect(duitku.asked.status - questions).toBe(1)
    expect(new Set((await callbacks(reference)).map(({ outcome }) => outcome))).toEqual(
      new Set(['paid', 'known']),
    )
  })

  test('whose result was edited from failed to paid credits nothing, and the staff hear of it', async () => {
    const staff = await shop.staff('finance')
    const { orderId, reference } = await waiting()
    duitku.settle(reference, 'expired')

    // The signature does not cover the result, so this one is right.
    expect(await duitku.tell(reference, { edit: (form) => form.set('resultCode', '00') })).toEqual([
      200,
    ])
    await shop.effects.idle()

    expect((await shop.orderRow(orderId)).state).toBe('open')
    expect(await shop.payments(orderId)).toEqual([])
    expect(await callbacks(reference)).toMatchObject([{ outcome: 'not_confirmed' }])
    expect(await shop.notices('payment.held.staff')).toContainEqual({
      to: staff.conversationId,
      method: 'QRIS',
      reference,
      amountRupiah: 15_000,
      why: 'not_confirmed',
    })
  })

  test('that comes before the money counts when asked again', async () => {
    const { orderId, chargeId, reference } = await waiting()
    await duitku.tell(reference, { edit: (form) => form.set('resultCode', '00') })
    await shop.effects.idle()
    expect((await shop.orderRow(orderId)).state).toBe('open')

    duitku.settle(reference, 'paid')
    shop.clock.pass({ minutes: 2 })
    await shop.effects.idle()

    expect((await shop.charge(chargeId)).state).toBe('paid')
  })

  test('of failure is not believed either', async () => {
    const { orderId, reference } = await waiting()
    duitku.settle(reference, 'paid')
    await duitku.tell(reference, { edit: (form) => form.set('resultCode', '01') })
    await shop.effects.idle()
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('of failure, then of success, is a paid order; of failure after success it stays paid', async () => {
    const { orderId, chargeId, reference } = await waiting()
    duitku.settle(reference, 'expired')
    await duitku.tell(reference)
    await shop.effects.idle()
    expect((await shop.charge(chargeId)).state).toBe('expired')

    duitku.settle(reference, 'paid')
    await duitku.tell(reference)
    await shop.effects.idle()
    expect((await shop.orderRow(orderId)).state).toBe('paid')

    duitku.settle(reference, 'expired')
    await duitku.tell(reference, { edit: (form) => form.set('publisherOrderId', 'again') })
    await shop.effects.idle()
    expect((await shop.charge(chargeId)).state).toBe('paid')
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('of other money for a charge that is paid is shown to the staff, not credited', async () => {
    const staff = await shop.staff('finance')
    const { orderId, customer, reference } = await waiting()
    duitku.settle(reference, 'paid')
    await duitku.tell(reference)
    await shop.effects.idle()
    await duitku.tell(reference, { edit: (form) => form.set('reference', 'D1234ANOTHER') })
    await shop.effects.idle()

    expect(await shop.payments(orderId)).toHaveLength(1)
    expect(await shop.wallet(customer)).toBe(0)
    expect((await callbacks(reference)).map(({ outcome }) => outcome)).toEqual([
      'paid',
      'paid_again',
    ])
    const held = await shop.notices('payment.held.staff')
    expect(held.filter(({ to }) => to === staff.conversationId)).toMatchObject([
      { reference, why: 'paid_again' },
    ])
  })

  test('that was tried in vain for hours is read after all', async () => {
    const { orderId, reference } = await waiting()
    duitku.settle(reference, 'paid')
    await duitku.tell(reference)
    await shop.deps.db
      .updateTable('effects')
      .set({ state: 'dead' })
      .where('kind', '=', 'callback.read')
      .where('state', '=', 'waiting')
      .execute()
    shop.clock.pass({ hours: 3 })

    await askPending(shop.deps)
    await shop.effects.idle()

    expect((await shop.orderRow(orderId)).state).toBe('paid')
    expect(await callbacks(reference)).toMatchObject([{ outcome: 'paid' }])
  })

  test('of another amount is credited as Duitku confirms it', async () => {
    const short = await waiting(20_000)
    duitku.settle(short.reference, 'paid', 15_000)
    await duitku.tell(short.reference)
    const over = await waiting(20_000)
    duitku.settle(over.reference, 'paid', 26_000)
    await duitku.tell(over.reference)
    await shop.effects.idle()

    expect(await shop.orderRow(short.orderId)).toMatchObject({
      state: 'open',
      applied_rupiah: 15_000,
    })
    expect(await shop.orderRow(over.orderId)).toMatchObject({ state: 'paid' })
    expect(await shop.wallet(over.customer)).toBe(6_000)
  })

  test('of an order nobody made here is answered 404, kept, and shown to the staff once', async () => {
    const staff = await shop.staff('finance')
    const { reference, token } = await waiting()
    const made = duitku.transactions.get(reference)
    if (!made) throw new Error('nothing was made')
    // As after a restored backup: Duitku knows a payment that we do not.
    const forgotten = { ...made, merchantOrderId: `${reference}-LOST` }
    ;(duitku.transactions as Map<string, typeof made>).set(forgotten.merchantOrderId, forgotten)
    duitku.settle(forgotten.merchantOrderId, 'paid')

    expect(await duitku.tell(forgotten.merchantOrderId, { times: 2 })).toEqual([404, 404])
    await shop.effects.idle()

    const held = await shop.notices('payment.held.staff')
    expect(
      held.filter(({ to, why }) => to === staff.conversationId && why === 'unknown_reference'),
    ).toHaveLength(1)
    expect(await callbacks(forgotten.merchantOrderId)).toMatchObject([
      { outcome: 'unknown_reference' },
    ])
    expect((await showPayment(shop.deps, token)).state).toBe('open')
  })

  test('that comes before our own call was answered is the same payment', async () => {
    duitku.behave({ inquiry: 'pays_before_answering' })
    const { token, orderId } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')

    await createCharge(shop.deps, { chargeId })
    await shop.effects.idle()

    expect((await shop.charge(chargeId)).state).toBe('paid')
    expect(await shop.payments(orderId)).toHaveLength(1)
  })

  test('read while the answer to our own call is still out is not lost by that answer', async () => {
    const { token, orderId } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')
    duitku.behave({ inquiry: 'pays_before_answering' })
    const door = shop.deps.gateways.get('duitku')
    if (!door) throw new Error('no gateway')
    // The gateway answers only after its callback was acted on.
    const slow = {
      ...door,
      create: async (...told: Parameters<typeof door.create>) => {
        const made = await door.create(...told)
        for (const { id: callbackId } of await callbacks(told[0].reference)) {
          await readCallback(shop.deps, { callbackId })
        }
        return made
      },
    }
    await createCharge({ ...shop.deps, gateways: new Map([['duitku', slow]]) }, { chargeId })

    expect((await shop.charge(chargeId)).state).toBe('paid')
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })
})

describe('a charge whose creation had no answer', () => {
  test.each(['hangs_up', 'babbles', 'fails'] as const)(
    'because Duitku %s is unknown, and never told twice',
    async (inquiry) => {
      const { token } = await shop.order(15_000)
      const { chargeId } = await shop.choose(token, 'duitku-qris')
      duitku.behave({ inquiry })
      const before = duitku.asked.inquiry

      await createCharge(shop.deps, { chargeId })
      await createCharge(shop.deps, { chargeId })

      expect((await shop.charge(chargeId)).state).toBe('unknown')
      expect(duitku.asked.inquiry - before).toBe(1)
      expect(await showPayment(shop.deps, token)).toMatchObject({ charge: { state: 'unknown' } })
    },
  )

  test('is paid when it was made after all and somebody paid', async () => {
    const { token, orderId } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')
    duitku.behave({ inquiry: 'hangs_up' })
    await createCharge(shop.deps, { chargeId })
    duitku.behave({})
    duitku.settle((await shop.charge(chargeId)).reference, 'paid')

    shop.clock.pass({ minutes: 1 })
    await shop.effects.idle()

    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('has failed when Duitku never heard of it, and another may be tried', async () => {
    const { token } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')
    duitku.behave({ inquiry: 'fails' })
    await createCharge(shop.deps, { chargeId })
    duitku.behave({})

    shop.clock.pass({ minutes: 2 })
    await shop.effects.idle()

    expect((await shop.charge(chargeId)).state).toBe('failed')
    expect(await showPayment(shop.deps, token)).toMatchObject({
      failed: { label: 'QRIS', why: 'not_made' },
    })
  })

  test('is not given up while it may still be on its way there', async () => {
    const { token } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')
    duitku.behave({ inquiry: 'fails' })
    await createCharge(shop.deps, { chargeId })
    duitku.behave({})

    shop.clock.pass({ seconds: 30 })
    await expect(confirmCharge(shop.deps, { chargeId })).rejects.toBeInstanceOf(Unreachable)
    expect((await shop.charge(chargeId)).state).toBe('unknown')
  })

  test('is not told again by a process that comes after one that died', async () => {
    const { token } = await shop.order(15_000)
    const { chargeId } = await shop.choose(token, 'duitku-qris')
    await shop.deps.db
      .updateTable('charges')
      .set({ asked_at: shop.deps.now() })
      .where('id', '=', chargeId)
      .execute()
    const before = duitku.asked.inquiry

    await createCharge(shop.deps, { chargeId })

    expect(duitku.asked.inquiry).toBe(before)
    expect((await shop.charge(chargeId)).state).toBe('unknown')
  })
})

test('a charge Duitku refuses has failed, and the page says so', async () => {
  const { token } = await shop.order(15_000)
  const { chargeId } = await shop.choose(token, 'duitku-va-bca')
  await shop.deps.db
    .updateTable('people')
    .set({ name: null })
    .where('id', '=', (await shop.orderRow((await shop.charge(chargeId)).order_id ?? 0)).person_id)
    .execute()
  // The reference is taken already.
  const { reference } = await shop.charge(chargeId)
  const other = await waiting()
  const made = duitku.transactions.get(other.reference)
  if (!made) throw new Error('nothing was made')
  ;(duitku.transactions as Map<string, typeof made>).set(reference, made)

  await createCharge(shop.deps, { chargeId })

  expect((await shop.charge(chargeId)).state).toBe('failed')
  expect(await showPayment(shop.deps, token)).toMatchObject({
    charge: null,
    failed: { label: 'BCA Virtual Account' },
  })
})

test('a gateway that is out of reach is told later, and exactly once', async () => {
  const { token } = await shop.order(15_000)
  const { chargeId } = await shop.choose(token, 'duitku-qris')
  const gone = await startDuitkuStandIn(settings)
  await gone.close()
  const away = createDuitku({ ...settings, baseUrl: gone.baseUrl })

  await expect(
    createCharge({ ...shop.deps, gateways: new Map([['duitku', away]]) }, { chargeId }),
  ).rejects.toBeInstanceOf(Unreachable)
  expect(await shop.charge(chargeId)).toMatchObject({ state: 'reserved', asked_at: null })

  await createCharge(shop.deps, { chargeId })
  expect((await shop.charge(chargeId)).state).toBe('pending')
})

describe('asking Duitku', () => {
  test('ten at once, then one a second in the order they came', async () => {
    const charges = []
    for (let count = 0; count < 13; count += 1) charges.push(await waiting())
    for (const { reference } of charges) duitku.settle(reference, 'paid')
    const before = duitku.asked.status

    const waits: number[] = []
    for (const { chargeId } of charges) {
      await confirmCharge(shop.deps, { chargeId }).catch((error: unknown) => {
        waits.push(error instanceof Unreachable ? (error.retryAfterMs ?? 0) : -1)
      })
    }
    expect(duitku.asked.status - before).toBe(10)
    expect(waits).toEqual([1_000, 2_000, 3_000])

    shop.clock.pass({ seconds: 1 })
    const late = charges.slice(10)
    const answers = await Promise.allSettled(
      late.map(({ chargeId }) => confirmCharge(shop.deps, { chargeId })),
    )
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    shop.clock.pass({ seconds: 2 })
    for (const { chargeId } of late) {
      expect(await confirmCharge(shop.deps, { chargeId })).toBe('paid')
    }
  })

  test('in turn, and a turn is good for one question', async () => {
    const last = await waiting()
    for (let count = 0; count < 10; count += 1) {
      await confirmCharge(shop.deps, { chargeId: last.chargeId })
    }
    await expect(confirmCharge(shop.deps, { chargeId: last.chargeId })).rejects.toMatchObject({
      retryAfterMs: 1_000,
    })
    shop.clock.pass({ seconds: 1 })
    expect(await confirmCharge(shop.deps, { chargeId: last.chargeId })).toBe('pending')
    await expect(confirmCharge(shop.deps, { chargeId: last.chargeId })).rejects.toMatchObject({
      retryAfterMs: 1_000,
    })
  })

  test('stops at the first refusal, says so to the staff, and goes on after the pause', async () => {
    const staff = await shop.staff('finance')
    const first = await waiting()
    const second = await waiting()
    duitku.settle(first.reference, 'paid')
    duitku.settle(second.reference, 'paid')
    duitku.behave({ status: 'asked_too_often' })
    await duitku.tell(first.reference)
    await readAll(first.reference)
    const before = duitku.asked.status

    duitku.behave({})
    await duitku.tell(second.reference)
    await readAll(second.reference)
    await readAll(second.reference)
    expect(duitku.asked.status).toBe(before)
    expect((await shop.orderRow(second.orderId)).state).toBe('open')
    const held = await shop.notices('payment.held.staff')
    expect(
      held.filter(
        ({ to, reference }) => to === staff.conversationId && reference === second.reference,
      ),
    ).toMatchObject([{ why: 'cannot_ask' }])

    shop.clock.pass({ minutes: 16 })
    await readAll(first.reference)
    await readAll(second.reference)
    expect((await shop.orderRow(first.orderId)).state).toBe('paid')
    expect((await shop.orderRow(second.orderId)).state).toBe('paid')
  })

  test('about money nobody told us of: every five minutes, spread out, never more often than it bears', async () => {
    const charges = []
    for (let count = 0; count < 3; count += 1) charges.push(await waiting())
    for (const { reference } of charges) duitku.settle(reference, 'paid')
    shop.clock.pass({ minutes: 5 })
    await shop.effects.idle()
    const asked = await askPending(shop.deps)
    expect(asked).toBeGreaterThanOrEqual(3)
    // A second scheduler, or the same tick twice.
    await askPending(shop.deps)
    const before = duitku.asked.status

    await shop.effects.idle()
    expect(duitku.asked.status - before).toBe(1)
    for (let seconds = 0; seconds < 600; seconds += 10) {
      shop.clock.pass({ seconds: 10 })
      await shop.effects.idle()
    }

    const states = await Promise.all(
      charges.map(async ({ chargeId }) => (await shop.charge(chargeId)).state),
    )
    expect(states).toEqual(['paid', 'paid', 'paid'])
  })

  test('once more after a charge has ended, for money of the last minute', async () => {
    const { chargeId, reference, orderId } = await waiting()
    duitku.settle(reference, 'paid')
    shop.clock.pass({ hours: 2 })
    await expireCharges(shop.deps)
    expect((await shop.charge(chargeId)).state).toBe('expired')

    await askPending(shop.deps)
    for (let seconds = 0; seconds < 300; seconds += 10) {
      await shop.effects.idle()
      shop.clock.pass({ seconds: 10 })
    }
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })
})

import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createTripay } from '../../../src/adapters/payments/tripay/tripay.ts'
import { startTripayStandIn } from '../../../src/adapters/payments/tripay/tripay-stand-in.ts'
import { OutcomeUnknown, Rejected } from '../../../src/domain/fault.ts'
import type { NewCharge } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { listeningDoor } from './broken-server.ts'
import { KEYS } from './stages.ts'

const soon = () => AbortSignal.timeout(5_000)

const charge: NewCharge = {
  method: 'tripay-qris',
  reference: 'W12-1-K7Q2M',
  amountRupiah: 15_000,
  description: 'Harian',
  customerName: 'Budi',
  customerPhone: null,
  lastsMinutes: 60,
  callbackUrl: 'https://wifi.example.co.id/webhooks/payments/tripay',
  returnUrl: 'https://wifi.example.co.id/pay/x',
}
const ref = { ...charge, providerReference: null }

async function standIn(feeOfCustomerRupiah = 0) {
  const other = await startTripayStandIn({ ...KEYS.tripay, feeOfCustomerRupiah })
  atTheEnd(other.close)
  return { other, tripay: createTripay({ ...KEYS.tripay, baseUrl: other.baseUrl }) }
}

describe('a transaction', () => {
  test('asks for no address of the customer: it makes one at our own host', async () => {
    const { other, tripay } = await standIn()
    await tripay.create(charge, soon())
    expect(other.transactions.get(charge.reference)).toMatchObject({
      customer_email: 'w12-1-k7q2m@wifi.example.co.id',
      method: 'QRIS',
      callback_url: charge.callbackUrl,
      expired_time: KEYS.tripay.now().getTime() / 1000 + 3_600,
    })
  })

  test.each([
    ['tripay-qris', { qr: expect.any(String) }],
    ['tripay-bca', { code: { label: 'BCA Virtual Account', value: '570888123456789' } }],
    ['tripay-alfamart', { code: { label: 'Alfamart', value: '570888123456789' } }],
    ['tripay-dana', { payUrl: expect.stringContaining('/pay/') }],
  ])('by %s shows what that way needs, and nothing else', async (method, details) => {
    const { tripay } = await standIn()
    expect((await tripay.create({ ...charge, method }, soon())).details).toEqual(details)
  })

  test('lives no shorter than its banks allow', async () => {
    const { other, tripay } = await standIn()
    await tripay.create({ ...charge, method: 'tripay-bri', lastsMinutes: 15 }, soon())
    expect(other.transactions.get(charge.reference)?.status).toBe('UNPAID')
  })

  test('is refused for good where the amount is too small for a bank', async () => {
    const { tripay } = await standIn()
    const small = { ...charge, method: 'tripay-bca', amountRupiah: 9_999 }
    await expect(tripay.create(small, soon())).rejects.toBeInstanceOf(Rejected)
  })

  test('that answered nothing is found by our own reference', async () => {
    const { other, tripay } = await standIn()
    other.behave({ create: 'hangs_up' })
    await expect(tripay.create(charge, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(await tripay.status?.(ref, soon())).toMatchObject({ state: 'pending' })
  })
})

test('a fee that the merchant has customers bear is not taken for money of theirs', async () => {
  const { other, tripay } = await standIn(1_450)
  const door = await listeningDoor()
  await tripay.create({ ...charge, callbackUrl: door.url }, soon())
  expect(other.transactions.get(charge.reference)?.amount).toBe(16_450)
  other.settle(charge.reference, 'paid')
  await other.tell(charge.reference)
  const { raw, headers } = door.heard[0] ?? { raw: '', headers: {} }

  expect(tripay.readCallback?.(raw, headers)).toMatchObject({ amountRupiah: 15_000 })
  expect(await tripay.status?.(ref, soon())).toMatchObject({ state: 'paid', amountRupiah: 15_000 })
})

describe('news', () => {
  const tripay = createTripay({ ...KEYS.tripay, baseUrl: 'http://127.0.0.1:9' })
  const read = (more: object, event = 'payment_status', key = KEYS.tripay.privateKey) => {
    const raw = JSON.stringify({
      reference: 'T1',
      merchant_ref: 'W1',
      total_amount: 15_000,
      fee_customer: 0,
      status: 'PAID',
      ...more,
    })
    return tripay.readCallback?.(raw, {
      'x-callback-signature': createHmac('sha256', key).update(raw).digest('hex'),
      'x-callback-event': event,
    })
  }

  test.each([
    ['PAID', 'paid'],
    ['EXPIRED', 'failed'],
    ['FAILED', 'failed'],
    ['REFUND', 'failed'],
    ['UNPAID', 'pending'],
  ])('of %s claim %s', (status, claims) => {
    expect(read({ status })).toMatchObject({ kind: 'signed', reference: 'W1', claims })
  })

  test('of another event, another key, or with no reference of ours are turned away', () => {
    expect(read({}, 'something_else')?.kind).toBe('malformed')
    expect(read({}, 'payment_status', 'guessed')).toEqual({ kind: 'bad_signature' })
    expect(read({ merchant_ref: null })?.kind).toBe('malformed')
    expect(read({ fee_customer: 20_000 })?.kind).toBe('malformed')
  })
})

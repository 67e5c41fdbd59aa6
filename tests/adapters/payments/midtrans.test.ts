import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMidtrans } from '../../../src/adapters/payments/midtrans/midtrans.ts'
import { startMidtransStandIn } from '../../../src/adapters/payments/midtrans/midtrans-stand-in.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { NewCharge } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { brokenServer } from './broken-server.ts'
import { KEYS } from './stages.ts'

const { serverKey } = KEYS.midtrans
const soon = () => AbortSignal.timeout(5_000)

const charge: NewCharge = {
  method: 'midtrans-qris',
  reference: 'W12-1-K7Q2M',
  amountRupiah: 150_000,
  description: 'Harian '.repeat(20),
  customerName: 'Budi',
  customerPhone: '6281200000001',
  lastsMinutes: 60,
  callbackUrl: 'https://wifi.example.co.id/webhooks/payments/midtrans',
  returnUrl: 'https://wifi.example.co.id/pay/x',
}
const ref = { ...charge, providerReference: 'the-token' }

async function standIn() {
  const other = await startMidtransStandIn({ serverKey })
  atTheEnd(other.close)
  return { other, midtrans: createMidtrans({ serverKey, baseUrl: other.baseUrl }) }
}

describe('a page', () => {
  test('shows the way that was chosen, tells us of it, and ends when the charge does', async () => {
    const { other, midtrans } = await standIn()
    const { details } = await midtrans.create(charge, soon())
    expect(details).toEqual({ payUrl: expect.stringContaining('https://') })
    expect(other.transactions.get(charge.reference)).toMatchObject({
      enabledPayments: ['other_qris'],
      callbackUrl: charge.callbackUrl,
      expiryMinutes: 60,
    })
    const page = { ...charge, method: 'midtrans-page', reference: 'W12-2-K7Q2M' }
    await midtrans.create(page, soon())
    expect(other.transactions.get(page.reference)?.enabledPayments).toBeUndefined()
  })

  test('that answered nothing was made all the same, and is not made again', async () => {
    const { other, midtrans } = await standIn()
    other.behave({ create: 'hangs_up' })
    await expect(midtrans.create(charge, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(other.transactions.size).toBe(1)
    other.behave({})
    await expect(midtrans.create(charge, soon())).rejects.toBeInstanceOf(Rejected)
  })
})

describe('a status', () => {
  test('is waiting while the customer has not chosen, although Midtrans knows of nothing', async () => {
    const { other, midtrans } = await standIn()
    await midtrans.create(charge, soon())
    expect(await midtrans.status?.(ref, soon())).toMatchObject({ state: 'pending' })
    expect(await midtrans.status?.({ ...ref, providerReference: null }, soon())).toMatchObject({
      state: 'absent',
    })
    other.turn(charge.reference, { status: 'pending' })
    expect(await midtrans.status?.(ref, soon())).toMatchObject({
      state: 'pending',
      amountRupiah: 150_000,
    })
  })

  test.each([
    ['settlement', 'accept', 'paid'],
    ['capture', 'accept', 'paid'],
    ['capture', 'challenge', 'pending'],
    ['capture', 'deny', 'failed'],
    ['deny', 'deny', 'failed'],
    ['expire', 'accept', 'expired'],
  ] as const)('of %s with fraud %s is %s', async (status, fraud, state) => {
    const { other, midtrans } = await standIn()
    await midtrans.create(charge, soon())
    other.turn(charge.reference, { status, fraud })
    expect(await midtrans.status?.(ref, soon())).toMatchObject({ state, amountRupiah: 150_000 })
  })

  test('of money that went back in part says that there was money, not how much', async () => {
    const { other, midtrans } = await standIn()
    await midtrans.create(charge, soon())
    other.settle(charge.reference, 'paid')
    await midtrans.refund?.({ ...ref, amountRupiah: 50_000, reason: 'x', key: 'k1' }, soon())
    expect(await midtrans.status?.(ref, soon())).toMatchObject({
      state: 'paid',
      amountRupiah: null,
    })
  })

  test.each([
    ['asked too often', { status: 429, body: {} }, Unreachable],
    ['not well', { status: 200, body: { status_code: '503' } }, Unreachable],
    ['of another order', { status: 200, body: transaction({ order_id: 'W2' }) }, Unreachable],
    [
      'nobody documented',
      { status: 200, body: transaction({ transaction_status: 'dancing' }) },
      Rejected,
    ],
  ])('%s is not believed', async (_, { status, body }, fault) => {
    const baseUrl = await brokenServer((response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
    const odd = createMidtrans({ serverKey, baseUrl })
    await expect(odd.status?.({ ...ref, reference: 'W1' }, soon())).rejects.toBeInstanceOf(fault)
  })
})

describe('money sent back', () => {
  test('by account number is not possible, so that the wallet gets it', async () => {
    const { other, midtrans } = await standIn()
    await midtrans.create({ ...charge, method: 'midtrans-bca' }, soon())
    other.settle(charge.reference, 'paid')
    const back = midtrans.refund?.({ ...ref, reason: 'x', key: 'k1' }, soon())
    await expect(back).rejects.toBeInstanceOf(Rejected)
  })

  test('whose answer was lost is found by asking the same again', async () => {
    const { other, midtrans } = await standIn()
    await midtrans.create(charge, soon())
    other.settle(charge.reference, 'paid')
    other.behave({ refund: 'hangs_up' })
    const refund = { ...ref, reason: 'x', key: 'k1' }
    await expect(midtrans.refund?.(refund, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    other.behave({})
    expect(await midtrans.refund?.(refund, soon())).toEqual({ providerReference: '1001' })
    expect(other.refundedRupiah(charge.reference)).toBe(150_000)
  })
})

describe('news', () => {
  const midtrans = createMidtrans({ serverKey, baseUrl: 'http://127.0.0.1:9' })
  const read = (body: object) => midtrans.readCallback?.(JSON.stringify(body), {})

  test('are signed over the amount as it was written, and read as whole rupiah', () => {
    expect(read(signed({}))).toMatchObject({ kind: 'signed', amountRupiah: 15_000, claims: 'paid' })
    expect(read({ ...signed({}), gross_amount: '15000' })).toEqual({ kind: 'bad_signature' })
    expect(read(signed({ gross_amount: '15000.50' }))?.kind).toBe('malformed')
    expect(read(signed({ currency: 'USD' }))?.kind).toBe('malformed')
  })

  test('whose state was written over verify, and so only make us ask', () => {
    expect(read({ ...signed({}), transaction_status: 'deny' })).toMatchObject({ claims: 'failed' })
  })

  test('are turned away whatever else they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.json()), (raw) => {
        expect(midtrans.readCallback?.(raw, {}).kind).not.toBe('signed')
      }),
    )
  })
})

function transaction(more: object) {
  return {
    status_code: '200',
    transaction_id: 't1',
    order_id: 'W1',
    gross_amount: '15000.00',
    currency: 'IDR',
    transaction_status: 'settlement',
    fraud_status: 'accept',
    ...more,
  }
}

function signed(more: object) {
  const news = transaction(more)
  const text = news.order_id + news.status_code + news.gross_amount + serverKey
  return { ...news, signature_key: createHash('sha512').update(text).digest('hex') }
}

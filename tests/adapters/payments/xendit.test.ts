import { describe, expect, test } from 'vitest'
import { createXendit } from '../../../src/adapters/payments/xendit/xendit.ts'
import { startXenditStandIn } from '../../../src/adapters/payments/xendit/xendit-stand-in.ts'
import { OutcomeUnknown, Rejected } from '../../../src/domain/fault.ts'
import type { NewCharge } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { brokenServer } from './broken-server.ts'
import { KEYS } from './stages.ts'

const { callbackToken } = KEYS.xendit
const soon = () => AbortSignal.timeout(5_000)

const charge: NewCharge = {
  method: 'xendit-invoice',
  reference: 'W12-1-K7Q2M',
  amountRupiah: 150_000,
  description: 'Bulanan',
  customerName: 'Budi',
  customerPhone: '6281200000001',
  lastsMinutes: 90,
  callbackUrl: 'https://wifi.example.co.id/webhooks/payments/xendit',
  returnUrl: 'https://wifi.example.co.id/pay/x',
}

async function standIn() {
  const other = await startXenditStandIn(KEYS.xendit)
  atTheEnd(other.close)
  return { other, xendit: createXendit({ ...KEYS.xendit, baseUrl: other.baseUrl }) }
}

test('an invoice lives as long as the charge, and Xendit writes to nobody about it', async () => {
  const { other, xendit } = await standIn()
  const { details, providerReference } = await xendit.create(charge, soon())
  expect(details).toEqual({ payUrl: expect.stringContaining('https://') })
  expect(other.invoices).toMatchObject([
    { id: providerReference, durationSeconds: 5_400, amount: 150_000 },
  ])
})

test('an invoice that answered nothing is found by our own reference', async () => {
  const { other, xendit } = await standIn()
  other.behave({ create: 'hangs_up' })
  await expect(xendit.create(charge, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
  other.settle(charge.reference, 'paid')
  expect(await xendit.status?.({ ...charge, providerReference: null }, soon())).toMatchObject({
    state: 'paid',
    amountRupiah: 150_000,
  })
})

describe('news', () => {
  const xendit = createXendit({ ...KEYS.xendit, baseUrl: 'http://127.0.0.1:9' })
  const invoice = { id: 'i1', external_id: 'W1', amount: 15_000, paid_amount: 15_000 }
  const read = (more: object, token = callbackToken) =>
    xendit.readCallback?.(JSON.stringify({ ...invoice, status: 'PAID', ...more }), {
      'x-callback-token': token,
    })

  test.each([
    ['PAID', 'paid'],
    ['SETTLED', 'paid'],
    ['EXPIRED', 'failed'],
    ['PENDING', 'pending'],
    ['DANCING', 'pending'],
  ])('of %s claim %s', (status, claims) => {
    expect(read({ status })).toMatchObject({ kind: 'signed', claims })
  })

  test('tell what was paid, not what was asked', () => {
    expect(read({ paid_amount: 12_000 })).toMatchObject({ amountRupiah: 12_000 })
    expect(read({ paid_amount: null })).toMatchObject({ amountRupiah: 15_000 })
    expect(read({ paid_amount: '12000.00' })).toMatchObject({ amountRupiah: 12_000 })
    expect(read({ currency: 'PHP' })?.kind).toBe('malformed')
  })

  test('without the token of the dashboard are turned away', () => {
    for (const token of ['', 'guessed', `${callbackToken} `, callbackToken.toUpperCase()]) {
      expect(read({}, token)).toEqual({ kind: 'bad_signature' })
    }
  })

  test('of anything but an invoice are turned away', () => {
    const headers = { 'x-callback-token': callbackToken }
    for (const raw of ['', 'null', '[]', '{"event":"payment.succeeded","data":{}}']) {
      expect(xendit.readCallback?.(raw, headers).kind).toBe('malformed')
    }
  })
})

describe('money sent back', () => {
  const refund = { ...charge, providerReference: null, reason: 'x', key: 'refund:7' }

  test('is asked for once, with the key that keeps it so', async () => {
    const { other, xendit } = await standIn()
    await xendit.create(charge, soon())
    other.settle(charge.reference, 'paid')
    other.behave({ refund: 'hangs_up' })
    await expect(xendit.refund?.(refund, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    other.behave({})
    expect(await xendit.refund?.(refund, soon())).toEqual({
      providerReference: expect.stringContaining('rfd-'),
    })
    expect(other.refundedRupiah(charge.reference)).toBe(150_000)
  })

  test.each([
    [409, { error_code: 'IDEMPOTENCY_ERROR' }, OutcomeUnknown],
    [200, { id: 'rfd-1', status: 'FAILED' }, Rejected],
    [400, { error_code: 'REFUND_NOT_SUPPORTED' }, Rejected],
  ])('answered with %i %j is taken for what it is', async (status, body, fault) => {
    const invoices = [
      { id: 'i1', external_id: charge.reference, amount: 150_000, status: 'PAID', currency: 'IDR' },
    ]
    let asked = 0
    const baseUrl = await brokenServer((response) => {
      const first = (asked += 1) === 1
      response
        .writeHead(first ? 200 : status, { 'content-type': 'application/json' })
        .end(JSON.stringify(first ? invoices : body))
    })
    const odd = createXendit({ ...KEYS.xendit, baseUrl })
    await expect(odd.refund?.(refund, soon())).rejects.toBeInstanceOf(fault)
  })
})

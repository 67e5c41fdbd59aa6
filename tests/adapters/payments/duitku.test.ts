import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDuitku } from '../../../src/adapters/payments/duitku/duitku.ts'
import { startDuitkuStandIn } from '../../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { duitkuSignature } from '../../../src/adapters/payments/duitku/signature.ts'
import { readAmount } from '../../../src/adapters/payments/read-amount.ts'
import { Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { NewCharge } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { brokenServer } from './broken-server.ts'

const settings = { merchantCode: 'D1234', apiKey: 'test-api-key-123', signature: 'hmac' } as const
const soon = () => AbortSignal.timeout(5_000)

const charge: NewCharge = {
  method: 'duitku-qris',
  reference: 'W12-1-K7Q2M',
  amountRupiah: 150_000,
  description: 'Harian',
  customerName: 'Budi',
  customerPhone: '6281200000001',
  lastsMinutes: 60,
  callbackUrl: 'https://wifi.example.co.id/webhooks/payments/duitku',
  returnUrl: 'https://wifi.example.co.id/pay/x',
}

async function standIn() {
  const other = await startDuitkuStandIn(settings)
  atTheEnd(other.close)
  return { other, duitku: createDuitku({ ...settings, baseUrl: other.baseUrl }) }
}

describe('a signature', () => {
  test.each([
    [
      ['D1234', '1700000000000'],
      '1880f0ce93376632283acba69b750498b07cc9616e1b74920b8de445998ad5c2',
    ],
    [
      ['D1234', 'ORD-20260812-000001'],
      '303eb931235455e8af3ee873e3912351c7537122ef431775226413887ae5ad97',
    ],
    [
      ['D1234', '150000', 'ORD-20260812-000001'],
      'b0a4797cda909f0140e84582b0b89d7abd5a330fe63cbd98fa3df2edd1a729bf',
    ],
  ])('of %j is what others compute as well', (parts, expected) => {
    expect(duitkuSignature('hmac', settings.apiKey, parts)).toBe(expected)
  })

  test('of the old kind is MD5 with the key at the end', () => {
    const md5 = createHash('md5').update('D1234W1150000test-api-key-123').digest('hex')
    expect(duitkuSignature('legacy', settings.apiKey, ['D1234', 'W1', '150000'])).toBe(md5)
  })
})

describe('an inquiry', () => {
  test('asks for no address of the customer: it makes one at our own host', async () => {
    const { other, duitku } = await standIn()
    await duitku.create(charge, soon())
    expect(other.transactions.get(charge.reference)).toMatchObject({
      email: 'w12-1-k7q2m@wifi.example.co.id',
      paymentMethod: 'SP',
      expiryPeriod: 60,
      callbackUrl: charge.callbackUrl,
    })
  })

  test('fits where the host is long and the name is strange', async () => {
    const { duitku } = await standIn()
    const host = 'pembayaran.internet-desa-sukamaju.example'
    await expect(
      duitku.create(
        {
          ...charge,
          customerName: '🙂 Ñoño Sastrowardoyo Kusumaningrat',
          callbackUrl: `https://${host}/webhooks/payments/duitku`,
        },
        soon(),
      ),
    ).resolves.toMatchObject({ details: { qr: expect.any(String) } })
    await expect(
      duitku.create({ ...charge, reference: 'W12-2-K7Q2M', customerName: '王' }, soon()),
    ).resolves.toBeDefined()
  })

  test.each([
    ['duitku-qris', { qr: expect.any(String) }],
    ['duitku-va-bca', { code: { label: 'BCA Virtual Account', value: '7007014001444348' } }],
    ['duitku-dana', { payUrl: expect.stringContaining('https://') }],
  ])('for %s shows what that way needs, and nothing else', async (method, details) => {
    const { duitku } = await standIn()
    expect((await duitku.create({ ...charge, method }, soon())).details).toEqual(details)
  })

  test('is refused for good where the key is wrong or the amount too small', async () => {
    const { other, duitku } = await standIn()
    const stranger = createDuitku({ ...settings, apiKey: 'wrong', baseUrl: other.baseUrl })
    await expect(stranger.create(charge, soon())).rejects.toBeInstanceOf(Rejected)
    await expect(duitku.create({ ...charge, amountRupiah: 9_999 }, soon())).rejects.toThrow(
      'Minimum Payment',
    )
  })
})

describe('a status', () => {
  test.each([429, 403])('refused with %i says how long to be silent', async (status) => {
    const wall = createDuitku({
      ...settings,
      baseUrl: await brokenServer((response) =>
        response.writeHead(status, { 'retry-after': '3600' }).end(),
      ),
    })
    const refusal = await wall
      .status?.(
        { method: 'duitku-qris', reference: 'W1', providerReference: null, amountRupiah: 1 },
        soon(),
      )
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Unreachable)
    expect(refusal).toMatchObject({ retryAfterMs: 3_600_000 })
  })

  test.each([
    ['of another order', { merchantOrderId: 'W2', statusCode: '00', amount: '15000' }, Unreachable],
    ['nobody documented', { merchantOrderId: 'W1', statusCode: '07', amount: '15000' }, Rejected],
  ])('%s is not believed', async (_, body, fault) => {
    const odd = createDuitku({
      ...settings,
      baseUrl: await brokenServer((response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      ),
    })
    await expect(
      odd.status?.(
        { method: 'duitku-qris', reference: 'W1', providerReference: null, amountRupiah: 1 },
        soon(),
      ),
    ).rejects.toBeInstanceOf(fault)
  })
})

describe('a callback', () => {
  const duitku = createDuitku({ ...settings, baseUrl: 'http://127.0.0.1:9' })
  const read = (fields: Record<string, string>) =>
    duitku.readCallback?.(new URLSearchParams(fields).toString(), {})
  const signed = (amount: string, scheme: 'hmac' | 'legacy' = 'hmac') => ({
    merchantCode: 'D1234',
    amount,
    merchantOrderId: 'W1',
    resultCode: '00',
    signature: duitkuSignature(scheme, settings.apiKey, ['D1234', amount, 'W1']),
  })

  test('is signed over the amount as it was written, and read as whole rupiah', () => {
    expect(read(signed('149000.00'))).toMatchObject({ kind: 'signed', amountRupiah: 149_000 })
    expect(read({ ...signed('149000.00'), amount: '149000' })).toEqual({ kind: 'bad_signature' })
    expect(read(signed('149000.50'))?.kind).toBe('malformed')
  })

  test.each([
    ['00', 'paid'],
    ['01', 'failed'],
    ['02', 'failed'],
    ['99', 'pending'],
  ])('with result %s claims %s', (resultCode, claims) => {
    expect(read({ ...signed('15000'), resultCode })).toMatchObject({ claims })
  })

  test('signed the other way is turned away, with a hint for whoever set it up', () => {
    expect(read(signed('15000', 'legacy'))).toEqual({
      kind: 'bad_signature',
      hint: 'it is right by DUITKU_SIGNATURE=legacy',
    })
  })

  test('is turned away whatever else it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (raw) => {
        expect(duitku.readCallback?.(raw, {}).kind).not.toBe('signed')
      }),
    )
  })
})

test('an amount is digits, perhaps with nought cents, and nothing else', () => {
  expect(['150000', '150000.00', '150000.0', '0'].map(readAmount)).toEqual([
    150_000, 150_000, 150_000, 0,
  ])
  for (const text of ['150000.50', '-1', '1e3', ' 1', '1,000', '', '0x10', '١٢٣', '9'.repeat(16)]) {
    expect(readAmount(text)).toBeUndefined()
  }
  expect(readAmount(undefined)).toBeUndefined()
})

import { createDuitku } from '../../../src/adapters/payments/duitku/duitku.ts'
import { startDuitkuStandIn } from '../../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { createMidtrans } from '../../../src/adapters/payments/midtrans/midtrans.ts'
import { startMidtransStandIn } from '../../../src/adapters/payments/midtrans/midtrans-stand-in.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { createTripay } from '../../../src/adapters/payments/tripay/tripay.ts'
import { startTripayStandIn } from '../../../src/adapters/payments/tripay/tripay-stand-in.ts'
import { createXendit } from '../../../src/adapters/payments/xendit/xendit.ts'
import { startXenditStandIn } from '../../../src/adapters/payments/xendit/xendit-stand-in.ts'
import type { Gateway } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'

/** A gateway and the other side of it, each in its own way. */
export type Stage = {
  gateway: (baseUrl?: string) => Gateway
  /** The same, with keys somebody guessed. */
  stranger: Gateway
  method: string
  pay: (reference: string, amountRupiah?: number) => void
  fail: (reference: string) => void
  tell: (reference: string) => Promise<unknown>
  /** What has gone back; absent where nothing ever does. */
  refundedRupiah?: (reference: string) => number
  /** For those whose news go where the dashboard says. */
  setWebhook?: (url: string) => void
  /** What is asked is told only once the customer has chosen how to pay. */
  asksLate?: boolean
  /** The number of a payment is another than that of the page it was made on. */
  numbersPayments?: boolean
  /** The news prove who sent them, not what they say. */
  provesSenderOnly?: boolean
  /** It makes a second charge of the same reference. */
  takesReferencesTwice?: boolean
}

export const KEYS = {
  duitku: { merchantCode: 'D1234', apiKey: 'test-api-key-123' },
  midtrans: { serverKey: 'SB-Mid-server-abc123' },
  xendit: { secretKey: 'xnd_development_abc123', callbackToken: 'a-token-of-the-dashboard' },
  tripay: {
    merchantCode: 'T1234',
    apiKey: 'DEV-api-key',
    privateKey: 'private-key',
    now: () => new Date('2026-12-01T03:00:00Z'),
  },
}

export const stages = {
  Duitku: () => duitkuStage('hmac'),
  'Duitku with legacy signatures': () => duitkuStage('legacy'),
  Midtrans: midtransStage,
  Xendit: xenditStage,
  Tripay: tripayStage,
  'the sandbox gateway': sandboxStage,
}

async function duitkuStage(signature: 'hmac' | 'legacy'): Promise<Stage> {
  const settings = { ...KEYS.duitku, signature }
  const other = await startDuitkuStandIn(settings)
  atTheEnd(other.close)
  return {
    gateway: (baseUrl = other.baseUrl) => createDuitku({ ...settings, baseUrl }),
    stranger: createDuitku({ ...settings, apiKey: 'guessed', baseUrl: other.baseUrl }),
    method: 'duitku-va-bca',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'expired'),
    tell: other.tell,
  }
}

async function midtransStage(): Promise<Stage> {
  const other = await startMidtransStandIn(KEYS.midtrans)
  atTheEnd(other.close)
  const { baseUrl: here } = other
  return {
    gateway: (baseUrl = here) => createMidtrans({ ...KEYS.midtrans, baseUrl }),
    stranger: createMidtrans({ serverKey: 'guessed', baseUrl: here }),
    method: 'midtrans-qris',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'failed'),
    tell: other.tell,
    refundedRupiah: other.refundedRupiah,
    asksLate: true,
    numbersPayments: true,
  }
}

async function xenditStage(): Promise<Stage> {
  const other = await startXenditStandIn(KEYS.xendit)
  atTheEnd(other.close)
  const { baseUrl: here } = other
  return {
    gateway: (baseUrl = here) => createXendit({ ...KEYS.xendit, baseUrl }),
    stranger: createXendit({ secretKey: 'guessed', callbackToken: 'guessed', baseUrl: here }),
    method: 'xendit-invoice',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'expired'),
    tell: other.tell,
    refundedRupiah: other.refundedRupiah,
    setWebhook: other.setWebhook,
    provesSenderOnly: true,
    takesReferencesTwice: true,
  }
}

async function tripayStage(): Promise<Stage> {
  const other = await startTripayStandIn(KEYS.tripay)
  atTheEnd(other.close)
  const { baseUrl: here } = other
  const guessed = { ...KEYS.tripay, apiKey: 'guessed', privateKey: 'guessed' }
  return {
    gateway: (baseUrl = here) => createTripay({ ...KEYS.tripay, baseUrl }),
    stranger: createTripay({ ...guessed, baseUrl: here }),
    method: 'tripay-bca',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'failed'),
    tell: other.tell,
  }
}

async function sandboxStage(): Promise<Stage> {
  const secret = 'sandbox-secret'
  const other = await startSandboxServer({ secret })
  atTheEnd(other.close)
  return {
    gateway: (baseUrl = other.baseUrl) => createSandbox({ baseUrl, secret }),
    stranger: createSandbox({ baseUrl: other.baseUrl, secret: 'guessed' }),
    method: 'sandbox',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'failed'),
    tell: other.tell,
    refundedRupiah: other.refundedRupiah,
  }
}

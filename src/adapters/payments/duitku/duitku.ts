import { z } from 'zod'
import { OutcomeUnknown, Unreachable } from '../../../domain/fault.ts'
import type { ChargeDetails } from '../../../domain/payments/charge.ts'
import type {
  CallbackReading,
  ChargeRef,
  ChargeStatus,
  CreatedCharge,
  Gateway,
  NewCharge,
} from '../../../domain/payments/gateway.ts'
import { type HttpAnswer, httpCall, refusedBy } from '../http-call.ts'
import { mailFor } from '../mail-for.ts'
import { parseJson } from '../parse-json.ts'
import { readAmount } from '../read-amount.ts'
import { duitkuChannels } from './channels.ts'
import { type DuitkuScheme, duitkuSignature, isDuitkuSignature } from './signature.ts'

export type DuitkuSettings = {
  merchantCode: string
  apiKey: string
  /** `https://sandbox.duitku.com` or `https://passport.duitku.com`. */
  baseUrl: string
  signature: DuitkuScheme
}

/** Duitku blocks for about an hour whoever asks too often, and does not say how often that is. */
const STATUS_BUDGET = { burst: 10, perSecond: 1, backgroundSeconds: 10 }

/**
 * The direct API (docs.duitku.com/api): `v2/inquiry`, `transactionStatus`, and callbacks whose
 * signature leaves out the result, so that only `status` can be believed.
 */
export function createDuitku(settings: DuitkuSettings): Gateway {
  return {
    name: 'duitku',
    methods: duitkuChannels.map(({ code: _code, shows: _shows, ...method }) => method),
    statusBudget: STATUS_BUDGET,
    create: (charge, signal) => inquire(settings, charge, signal),
    status: (charge, signal) => transactionStatus(settings, charge, signal),
    readCallback: (raw) => readCallback(settings, raw),
  }
}

const inquiryAnswer = z.object({
  reference: z.string().min(1),
  paymentUrl: z.string().optional(),
  vaNumber: z.string().optional(),
  qrString: z.string().optional(),
  amount: z.union([z.string(), z.number()]).optional(),
  statusCode: z.string(),
  statusMessage: z.string().optional(),
})

async function inquire(
  settings: DuitkuSettings,
  charge: NewCharge,
  signal: AbortSignal,
): Promise<CreatedCharge> {
  const { merchantCode, apiKey, signature } = settings
  const amount = String(charge.amountRupiah)
  const channel = duitkuChannels.find(({ method }) => method === charge.method)
  if (!channel) throw new Error(`Duitku has no ${charge.method}`)

  const answer = await post(
    settings,
    'v2/inquiry',
    {
      merchantCode,
      paymentAmount: charge.amountRupiah,
      merchantOrderId: charge.reference,
      productDetails: charge.description.slice(0, 255),
      email: mailFor(charge),
      ...(charge.customerPhone !== null && { phoneNumber: charge.customerPhone.slice(0, 50) }),
      paymentMethod: channel.code,
      customerVaName: nameForBanks(charge.customerName),
      returnUrl: charge.returnUrl,
      callbackUrl: charge.callbackUrl,
      expiryPeriod: charge.lastsMinutes,
      signature: duitkuSignature(signature, apiKey, [merchantCode, charge.reference, amount]),
    },
    { signal, changes: true },
  )
  if (answer.status === 429) {
    throw new Unreachable('Duitku takes no inquiries right now', waitOf(answer))
  }
  if (answer.status !== 200) throw refusedBy('Duitku', answer)
  const made = inquiryAnswer.safeParse(parseJson(answer.body))
  if (!made.success) throw new OutcomeUnknown('Duitku answered an inquiry with something else')
  if (made.data.statusCode !== '00') throw refusedBy('Duitku', answer, made.data.statusCode)
  return {
    providerReference: made.data.reference,
    details: detailsOf(made.data, channel),
  }
}

function detailsOf(
  made: z.infer<typeof inquiryAnswer>,
  { shows, label }: { shows: 'qr' | 'number' | 'page'; label: string },
): ChargeDetails {
  if (shows === 'qr' && made.qrString) return { qr: made.qrString }
  if (shows === 'number' && made.vaNumber) return { code: { label, value: made.vaNumber } }
  if (made.paymentUrl) return { payUrl: made.paymentUrl }
  throw new OutcomeUnknown('Duitku gave nothing to pay with')
}

const statusAnswer = z.object({
  merchantOrderId: z.string(),
  reference: z.string().optional(),
  amount: z.union([z.string(), z.number()]).optional(),
  statusCode: z.string(),
})

const STATES = new Map<string, ChargeStatus['state']>([
  ['00', 'paid'],
  ['01', 'pending'],
  ['02', 'expired'],
])

async function transactionStatus(
  settings: DuitkuSettings,
  charge: ChargeRef,
  signal: AbortSignal,
): Promise<ChargeStatus> {
  const { merchantCode, apiKey, signature } = settings
  const answer = await post(
    settings,
    'transactionStatus',
    {
      merchantCode,
      merchantOrderId: charge.reference,
      signature: duitkuSignature(signature, apiKey, [merchantCode, charge.reference]),
    },
    { signal, changes: false },
  )
  // Its documentation knows no 403: that is a wall in front of it.
  if (answer.status === 429 || answer.status === 403) {
    throw new Unreachable(`Duitku was asked too often (${answer.status})`, {
      retryAfterMs: 0,
      ...waitOf(answer),
    })
  }
  if (answer.status === 404 && !/merchant not found/i.test(answer.body)) {
    return { state: 'absent', amountRupiah: null, providerReference: null }
  }
  if (answer.status !== 200) throw refusedBy('Duitku', answer)
  const told = statusAnswer.safeParse(parseJson(answer.body))
  if (!told.success || told.data.merchantOrderId !== charge.reference) {
    throw new Unreachable('Duitku told a status of something else')
  }
  const { statusCode, amount, reference } = told.data
  const state = STATES.get(statusCode)
  if (!state) throw refusedBy('Duitku', answer, statusCode)
  return { state, amountRupiah: readAmount(amount) ?? null, providerReference: reference ?? null }
}

const SIGNED_FIELDS = ['merchantCode', 'amount', 'merchantOrderId', 'resultCode', 'signature']

function readCallback(
  { merchantCode, apiKey, signature: scheme }: DuitkuSettings,
  raw: string,
): CallbackReading {
  const form = new URLSearchParams(raw)
  for (const field of SIGNED_FIELDS) {
    const { length } = form.getAll(field)
    // Twice would let us check one and use the other.
    if (length !== 1) return { kind: 'malformed', problem: `${length} times ${field}` }
  }
  const field = (name: string) => form.get(name) ?? ''
  const reference = field('merchantOrderId')
  const parts = [field('merchantCode'), field('amount'), reference]
  const given = field('signature').toLowerCase()
  if (field('merchantCode') !== merchantCode)
    return { kind: 'bad_signature', hint: 'merchant code' }
  if (!isDuitkuSignature(given, { scheme, apiKey, parts })) {
    const other = scheme === 'hmac' ? 'legacy' : 'hmac'
    return isDuitkuSignature(given, { scheme: other, apiKey, parts })
      ? { kind: 'bad_signature', hint: `it is right by DUITKU_SIGNATURE=${other}` }
      : { kind: 'bad_signature' }
  }
  const amountRupiah = readAmount(field('amount'))
  if (amountRupiah === undefined || reference === '') {
    return { kind: 'malformed', problem: 'amount or merchantOrderId' }
  }
  return {
    kind: 'signed',
    reference,
    amountRupiah,
    providerReference: form.get('reference'),
    claims: claimOf(field('resultCode')),
  }
}

function claimOf(resultCode: string) {
  if (resultCode === '00') return 'paid'
  return resultCode === '01' || resultCode === '02' ? 'failed' : 'pending'
}

function post(
  { baseUrl }: DuitkuSettings,
  path: string,
  body: object,
  { signal, changes }: { signal: AbortSignal; changes: boolean },
) {
  return httpCall({
    url: `${baseUrl}/webapi/api/merchant/${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal,
    changes,
  })
}

function waitOf({ retryAfterMs }: HttpAnswer) {
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}

/** Shown by banks on old screens: at most 20 plain letters, and never empty. */
function nameForBanks(name: string) {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 20)
    .trim()
  return plain === '' ? 'Customer' : plain
}

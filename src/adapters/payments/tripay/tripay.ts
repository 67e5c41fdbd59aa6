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
import { httpCall, refusedBy, refuseTooOften } from '../http-call.ts'
import { mailFor } from '../mail-for.ts'
import { parseJson } from '../parse-json.ts'
import { readAmount } from '../read-amount.ts'
import { claimOf } from '../read-claim.ts'
import { tripayChannels } from './channels.ts'
import { isTripaySignature, tripaySignature } from './signature.ts'

export type TripaySettings = {
  merchantCode: string
  apiKey: string
  privateKey: string
  /** `https://tripay.co.id/api-sandbox` or `https://tripay.co.id/api`. */
  baseUrl: string
  /** Its expiry is an instant of the world outside. */
  now: () => Date
}

/** Some of its banks take no shorter life; paying later than we asked is only late. */
const SHORTEST_MINUTES = 60
const STATUS_BUDGET = { burst: 20, perSecond: 2, backgroundSeconds: 2 }

/** Closed payments (tripay.co.id/developer). Nothing can be sent back through it. */
export function createTripay(settings: TripaySettings): Gateway {
  return {
    name: 'tripay',
    methods: tripayChannels.map(({ code: _code, shows: _shows, ...method }) => method),
    statusBudget: STATUS_BUDGET,
    create: (charge, signal) => openTransaction(settings, charge, signal),
    status: (charge, signal) => readStatus(settings, charge, signal),
    readCallback: (raw, headers) => readCallback(settings, raw, headers),
  }
}

const text = z.union([z.string(), z.number()]).nullish()
const created = z.object({
  success: z.literal(true),
  data: z.object({
    reference: z.string().min(1),
    pay_code: text,
    pay_url: z.string().nullish(),
    checkout_url: z.string().nullish(),
    qr_string: z.string().nullish(),
  }),
})

async function openTransaction(
  settings: TripaySettings,
  charge: NewCharge,
  signal: AbortSignal,
): Promise<CreatedCharge> {
  const channel = tripayChannels.find(({ method }) => method === charge.method)
  if (!channel) throw new Error(`Tripay has no ${charge.method}`)
  const { merchantCode, privateKey, now } = settings
  const { reference, amountRupiah, customerPhone } = charge
  const name = charge.description.slice(0, 255)
  const lastsSeconds = Math.max(charge.lastsMinutes, SHORTEST_MINUTES) * 60

  const answer = await httpCall({
    url: `${settings.baseUrl}/transaction/create`,
    method: 'POST',
    headers: headersFor(settings),
    body: JSON.stringify({
      method: channel.code,
      merchant_ref: reference,
      amount: amountRupiah,
      customer_name: charge.customerName.slice(0, 255),
      customer_email: mailFor(charge),
      ...(customerPhone !== null && { customer_phone: customerPhone.slice(0, 50) }),
      order_items: [{ sku: reference, name, price: amountRupiah, quantity: 1 }],
      callback_url: charge.callbackUrl,
      return_url: charge.returnUrl,
      expired_time: Math.floor(now().getTime() / 1000) + lastsSeconds,
      signature: tripaySignature(privateKey, `${merchantCode}${reference}${amountRupiah}`),
    }),
    signal,
    changes: true,
  })
  refuseTooOften('Tripay', answer)
  // It says no with a 200 as well.
  const body = parseJson(answer.body)
  if (saysNo(answer.status, body)) throw refusedBy('Tripay', answer)
  const made = created.safeParse(body)
  if (!made.success) throw new OutcomeUnknown('Tripay answered with something else')
  const { reference: providerReference } = made.data.data
  return { providerReference, details: detailsOf(made.data.data, channel) }
}

function saysNo(status: number, body: unknown) {
  return status >= 400 || z.object({ success: z.literal(false) }).safeParse(body).success
}

function detailsOf(
  made: z.infer<typeof created>['data'],
  { shows, label }: { shows: 'qr' | 'number' | 'page'; label: string },
): ChargeDetails {
  if (shows === 'qr' && made.qr_string) return { qr: made.qr_string }
  if (shows === 'number' && made.pay_code) return { code: { label, value: String(made.pay_code) } }
  const payUrl = made.pay_url ?? made.checkout_url
  if (payUrl) return { payUrl }
  throw new OutcomeUnknown('Tripay gave nothing to pay with')
}

const transaction = z.object({
  reference: z.string().min(1),
  merchant_ref: z.string().nullable(),
  status: z.string(),
  amount: z.number(),
  fee_customer: z.number().optional(),
})
const listed = z.object({ success: z.literal(true), data: z.array(transaction) })

const STATES = new Map<string, ChargeStatus['state']>([
  ['UNPAID', 'pending'],
  ['PAID', 'paid'],
  ['EXPIRED', 'expired'],
  ['FAILED', 'failed'],
  ['REFUND', 'failed'],
])

/** Looked up by our own reference: that of a charge whose answer was lost is all we have. */
async function readStatus(
  settings: TripaySettings,
  charge: ChargeRef,
  signal: AbortSignal,
): Promise<ChargeStatus> {
  const query = new URLSearchParams({ merchant_ref: charge.reference, per_page: '10' })
  const answer = await httpCall({
    url: `${settings.baseUrl}/merchant/transactions?${query.toString()}`,
    method: 'GET',
    headers: headersFor(settings),
    signal,
    changes: false,
  })
  refuseTooOften('Tripay', answer, 0)
  const body = parseJson(answer.body)
  if (saysNo(answer.status, body)) throw refusedBy('Tripay', answer)
  const told = listed.safeParse(body)
  if (!told.success) throw new Unreachable('Tripay told a status of something else')
  const found = told.data.data.find(({ merchant_ref: ours }) => ours === charge.reference)
  if (!found) return { state: 'absent', amountRupiah: null, providerReference: null }
  const state = STATES.get(found.status)
  if (!state) throw refusedBy('Tripay', answer, found.status)
  return {
    state,
    amountRupiah: withoutFee(found.amount, found.fee_customer) ?? null,
    providerReference: found.reference,
  }
}

/** Where the merchant has customers bear its fee, Tripay adds that to what we asked. */
function withoutFee(amount: number, feeRupiah = 0) {
  const [paid, fee] = [readAmount(amount), readAmount(feeRupiah)]
  return paid === undefined || fee === undefined || fee > paid ? undefined : paid - fee
}

const news = z.object({
  reference: z.string().min(1),
  merchant_ref: z.string().min(1),
  total_amount: z.number(),
  fee_customer: z.number().optional(),
  status: z.string(),
})

function readCallback(
  { privateKey }: TripaySettings,
  raw: string,
  headers: Record<string, string>,
): CallbackReading {
  if (!isTripaySignature(headers['x-callback-signature'], { privateKey, text: raw })) {
    return { kind: 'bad_signature' }
  }
  const event = headers['x-callback-event']
  if (event !== 'payment_status') return { kind: 'malformed', problem: `event ${event}` }
  const read = news.safeParse(parseJson(raw))
  if (!read.success) return { kind: 'malformed', problem: 'not the news of a transaction' }
  const amountRupiah = withoutFee(read.data.total_amount, read.data.fee_customer)
  if (amountRupiah === undefined) return { kind: 'malformed', problem: 'total_amount' }
  const state = STATES.get(read.data.status)
  return {
    kind: 'signed',
    reference: read.data.merchant_ref,
    amountRupiah,
    providerReference: read.data.reference,
    claims: claimOf(state),
  }
}

function headersFor({ apiKey }: TripaySettings) {
  return {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }
}

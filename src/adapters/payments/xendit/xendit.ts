import { z } from 'zod'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import type {
  CallbackReading,
  ChargeRef,
  ChargeStatus,
  CreatedCharge,
  Gateway,
  NewCharge,
  PayMethod,
  Refund,
} from '../../../domain/payments/gateway.ts'
import { httpCall, refusedBy, refuseTooOften } from '../http-call.ts'
import { parseJson } from '../parse-json.ts'
import { readAmount } from '../read-amount.ts'
import { claimOf } from '../read-claim.ts'
import { sameText } from '../same-text.ts'

export type XenditSettings = {
  secretKey: string
  /** What its webhooks show: constant, and so no proof of what they say. */
  callbackToken: string
  /** `https://api.xendit.co`, for tests and for real: the key makes the difference. */
  baseUrl: string
}

/** One page with every way the merchant has: which those are, only Xendit knows. */
const INVOICE: PayMethod = {
  method: 'xendit-invoice',
  label: 'QRIS, VA, e-wallet (Xendit)',
  minRupiah: 10_000,
  maxRupiah: 50_000_000,
  lastsMinutes: 1_440,
}

/** Xendit counts 60 questions a minute where it says anything. */
const STATUS_BUDGET = { burst: 10, perSecond: 1, backgroundSeconds: 2 }

/**
 * Invoices (docs.xendit.co). Where its webhooks go is set in its dashboard, not per invoice, and
 * all they show is a constant token, so that only `status` can be believed.
 */
export function createXendit(settings: XenditSettings): Gateway {
  return {
    name: 'xendit',
    methods: [INVOICE],
    statusBudget: STATUS_BUDGET,
    create: (charge, signal) => openInvoice(settings, charge, signal),
    status: (charge, signal) => readStatus(settings, charge, signal),
    readCallback: (raw, headers) => readCallback(settings, raw, headers),
    refund: (refund, signal) => sendBack(settings, refund, signal),
  }
}

const amount = z.union([z.number(), z.string()])
const xenditInvoice = z.object({
  id: z.string().min(1),
  external_id: z.string().min(1),
  status: z.string(),
  amount,
  paid_amount: amount.nullish(),
  currency: z.string().optional(),
})
type Invoice = z.infer<typeof xenditInvoice>

const STATES = new Map<string, ChargeStatus['state']>([
  ['PENDING', 'pending'],
  ['PAID', 'paid'],
  ['SETTLED', 'paid'],
  ['EXPIRED', 'expired'],
])

async function openInvoice(
  settings: XenditSettings,
  charge: NewCharge,
  signal: AbortSignal,
): Promise<CreatedCharge> {
  const { reference, customerPhone, returnUrl } = charge
  const answer = await httpCall({
    url: `${settings.baseUrl}/v2/invoices`,
    method: 'POST',
    headers: headersFor(settings),
    body: JSON.stringify({
      external_id: reference,
      amount: charge.amountRupiah,
      currency: 'IDR',
      description: charge.description.slice(0, 255),
      invoice_duration: charge.lastsMinutes * 60,
      // It would write to the customer otherwise; we do that ourselves.
      should_send_email: false,
      customer: {
        given_names: charge.customerName.slice(0, 255),
        ...(customerPhone !== null && { mobile_number: withPlus(customerPhone) }),
      },
      success_redirect_url: returnUrl,
      failure_redirect_url: returnUrl,
    }),
    signal,
    changes: true,
  })
  refuseTooOften('Xendit', answer)
  if (answer.status !== 200 && answer.status !== 201) throw refusedBy('Xendit', answer)
  const made = xenditInvoice.extend({ invoice_url: z.url() }).safeParse(parseJson(answer.body))
  if (!made.success) throw new OutcomeUnknown('Xendit answered with something else')
  const { id, invoice_url: payUrl } = made.data
  return { providerReference: id, details: { payUrl } }
}

async function readStatus(
  settings: XenditSettings,
  charge: ChargeRef,
  signal: AbortSignal,
): Promise<ChargeStatus> {
  const found = await findInvoice(settings, charge, signal)
  if (!found) return { state: 'absent', amountRupiah: null, providerReference: null }
  const state = STATES.get(found.status)
  if (!state) throw new Rejected(`Xendit has an invoice that is ${found.status}`)
  return { state, amountRupiah: amountOf(found) ?? null, providerReference: found.id }
}

/** By our own reference, which Xendit takes more than once: of several the paid one counts. */
async function findInvoice(settings: XenditSettings, charge: ChargeRef, signal: AbortSignal) {
  const answer = await httpCall({
    url: `${settings.baseUrl}/v2/invoices?external_id=${encodeURIComponent(charge.reference)}`,
    method: 'GET',
    headers: headersFor(settings),
    signal,
    changes: false,
  })
  refuseTooOften('Xendit', answer, 0)
  if (answer.status !== 200) throw refusedBy('Xendit', answer)
  const told = z.array(xenditInvoice).safeParse(parseJson(answer.body))
  if (!told.success) throw new Unreachable('Xendit told a status of something else')
  const ours = told.data.filter((one) => one.external_id === charge.reference)
  return (
    ours.find(({ status }) => STATES.get(status) === 'paid') ??
    ours.find(({ id }) => id === charge.providerReference) ??
    ours[0]
  )
}

/** What came in, or is asked. Undefined where that is not whole rupiah. */
function amountOf({ currency = 'IDR', status, ...invoice }: Invoice) {
  if (currency !== 'IDR') return undefined
  const paid = STATES.get(status) === 'paid' ? invoice.paid_amount : undefined
  return readAmount(paid ?? invoice.amount)
}

function readCallback(
  { callbackToken }: XenditSettings,
  raw: string,
  headers: Record<string, string>,
): CallbackReading {
  if (!sameText(headers['x-callback-token'], callbackToken)) return { kind: 'bad_signature' }
  const news = xenditInvoice.safeParse(parseJson(raw))
  if (!news.success) return { kind: 'malformed', problem: 'not the news of an invoice' }
  const amountRupiah = amountOf(news.data)
  if (amountRupiah === undefined) return { kind: 'malformed', problem: 'amount or currency' }
  const state = STATES.get(news.data.status)
  return {
    kind: 'signed',
    reference: news.data.external_id,
    amountRupiah,
    providerReference: news.data.id,
    claims: claimOf(state),
  }
}

const refunded = z.object({ id: z.string().min(1), status: z.string() })

async function sendBack(settings: XenditSettings, refund: Refund, signal: AbortSignal) {
  const invoice = await findInvoice(settings, refund, signal)
  if (!invoice) throw new Rejected(`Xendit does not know ${refund.reference}`)
  const answer = await httpCall({
    url: `${settings.baseUrl}/refunds`,
    method: 'POST',
    headers: { ...headersFor(settings), 'idempotency-key': refund.key },
    body: JSON.stringify({
      invoice_id: invoice.id,
      reference_id: refund.key,
      amount: refund.amountRupiah,
      currency: 'IDR',
      // It takes five reasons, and none of ours; what people wrote goes along for its dashboard.
      reason: 'REQUESTED_BY_CUSTOMER',
      metadata: { reason: refund.reason.slice(0, 255) },
    }),
    signal,
    changes: true,
  })
  refuseTooOften('Xendit', answer)
  // The first try with this key is still at work.
  if (answer.status === 409) throw new OutcomeUnknown('Xendit is at work on this refund')
  if (answer.status !== 200 && answer.status !== 201) throw refusedBy('Xendit', answer)
  const told = refunded.safeParse(parseJson(answer.body))
  if (!told.success) throw new OutcomeUnknown('Xendit answered a refund with something else')
  const { id, status } = told.data
  if (status === 'FAILED' || status === 'CANCELLED') throw refusedBy('Xendit', answer, status)
  return { providerReference: id }
}

function withPlus(phone: string) {
  return phone.startsWith('+') ? phone : `+${phone}`
}

function headersFor({ secretKey }: XenditSettings) {
  return {
    authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }
}

import { z } from 'zod'
import { OutcomeUnknown, Unreachable } from '../../../domain/fault.ts'
import type {
  CallbackReading,
  ChargeRef,
  ChargeStatus,
  CreatedCharge,
  Gateway,
  NewCharge,
  Refund,
} from '../../../domain/payments/gateway.ts'
import { type HttpAnswer, httpCall, refusedBy, refuseTooOften } from '../http-call.ts'
import { parseJson } from '../parse-json.ts'
import { readAmount } from '../read-amount.ts'
import { claimOf } from '../read-claim.ts'
import { midtransChannels } from './channels.ts'
import { isMidtransSignature } from './signature.ts'
import { amountOf, midtransTransaction, stateOf } from './transaction.ts'

export type MidtransSettings = {
  serverKey: string
  /** `https://app.sandbox.midtrans.com` or `https://app.midtrans.com`: where its pages are. */
  baseUrl: string
}

/** It says only that there is a limit. */
const STATUS_BUDGET = { burst: 20, perSecond: 5, backgroundSeconds: 1 }

/**
 * Snap, Midtrans' own page (docs.midtrans.com), with status and refunds by its Core API. The
 * signature of its news leaves out the state, so that only `status` can be believed.
 */
export function createMidtrans(settings: MidtransSettings): Gateway {
  return {
    name: 'midtrans',
    methods: midtransChannels.map(({ code: _code, ...method }) => method),
    statusBudget: STATUS_BUDGET,
    create: (charge, signal) => openPage(settings, charge, signal),
    status: (charge, signal) => readStatus(settings, charge, signal),
    readCallback: (raw) => readCallback(settings, raw),
    refund: (refund, signal) => sendBack(settings, refund, signal),
  }
}

const opened = z.object({ token: z.string().min(1), redirect_url: z.url() })

async function openPage(
  settings: MidtransSettings,
  charge: NewCharge,
  signal: AbortSignal,
): Promise<CreatedCharge> {
  const channel = midtransChannels.find(({ method }) => method === charge.method)
  if (!channel) throw new Error(`Midtrans has no ${charge.method}`)
  const { reference, amountRupiah, customerPhone } = charge
  const answer = await httpCall({
    url: `${settings.baseUrl}/snap/v1/transactions`,
    method: 'POST',
    headers: {
      ...headersFor(settings),
      // So that nobody has to type our address into its dashboard.
      'x-override-notification': charge.callbackUrl,
    },
    body: JSON.stringify({
      transaction_details: { order_id: reference, gross_amount: amountRupiah },
      item_details: [
        {
          id: reference,
          price: amountRupiah,
          quantity: 1,
          name: charge.description.slice(0, 50),
        },
      ],
      customer_details: {
        first_name: charge.customerName.slice(0, 255),
        ...(customerPhone !== null && { phone: customerPhone.slice(0, 255) }),
      },
      ...(channel.code !== undefined && { enabled_payments: [channel.code] }),
      callbacks: { finish: charge.returnUrl },
      expiry: { unit: 'minute', duration: charge.lastsMinutes },
    }),
    signal,
    changes: true,
  })
  refuseTooOften('Midtrans', answer)
  if (answer.status !== 201 && answer.status !== 200) throw refusedBy('Midtrans', answer)
  const made = opened.safeParse(parseJson(answer.body))
  if (!made.success) throw new OutcomeUnknown('Midtrans answered with something else')
  const { token, redirect_url: payUrl } = made.data
  return { providerReference: token, details: { payUrl } }
}

async function readStatus(
  settings: MidtransSettings,
  charge: ChargeRef,
  signal: AbortSignal,
): Promise<ChargeStatus> {
  const answer = await askStatus(settings, charge, signal)
  const told = midtransTransaction.safeParse(parseJson(answer.body))
  if (!told.success) {
    if (codeOf(answer) !== '404') throw complaint(answer)
    // It knows of nothing before the customer has chosen on its page; that there is a page to
    // choose on, we know ourselves.
    const state = charge.providerReference === null ? 'absent' : 'pending'
    return { state, amountRupiah: null, providerReference: charge.providerReference }
  }
  if (told.data.order_id !== charge.reference) {
    throw new Unreachable('Midtrans told a status of something else')
  }
  const state = stateOf(told.data)
  if (!state) throw refusedBy('Midtrans', answer, told.data.transaction_status)
  return {
    state,
    amountRupiah: amountOf(told.data),
    providerReference: told.data.transaction_id ?? charge.providerReference,
  }
}

/** It answers 200 to what it refuses and says what it means in the body. */
function codeOf({ status, body }: HttpAnswer) {
  const told = z.object({ status_code: z.string() }).safeParse(parseJson(body))
  return told.success ? told.data.status_code : String(status)
}

function complaint(answer: HttpAnswer) {
  const code = codeOf(answer)
  return /^[23]|^5/.test(code)
    ? new Unreachable(`Midtrans cannot say (${code})`)
    : refusedBy('Midtrans', answer, code)
}

function readCallback({ serverKey }: MidtransSettings, raw: string): CallbackReading {
  const read = midtransTransaction.extend({ signature_key: z.string() }).safeParse(parseJson(raw))
  if (!read.success) return { kind: 'malformed', problem: 'not the news of a transaction' }
  const { signature_key: given, ...news } = read.data
  if (!isMidtransSignature(given, { serverKey, news })) return { kind: 'bad_signature' }
  const amountRupiah = readAmount(news.gross_amount)
  if (amountRupiah === undefined || (news.currency ?? 'IDR') !== 'IDR') {
    return { kind: 'malformed', problem: 'gross_amount or currency' }
  }
  const state = stateOf(news)
  return {
    kind: 'signed',
    reference: news.order_id,
    amountRupiah,
    providerReference: news.transaction_id ?? null,
    claims: claimOf(state),
  }
}

const sentBack = z.object({
  status_code: z.string(),
  refund_chargeback_id: z.union([z.string(), z.number()]).optional(),
  refund_key: z.string().optional(),
})

/** `refund_key` is what makes a second try the same refund. */
async function sendBack(settings: MidtransSettings, refund: Refund, signal: AbortSignal) {
  const answer = await httpCall({
    url: `${apiOf(settings)}/v2/${encodeURIComponent(refund.reference)}/refund`,
    method: 'POST',
    headers: headersFor(settings),
    body: JSON.stringify({
      refund_key: refund.key,
      amount: refund.amountRupiah,
      reason: refund.reason.slice(0, 255),
    }),
    signal,
    changes: true,
  })
  refuseTooOften('Midtrans', answer)
  const code = codeOf(answer)
  const told = sentBack.safeParse(parseJson(answer.body))
  if (told.success && (code === '200' || code === '201')) {
    return { providerReference: String(told.data.refund_chargeback_id ?? refund.key) }
  }
  if (/duplicate/i.test(answer.body)) return findRefund(settings, refund, signal)
  if (code.startsWith('4')) throw refusedBy('Midtrans', answer, code)
  throw new OutcomeUnknown(`Midtrans does not say what became of a refund (${code})`)
}

async function findRefund(settings: MidtransSettings, refund: Refund, signal: AbortSignal) {
  const answer = await askStatus(settings, refund, signal)
  const told = midtransTransaction.safeParse(parseJson(answer.body))
  const found = told.data?.refunds?.find(({ refund_key: key }) => key === refund.key)
  if (!found) throw new OutcomeUnknown('Midtrans knows the refund and does not show it')
  return { providerReference: String(found.refund_chargeback_id ?? refund.key) }
}

async function askStatus(settings: MidtransSettings, charge: ChargeRef, signal: AbortSignal) {
  const answer = await httpCall({
    url: `${apiOf(settings)}/v2/${encodeURIComponent(charge.reference)}/status`,
    method: 'GET',
    headers: headersFor(settings),
    signal,
    changes: false,
  })
  refuseTooOften('Midtrans', answer, 0)
  return answer
}

/** Its pages are at `app.`, everything else at `api.`, otherwise the same address. */
function apiOf({ baseUrl }: MidtransSettings) {
  return baseUrl.replace(/^(https?:\/\/)app\./, '$1api.')
}

function headersFor({ serverKey }: MidtransSettings) {
  return {
    authorization: `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }
}

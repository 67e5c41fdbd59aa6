import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import {
  type GatewayStandIn,
  type Heard,
  type Said,
  sendNews,
  startStandInServer,
} from '../stand-in-server.ts'

type Settings = { secretKey: string; callbackToken: string }

type Invoice = {
  id: string
  external_id: string
  amount: number
  paid_amount?: number
  status: 'PENDING' | 'PAID' | 'SETTLED' | 'EXPIRED'
  durationSeconds: number
}

type SentBack = { id: string; key: string; wish: string; invoiceId: string; amount: number }

export type XenditStandIn = GatewayStandIn & {
  invoices: readonly Invoice[]
  /** As its dashboard does: where news of every invoice go. */
  setWebhook: (url: string) => void
}

/** Xendit's invoices as far as its documentation tells; it refuses what the real one refuses. */
export async function startXenditStandIn(settings: Settings): Promise<XenditStandIn> {
  const invoices: Invoice[] = []
  const refunds: SentBack[] = []
  let webhookUrl: string | undefined
  /** It takes a reference twice; the newest is the one meant. */
  const known = (reference: string) => {
    const invoice = invoices.findLast(({ external_id: ours }) => ours === reference)
    if (!invoice) throw new Error(`nobody opened an invoice for ${reference}`)
    return invoice
  }
  const refundedOf = ({ id }: Invoice) =>
    refunds.reduce((sum, one) => sum + (one.invoiceId === id ? one.amount : 0), 0)

  const server = await startStandInServer({
    questions: ['create', 'status', 'refund'],
    questionOf: ({ method, path }) => QUESTIONS.get(`${method} ${path}`),
    answer(question, heard) {
      if (heard.headers.authorization !== basic(settings)) {
        return no(401, 'INVALID_API_KEY', 'The API key provided is invalid')
      }
      if (question === 'create') return openInvoice(invoices, heard)
      if (question === 'refund') return sendBack({ invoices, refunds, refundedOf }, heard)
      const wanted = heard.query.get('external_id')
      const found = invoices.filter(({ external_id: ours }) => ours === wanted)
      return { status: 200, body: found.map(describe) }
    },
  })

  return {
    ...server,
    invoices,
    setWebhook: (url) => (webhookUrl = url),
    settle(reference, how, amountRupiah) {
      const invoice = known(reference)
      // It knows no failure: who fails may try again until the invoice expires.
      invoice.status = how === 'paid' ? 'PAID' : 'EXPIRED'
      if (how === 'paid') invoice.paid_amount = amountRupiah ?? invoice.amount
    },
    async tell(reference, { times = 1, edit = (body: string) => body } = {}) {
      if (webhookUrl === undefined) throw new Error('no webhook is set in the dashboard')
      return sendNews(webhookUrl, {
        body: edit(JSON.stringify(describe(known(reference)))),
        headers: {
          'content-type': 'application/json',
          'x-callback-token': settings.callbackToken,
        },
        times,
      })
    },
    refundedRupiah: (reference) => refundedOf(known(reference)),
  }
}

const QUESTIONS = new Map<string, 'create' | 'status' | 'refund'>([
  ['POST /v2/invoices', 'create'],
  ['GET /v2/invoices', 'status'],
  ['POST /refunds', 'refund'],
])

function no(status: number, error_code: string, message: string): Said {
  return { status, body: { error_code, message } }
}

const wish = z.object({
  external_id: z.string().min(1).max(255),
  amount: z.number().int().min(1_000),
  currency: z.literal('IDR'),
  description: z.string().max(255),
  invoice_duration: z.number().int().min(1).max(31_536_000),
  should_send_email: z.literal(false),
  payer_email: z.email().optional(),
  customer: z
    .object({
      given_names: z.string().min(1).max(255),
      mobile_number: z
        .string()
        .regex(/^\+\d{5,15}$/)
        .optional(),
    })
    .optional(),
  success_redirect_url: z.url(),
  failure_redirect_url: z.url(),
})

function openInvoice(invoices: Invoice[], { text }: Heard): Said {
  const read = wish.safeParse(parseJson(text))
  if (!read.success) return no(400, 'API_VALIDATION_ERROR', z.prettifyError(read.error))
  const { external_id, amount, invoice_duration: durationSeconds } = read.data
  const id = (0x63_7e_00_00_00_00 + invoices.length + 1).toString(16).padStart(24, '6')
  const made: Invoice = { id, external_id, amount, durationSeconds, status: 'PENDING' }
  invoices.push(made)
  return { status: 200, body: describe(made) }
}

function describe(made: Invoice) {
  const { id, external_id, amount, paid_amount, status } = made
  return {
    id,
    external_id,
    user_id: '5f9a3fbd571a1c4068aa40ce',
    status,
    merchant_name: 'Wicara Net',
    amount,
    ...(paid_amount !== undefined && { paid_amount, payment_channel: 'QRIS' }),
    currency: 'IDR',
    invoice_url: `https://checkout-staging.xendit.co/web/${id}`,
    updated: '2026-12-01T03:00:00.000Z',
    created: '2026-12-01T02:00:00.000Z',
  }
}

const refundWish = z.object({
  invoice_id: z.string().min(1),
  reference_id: z.string().min(1).max(255),
  amount: z.number().int().positive(),
  currency: z.literal('IDR'),
  reason: z.enum(['FRAUDULENT', 'DUPLICATE', 'REQUESTED_BY_CUSTOMER', 'CANCELLATION', 'OTHERS']),
  metadata: z.record(z.string(), z.string()).optional(),
})

type Books = {
  invoices: Invoice[]
  refunds: SentBack[]
  refundedOf: (invoice: Invoice) => number
}

function sendBack({ invoices, refunds, refundedOf }: Books, { text, headers }: Heard): Said {
  const read = refundWish.safeParse(parseJson(text))
  if (!read.success) return no(400, 'API_VALIDATION_ERROR', z.prettifyError(read.error))
  const key = headers['idempotency-key']
  if (typeof key !== 'string') return no(400, 'API_VALIDATION_ERROR', 'no idempotency-key')
  const before = refunds.find((one) => one.key === key)
  if (before) {
    return before.wish === text
      ? { status: 200, body: { id: before.id, status: 'SUCCEEDED' } }
      : no(400, 'IDEMPOTENCY_ERROR', 'The key was used for something else')
  }
  const { invoice_id: invoiceId, amount } = read.data
  const invoice = invoices.find(({ id }) => id === invoiceId)
  if (!invoice) return no(404, 'DATA_NOT_FOUND', 'The invoice was not found')
  if (invoice.status !== 'PAID') return no(400, 'INELIGIBLE_TRANSACTION', 'It was not paid')
  if (amount > (invoice.paid_amount ?? 0) - refundedOf(invoice)) {
    return no(400, 'MAXIMUM_REFUND_AMOUNT_REACHED', 'More than what was paid')
  }
  const id = `rfd-1102feb0-bb79-47ae-9d1e-${String(refunds.length + 1).padStart(12, '0')}`
  refunds.push({ id, key, wish: text, invoiceId, amount })
  return { status: 200, body: { id, status: 'PENDING', invoice_id: invoiceId, amount } }
}

function basic({ secretKey }: Settings) {
  return `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`
}

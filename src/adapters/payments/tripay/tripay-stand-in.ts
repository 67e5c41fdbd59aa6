import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import {
  type GatewayStandIn,
  type Heard,
  type Said,
  sendNews,
  startStandInServer,
} from '../stand-in-server.ts'
import { tripayChannels } from './channels.ts'
import { isTripaySignature, tripaySignature } from './signature.ts'

type Settings = {
  merchantCode: string
  apiKey: string
  privateKey: string
  now: () => Date
  /** What the merchant has customers bear on top; a setting of Tripay's dashboard. */
  feeOfCustomerRupiah?: number
}

type Transaction = {
  reference: string
  merchant_ref: string
  method: string
  customer_email: string
  callback_url: string
  /** What the customer pays, with his share of the fee in it. */
  amount: number
  feeOfCustomer: number
  expired_time: number
  status: 'UNPAID' | 'PAID' | 'EXPIRED' | 'FAILED'
}

export type TripayStandIn = Omit<GatewayStandIn, 'refundedRupiah'> & {
  transactions: ReadonlyMap<string, Transaction>
}

/** Tripay as far as its documentation tells, on loopback; it refuses what the real one refuses. */
export async function startTripayStandIn(settings: Settings): Promise<TripayStandIn> {
  const transactions = new Map<string, Transaction>()
  const known = (reference: string) => {
    const transaction = transactions.get(reference)
    if (!transaction) throw new Error(`nobody opened a transaction for ${reference}`)
    return transaction
  }
  const server = await startStandInServer({
    questions: ['create', 'status', 'refund'],
    questionOf: ({ method, path }) => QUESTIONS.get(`${method} ${path}`),
    answer(question, heard) {
      if (heard.headers.authorization !== `Bearer ${settings.apiKey}`) {
        return no(401, 'Invalid API Key')
      }
      return question === 'create'
        ? openTransaction(settings, transactions, heard)
        : list(transactions, heard)
    },
  })

  return {
    ...server,
    transactions,
    settle(reference, how, amountRupiah) {
      const transaction = known(reference)
      transaction.status = ({ paid: 'PAID', failed: 'FAILED', expired: 'EXPIRED' } as const)[how]
      if (amountRupiah !== undefined) transaction.amount = amountRupiah + transaction.feeOfCustomer
    },
    async tell(reference, { times = 1, edit = (body: string) => body } = {}) {
      const transaction = known(reference)
      const body = JSON.stringify(newsOf(transaction))
      return sendNews(transaction.callback_url, {
        body: edit(body),
        headers: {
          'content-type': 'application/json',
          'x-callback-signature': tripaySignature(settings.privateKey, body),
          'x-callback-event': 'payment_status',
        },
        times,
      })
    },
  }
}

const QUESTIONS = new Map<string, 'create' | 'status'>([
  ['POST /transaction/create', 'create'],
  ['GET /merchant/transactions', 'status'],
])

function no(status: number, message: string): Said {
  return { status, body: { success: false, message } }
}

const wish = z.object({
  method: z.enum(tripayChannels.map(({ code }) => code)),
  merchant_ref: z.string().min(1),
  amount: z.number().int().min(1_000),
  customer_name: z.string().min(1).max(255),
  customer_email: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'Invalid email'),
  customer_phone: z.string().optional(),
  order_items: z
    .array(
      z.object({
        sku: z.string().optional(),
        name: z.string().min(1).max(255),
        price: z.number().int(),
        quantity: z.number().int().positive(),
      }),
    )
    .min(1),
  callback_url: z.url(),
  return_url: z.url(),
  expired_time: z.number().int(),
  signature: z.string(),
})

function openTransaction(
  { merchantCode, privateKey, now, feeOfCustomerRupiah = 0 }: Settings,
  transactions: Map<string, Transaction>,
  { text }: Heard,
): Said {
  const read = wish.safeParse(parseJson(text))
  if (!read.success) return no(400, z.prettifyError(read.error))
  const { method, merchant_ref, amount, order_items: items, signature, expired_time } = read.data
  const signed = `${merchantCode}${merchant_ref}${amount}`
  if (!isTripaySignature(signature, { privateKey, text: signed }))
    return no(400, 'Invalid signature')
  const sum = items.reduce((total, { price, quantity }) => total + price * quantity, 0)
  if (sum !== amount) return no(400, 'Amount does not match the order items')
  const channel = tripayChannels.find(({ code }) => code === method)
  if (amount < (channel?.minRupiah ?? 0)) return no(400, `Minimum amount ${channel?.minRupiah}`)
  const livesSeconds = expired_time - now().getTime() / 1000
  if (livesSeconds < 59 * 60 || livesSeconds > 30 * 86_400) return no(400, 'Invalid expired time')
  if (transactions.has(merchant_ref)) return no(400, 'Merchant ref already used')
  const made: Transaction = {
    reference: `DEV-T12345${String(transactions.size + 1).padStart(9, '0')}`,
    merchant_ref,
    method,
    customer_email: read.data.customer_email,
    callback_url: read.data.callback_url,
    amount: amount + feeOfCustomerRupiah,
    feeOfCustomer: feeOfCustomerRupiah,
    expired_time,
    status: 'UNPAID',
  }
  transactions.set(merchant_ref, made)
  return { status: 200, body: { success: true, message: '', data: describe(made) } }
}

function describe(made: Transaction) {
  const { reference, merchant_ref, method, amount, feeOfCustomer, status, expired_time } = made
  const shows = tripayChannels.find(({ code }) => code === method)?.shows
  return {
    reference,
    merchant_ref,
    payment_method: method,
    customer_email: made.customer_email,
    amount,
    fee_merchant: 0,
    fee_customer: feeOfCustomer,
    total_fee: feeOfCustomer,
    amount_received: amount - feeOfCustomer,
    // A number, of all things, in some of its answers.
    pay_code: shows === 'number' ? 570_888_123_456_789 : null,
    pay_url: shows === 'page' ? `https://tripay.co.id/pay/${reference}` : null,
    checkout_url: `https://tripay.co.id/checkout/${reference}`,
    qr_string: shows === 'qr' ? `00020101021226${reference}5303360` : null,
    status,
    expired_time,
  }
}

function list(transactions: Map<string, Transaction>, { query }: Heard): Said {
  const found = transactions.get(query.get('merchant_ref') ?? '')
  const data = found ? [describe(found)] : []
  return { status: 200, body: { success: true, message: 'Success', data } }
}

function newsOf(made: Transaction) {
  const { reference, merchant_ref, method, amount, feeOfCustomer, status } = made
  return {
    reference,
    merchant_ref,
    payment_method: method,
    payment_method_code: method,
    total_amount: amount,
    fee_merchant: 0,
    fee_customer: feeOfCustomer,
    total_fee: feeOfCustomer,
    amount_received: amount - feeOfCustomer,
    is_closed_payment: 1,
    status,
    paid_at: status === 'PAID' ? 1_796_094_000 : null,
    note: null,
  }
}

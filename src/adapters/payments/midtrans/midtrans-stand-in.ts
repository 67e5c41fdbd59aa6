import {
  type GatewayStandIn,
  type Heard,
  type Said,
  sendNews,
  startStandInServer,
} from '../stand-in-server.ts'
import { parseJson } from '../parse-json.ts'
import { midtransChannels } from './channels.ts'
import { midtransSignature } from './signature.ts'
import { wrongWithPage } from './wrong-with-page.ts'

type Settings = { serverKey: string }

type Transaction = {
  order_id: string
  transaction_id: string
  grossRupiah: number
  enabledPayments: string[] | undefined
  expiryMinutes: number
  callbackUrl: string
  /** Until the customer has chosen on the page, its Core API knows nothing of it. */
  status: 'unchosen' | 'pending' | 'settlement' | 'capture' | 'deny' | 'expire'
  fraud: 'accept' | 'challenge' | 'deny'
  refunds: { refund_key: string; refund_amount: string; refund_chargeback_id: number }[]
}

export type MidtransStandIn = GatewayStandIn & {
  transactions: ReadonlyMap<string, Transaction>
  /** The customer chooses on the page, or the fraud rules stop what was paid by card. */
  turn: (reference: string, to: Partial<Pick<Transaction, 'status' | 'fraud'>>) => void
}

/** Snap and the Core API behind it as far as the documentation tells, both at one address. */
export async function startMidtransStandIn(settings: Settings): Promise<MidtransStandIn> {
  const transactions = new Map<string, Transaction>()
  const known = (reference: string) => {
    const transaction = transactions.get(reference)
    if (!transaction) throw new Error(`nobody opened a page for ${reference}`)
    return transaction
  }
  const server = await startStandInServer({
    questions: ['create', 'status', 'refund'],
    questionOf,
    answer(question, heard) {
      const may = heard.headers.authorization === basic(settings)
      if (question === 'create') return may ? openPage(transactions, heard) : DENIED_BY_SNAP
      if (!may) return DENIED
      const found = transactions.get(decodeURIComponent(heard.path.split('/')[2] ?? ''))
      if (!found || found.status === 'unchosen') return no('404', "Transaction doesn't exist.")
      return question === 'status'
        ? { status: 200, body: describe(found) }
        : sendBack(found, parseJson(heard.text) as RefundWish)
    },
  })

  return {
    ...server,
    transactions,
    settle(reference, how, amountRupiah) {
      const transaction = known(reference)
      transaction.status = { paid: 'settlement', failed: 'deny', expired: 'expire' }[
        how
      ] as Transaction['status']
      if (amountRupiah !== undefined) transaction.grossRupiah = amountRupiah
    },
    turn: (reference, to) => void Object.assign(known(reference), to),
    async tell(reference, { times = 1, edit = (body: string) => body } = {}) {
      const transaction = known(reference)
      const news = describe(transaction)
      const signature_key = midtransSignature(settings.serverKey, news)
      return sendNews(transaction.callbackUrl, {
        body: edit(JSON.stringify({ ...news, signature_key })),
        headers: { 'content-type': 'application/json' },
        times,
      })
    },
    refundedRupiah: (reference) => refundedOf(known(reference)),
  }
}

function questionOf({ method, path }: Heard) {
  if (method === 'POST' && path === '/snap/v1/transactions') return 'create' as const
  if (method === 'GET' && /^\/v2\/[^/]+\/status$/.test(path)) return 'status' as const
  if (method === 'POST' && /^\/v2\/[^/]+\/refund$/.test(path)) return 'refund' as const
  return undefined
}

const DENIED_MESSAGE =
  'Access denied due to unauthorized transaction, please check client or server key'
const DENIED_BY_SNAP: Said = { status: 401, body: { error_messages: [DENIED_MESSAGE] } }
const DENIED: Said = { status: 401, body: { status_code: '401', status_message: DENIED_MESSAGE } }

/** Its Core API answers 200 to what it refuses. */
function no(status_code: string, status_message: string): Said {
  return { status: 200, body: { status_code, status_message, id: 'b8e2c3' } }
}

function openPage(transactions: Map<string, Transaction>, { text, headers }: Heard): Said {
  const read = wrongWithPage(parseJson(text), headers)
  if ('problem' in read) return { status: 400, body: { error_messages: [read.problem] } }
  const { page, callbackUrl } = read
  const { order_id, gross_amount } = page.transaction_details
  if (transactions.has(order_id)) {
    const taken = 'transaction_details.order_id has already been taken'
    return { status: 400, body: { error_messages: [taken] } }
  }
  transactions.set(order_id, {
    order_id,
    transaction_id: `57d5293c-e65f-4a29-95e4-${String(transactions.size + 1).padStart(12, '0')}`,
    grossRupiah: gross_amount,
    enabledPayments: page.enabled_payments,
    expiryMinutes: page.expiry.duration,
    callbackUrl,
    status: 'unchosen',
    fraud: 'accept',
    refunds: [],
  })
  const token = `66e4fa55-fdac-4ef9-91b5-${String(transactions.size).padStart(12, '0')}`
  const redirect_url = `https://app.sandbox.midtrans.com/snap/v4/redirection/${token}`
  return { status: 201, body: { token, redirect_url } }
}

const CODES = { pending: '201', settlement: '200', capture: '200', deny: '202', expire: '407' }

function describe(made: Transaction) {
  const status = made.status === 'unchosen' ? 'pending' : made.status
  const refunded = refundedOf(made)
  const whole = refunded === made.grossRupiah ? 'refund' : 'partial_refund'
  return {
    status_code: CODES[status],
    status_message: 'Success, transaction is found',
    transaction_id: made.transaction_id,
    order_id: made.order_id,
    gross_amount: `${made.grossRupiah}.00`,
    currency: 'IDR',
    payment_type:
      midtransChannels.find(({ code }) => code === made.enabledPayments?.[0])?.code ??
      'credit_card',
    transaction_status: refunded > 0 ? whole : status,
    fraud_status: made.fraud,
    ...(made.refunds.length > 0 && { refunds: made.refunds }),
  }
}

type RefundWish = { refund_key?: string; amount?: number; reason?: string }

/** By account number nothing goes back: Midtrans knows no account to send it to. */
function sendBack(made: Transaction, { refund_key, amount, reason }: RefundWish): Said {
  if (!refund_key || !Number.isInteger(amount) || !reason) return no('400', 'Validation error')
  if (made.refunds.some((one) => one.refund_key === refund_key)) {
    return no('412', 'Duplicate refund key')
  }
  const byAccount = made.enabledPayments?.some((code) => /_va$|echannel/.test(code))
  const left = made.grossRupiah - refundedOf(made)
  if (byAccount || made.status !== 'settlement' || Number(amount) > left) {
    return no('412', 'Merchant cannot modify the status of the transaction')
  }
  const refund_chargeback_id = 1_000 + made.refunds.length + 1
  const refund_amount = `${amount}.00`
  made.refunds.push({ refund_key, refund_amount, refund_chargeback_id })
  const told = { refund_chargeback_id, refund_amount, refund_key }
  return { status: 200, body: { ...describe(made), status_code: '200', ...told } }
}

function refundedOf({ refunds }: Transaction) {
  return refunds.reduce((sum, { refund_amount }) => sum + Number(refund_amount), 0)
}

function basic({ serverKey }: Settings) {
  return `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`
}

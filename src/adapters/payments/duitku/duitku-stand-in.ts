import { type Heard, type Manner, sendNews, startStandInServer } from '../stand-in-server.ts'
import { duitkuChannels } from './channels.ts'
import { type DuitkuScheme, duitkuSignature } from './signature.ts'

type Settings = { merchantCode: string; apiKey: string; signature: DuitkuScheme }

type Transaction = {
  merchantOrderId: string
  reference: string
  paymentMethod: string
  email: string
  callbackUrl: string
  amountRupiah: number
  expiryPeriod: number
  statusCode: '00' | '01' | '02'
}

export type DuitkuManners = {
  inquiry?: Manner | 'pays_before_answering'
  status?: Manner
}

export type DuitkuStandIn = {
  baseUrl: string
  transactions: ReadonlyMap<string, Transaction>
  /** How many questions of each kind have come. */
  asked: { inquiry: number; status: number }
  /** How it treats us from now on. */
  behave: (manners: DuitkuManners) => void
  /** The customer pays, or it goes wrong; nothing is told yet. */
  settle: (order: string, how: 'paid' | 'expired', amountRupiah?: number) => void
  /**
   * Sends the callback, `times` at once, and resolves with how each was answered. `edit` changes
   * the signed form as somebody in between might.
   */
  tell: (
    order: string,
    how?: { times?: number; edit?: (form: URLSearchParams) => void },
  ) => Promise<number[]>
  close: () => Promise<void>
}

/** Duitku as far as its documentation tells, on loopback; it refuses what the real one refuses. */
export async function startDuitkuStandIn(settings: Settings): Promise<DuitkuStandIn> {
  const transactions = new Map<string, Transaction>()

  const known = (order: string) => {
    const transaction = transactions.get(order)
    if (!transaction) throw new Error(`nobody inquired ${order}`)
    return transaction
  }
  const settle: DuitkuStandIn['settle'] = (order, how, amountRupiah) => {
    const transaction = known(order)
    transaction.statusCode = how === 'paid' ? '00' : '02'
    if (amountRupiah !== undefined) transaction.amountRupiah = amountRupiah
  }
  const tell: DuitkuStandIn['tell'] = async (order, { times = 1, edit } = {}) => {
    const transaction = known(order)
    const form = callbackForm(settings, transaction)
    edit?.(form)
    return sendNews(transaction.callbackUrl, { body: form, times })
  }

  const server = await startStandInServer({
    questions: ['inquiry', 'status'],
    questionOf: ({ path }) => QUESTIONS.get(path),
    async answer(question, heard, manner) {
      const fields = readFields(heard)
      if (question === 'status') return transactionStatus(settings, transactions, fields)
      const made = inquire(settings, transactions, fields)
      if ('problem' in made) return { status: made.status, body: { Message: made.problem } }
      if (manner === 'pays_before_answering') {
        settle(made.merchantOrderId, 'paid')
        await tell(made.merchantOrderId)
      }
      return { status: 200, body: inquiryAnswer(settings, made) }
    },
  })

  return { ...server, transactions, settle, tell }
}

const QUESTIONS = new Map<string, 'inquiry' | 'status'>([
  ['/webapi/api/merchant/v2/inquiry', 'inquiry'],
  ['/webapi/api/merchant/transactionStatus', 'status'],
])

type Fields = Record<string, string | number>

function inquire(
  settings: Settings,
  transactions: Map<string, Transaction>,
  body: Fields,
): Transaction | { status: number; problem: string } {
  const text = (name: string) => String(body[name] ?? '')
  const order = text('merchantOrderId')
  const amount = body['paymentAmount']
  if (text('merchantCode') !== settings.merchantCode) {
    return { status: 404, problem: 'Merchant not found' }
  }
  const right = duitkuSignature(settings.signature, settings.apiKey, [
    settings.merchantCode,
    order,
    String(amount),
  ])
  if (text('signature') !== right) return { status: 401, problem: 'Wrong signature' }
  const problem = wrongWith(text, amount)
  if (problem) return { status: 400, problem }
  if (!duitkuChannels.some(({ code }) => code === text('paymentMethod'))) {
    return { status: 404, problem: 'Payment channel not available' }
  }
  if (transactions.has(order)) return { status: 409, problem: 'Bill already exists' }
  const made: Transaction = {
    merchantOrderId: order,
    reference: `${settings.merchantCode}REF${transactions.size + 1}`,
    paymentMethod: text('paymentMethod'),
    email: text('email'),
    callbackUrl: text('callbackUrl'),
    amountRupiah: Number(amount),
    expiryPeriod: Number(text('expiryPeriod')),
    statusCode: '01',
  }
  transactions.set(order, made)
  return made
}

function wrongWith(text: (name: string) => string, amount: unknown) {
  if (!Number.isInteger(amount)) return 'paymentAmount is mandatory'
  if (Number(amount) < 10_000) return 'Minimum Payment 10000 IDR'
  for (const name of ['paymentMethod', 'merchantOrderId', 'returnUrl', 'callbackUrl']) {
    if (text(name) === '') return `${name} is mandatory`
  }
  if (text('merchantOrderId').length > 50) return "length of merchantOrderId can't > 50"
  if (!/^[^@\s]+@[^@\s]+$/.test(text('email'))) return 'Invalid Email Address'
  if (text('email').length > 50) return "length of email can't > 50"
  const name = text('customerVaName')
  if (name === '' || name.length > 20) {
    return 'Customer VA Name must not be empty for this payment channel'
  }
  return undefined
}

function inquiryAnswer({ merchantCode }: Settings, made: Transaction) {
  const shows = duitkuChannels.find(({ code }) => code === made.paymentMethod)?.shows
  return {
    merchantCode,
    reference: made.reference,
    paymentUrl: `https://sandbox.duitku.com/topup/topupdirectv2.aspx?ref=${made.reference}`,
    vaNumber: shows === 'number' ? '7007014001444348' : '',
    qrString: shows === 'qr' ? `00020101021226${made.reference}5303360` : '',
    amount: String(made.amountRupiah),
    statusCode: '00',
    statusMessage: 'SUCCESS',
  }
}

function transactionStatus(
  { merchantCode, apiKey, signature }: Settings,
  transactions: Map<string, Transaction>,
  body: Fields,
) {
  const order = String(body['merchantOrderId'] ?? '')
  const right = duitkuSignature(signature, apiKey, [merchantCode, order])
  if (body['signature'] !== right) return { status: 401, body: { Message: 'Wrong signature' } }
  const found = transactions.get(order)
  if (!found) return { status: 404, body: { Message: 'Transaction not found' } }
  const { reference, amountRupiah, statusCode } = found
  const told = {
    merchantOrderId: order,
    reference,
    amount: String(amountRupiah),
    fee: '0.00',
    statusCode,
    statusMessage: { '00': 'SUCCESS', '01': 'PROCESS', '02': 'CANCELED' }[statusCode],
  }
  return { status: 200, body: told }
}

function callbackForm({ merchantCode, apiKey, signature }: Settings, made: Transaction) {
  const amount = String(made.amountRupiah)
  const parts = [merchantCode, amount, made.merchantOrderId]
  return new URLSearchParams({
    merchantCode,
    amount,
    merchantOrderId: made.merchantOrderId,
    productDetail: 'Voucher',
    additionalParam: '',
    paymentCode: made.paymentMethod,
    resultCode: made.statusCode === '00' ? '00' : '01',
    merchantUserId: '',
    reference: made.reference,
    signature: duitkuSignature(signature, apiKey, parts),
    publisherOrderId: `P${made.reference}`,
    settlementDate: '2026-12-01',
    issuerCode: '93600014',
  })
}

/** JSON or a form: its documentation says one and its libraries send the other. */
function readFields({ headers, text }: Heard): Fields {
  return headers['content-type']?.startsWith('application/json')
    ? (JSON.parse(text) as Fields)
    : Object.fromEntries(new URLSearchParams(text))
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  inquiry?: 'well' | 'stalls' | 'fails' | 'babbles' | 'hangs_up' | 'pays_before_answering'
  status?: 'well' | 'stalls' | 'fails' | 'asked_too_often'
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
  const asked = { inquiry: 0, status: 0 }
  let manners: DuitkuManners = {}

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
    return Promise.all(
      Array.from({ length: times }, async () => {
        const answer = await fetch(transaction.callbackUrl, { method: 'POST', body: form })
        await answer.body?.cancel()
        return answer.status
      }),
    )
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await readFields(request)
      if (request.url === '/webapi/api/merchant/v2/inquiry') {
        asked.inquiry += 1
        if (misbehaves(response, manners.inquiry)) return
        const made = inquire(settings, transactions, body)
        if ('problem' in made) return answer(response, made.status, { Message: made.problem })
        if (manners.inquiry === 'pays_before_answering') {
          settle(made.merchantOrderId, 'paid')
          await tell(made.merchantOrderId)
        }
        if (manners.inquiry === 'hangs_up') return void request.socket.destroy()
        return answer(response, 200, inquiryAnswer(settings, made))
      }
      if (request.url === '/webapi/api/merchant/transactionStatus') {
        asked.status += 1
        if (misbehaves(response, manners.status)) return
        const { status, ...told } = transactionStatus(settings, transactions, body)
        return answer(response, status, told)
      }
      answer(response, 404, { Message: 'No such resource' })
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    transactions,
    asked,
    behave: (next) => (manners = next),
    settle,
    tell,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** True when the question has had its bad answer, or will never have one. */
function misbehaves(response: ServerResponse, how: string = 'well') {
  switch (how) {
    case 'stalls':
      return true
    case 'fails':
      answer(response, 502, { Message: 'Bad gateway' })
      return true
    case 'babbles':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>')
      return true
    case 'asked_too_often':
      answer(response, 429, { Message: 'Too many requests' })
      return true
    default:
      return false
  }
}

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
  if (body['signature'] !== right) return { status: 401, Message: 'Wrong signature' }
  const found = transactions.get(order)
  if (!found) return { status: 404, Message: 'Transaction not found' }
  return {
    status: 200,
    merchantOrderId: order,
    reference: found.reference,
    amount: String(found.amountRupiah),
    fee: '0.00',
    statusCode: found.statusCode,
    statusMessage: { '00': 'SUCCESS', '01': 'PROCESS', '02': 'CANCELED' }[found.statusCode],
  }
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
async function readFields(request: IncomingMessage): Promise<Fields> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return request.headers['content-type']?.startsWith('application/json')
    ? (JSON.parse(text) as Fields)
    : Object.fromEntries(new URLSearchParams(text))
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

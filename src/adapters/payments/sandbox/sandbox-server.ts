import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import {
  refundedOf,
  type SandboxCharge,
  sandboxCharges,
  type SandboxCharges,
} from './sandbox-charges.ts'
import { sandboxPage } from './sandbox-page.ts'
import { isSandboxSignature, sandboxSignature } from './sandbox-signature.ts'

type Options = {
  secret: string
  /** A file to remember charges and port in, so that links survive a restart. */
  keepIn?: string
}

export type SandboxServer = {
  baseUrl: string
  /** Presses the button on the page, as it were. Less or more than asked may be paid. */
  settle: (reference: string, how: 'paid' | 'failed', amountRupiah?: number) => void
  /** Sends the news until it is taken, five times at most; resolves with the last answer. */
  tell: (reference: string) => Promise<number | undefined>
  /** What has gone back of a charge so far. */
  refundedRupiah: (reference: string) => number
  close: () => Promise<void>
}

/** The outside half of the sandbox gateway: charges, a page to pay them on, signed callbacks. */
export async function startSandboxServer({ secret, keepIn }: Options): Promise<SandboxServer> {
  const charges = sandboxCharges(keepIn)
  const closing = new AbortController()
  const tell: SandboxServer['tell'] = async (reference) => {
    const charge = charges.find(reference)
    return charge && sendNews(charge, secret, closing.signal)
  }
  let baseUrl = ''
  const server = createServer((request, response) => {
    answer({ charges, secret, baseUrl, tell }, request, response).catch(() => response.destroy())
  })
  const port = await listen(server, charges.port)
  charges.rememberPort(port)
  baseUrl = `http://127.0.0.1:${port}`

  return {
    baseUrl,
    settle: charges.settle,
    tell,
    refundedRupiah: (reference) => {
      const charge = charges.find(reference)
      return charge ? refundedOf(charge) : 0
    },
    close: async () => {
      closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Shop = {
  charges: SandboxCharges
  secret: string
  baseUrl: string
  tell: SandboxServer['tell']
}

async function answer(shop: Shop, request: IncomingMessage, response: ServerResponse) {
  const [, part, reference = '', more] = (request.url ?? '').split('/').map(decodeURIComponent)
  const charge = shop.charges.find(reference)
  const route = `${request.method} ${part}`
  if (route === 'POST charges' && reference === '') return create(shop, request, response)
  if (!charge) return json(response, 404, { message: 'there is no such charge' })

  if (route === 'POST charges' && more === 'refunds')
    return sendBack(shop, reference, { request, response })
  if (route === 'GET charges') {
    const signature = String(request.headers['x-signature'])
    return isSandboxSignature(signature, { secret: shop.secret, text: reference })
      ? json(response, 200, news(charge))
      : json(response, 401, { message: 'signature' })
  }
  if (route === 'POST pay') {
    press(shop, charge, new URLSearchParams(await readText(request)))
    shop.tell(reference).catch(() => undefined)
    return response.writeHead(303, { location: charge.returnUrl }).end()
  }
  return response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(sandboxPage(charge))
}

async function create(shop: Shop, request: IncomingMessage, response: ServerResponse) {
  const text = await readText(request)
  const signature = String(request.headers['x-signature'])
  if (!isSandboxSignature(signature, { secret: shop.secret, text })) {
    return json(response, 401, { message: 'signature' })
  }
  const charge = shop.charges.add(JSON.parse(text))
  if (!charge) return json(response, 409, { message: 'this reference was used' })
  const { id, reference } = charge
  return json(response, 201, { id, payUrl: `${shop.baseUrl}/pay/${encodeURIComponent(reference)}` })
}

async function sendBack(
  shop: Shop,
  reference: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
) {
  const text = await readText(request)
  const signature = String(request.headers['x-signature'])
  if (!isSandboxSignature(signature, { secret: shop.secret, text })) {
    return json(response, 401, { message: 'signature' })
  }
  const made = shop.charges.sendBack(reference, JSON.parse(text))
  return made
    ? json(response, 200, { id: made.id })
    : json(response, 409, { message: 'that much is not there to go back' })
}

function press(
  { charges }: Shop,
  { reference, amountRupiah }: SandboxCharge,
  form: URLSearchParams,
) {
  const amount = Number(form.get('amount') ?? amountRupiah)
  if (form.get('do') === 'fail') charges.settle(reference, 'failed')
  else if (Number.isSafeInteger(amount) && amount > 0) charges.settle(reference, 'paid', amount)
}

function news({ id, reference, state, amountRupiah }: SandboxCharge) {
  return { id, reference, state, amountRupiah }
}

async function sendNews(charge: SandboxCharge, secret: string, signal: AbortSignal) {
  const body = JSON.stringify(news(charge))
  const headers = {
    'content-type': 'application/json',
    'x-signature': sandboxSignature(secret, body),
  }
  let status: number | undefined
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      const taken = await fetch(charge.callbackUrl, { method: 'POST', headers, body, signal })
      await taken.body?.cancel()
      status = taken.status
      if (status === 200) return status
    } catch {
      // Nobody there. As a real one does, it tries again.
    }
    await pause(attempt * 500, undefined, { signal, ref: false })
  }
  return status
}

/** Where it listened before, if that is still free. */
async function listen(server: Server, wanted: number): Promise<number> {
  server.listen(wanted, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if (wanted === 0) throw error
    return listen(server, 0)
  }
  return (server.address() as AddressInfo).port
}

async function readText(request: IncomingMessage) {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

function json(response: ServerResponse, status: number, body: object) {
  return response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body))
}

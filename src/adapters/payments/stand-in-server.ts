import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a stand-in treats a question; `hangs_up` does what was asked first. */
export type Manner = 'well' | 'stalls' | 'fails' | 'babbles' | 'hangs_up' | 'asked_too_often'

export type Heard = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  text: string
}

export type Said = { status: number; body: unknown }

type Options<Question extends string> = {
  /** What is counted and can go wrong, each by itself. */
  questions: readonly Question[]
  /** Undefined for an address it does not have. */
  questionOf: (heard: Heard) => Question | undefined
  /** Manners the server does not know itself are for the answer to heed. */
  answer: (question: Question, heard: Heard, manner: string | undefined) => Said | Promise<Said>
}

/** What every gateway's stand-in can be made to do, once it listens at `baseUrl`. */
export type GatewayStandIn = {
  baseUrl: string
  /** How many questions of each kind have come. */
  asked: { create: number; status: number; refund: number }
  /** How it treats us from now on. */
  behave: (manners: { create?: Manner; status?: Manner; refund?: Manner }) => void
  /** The customer pays, perhaps another amount, or it goes wrong; nothing is told yet. */
  settle: (reference: string, how: 'paid' | 'failed' | 'expired', amountRupiah?: number) => void
  /**
   * Sends the news, `times` at once, and resolves with how each was answered. `edit` changes the
   * signed body as somebody in between might.
   */
  tell: (
    reference: string,
    how?: { times?: number; edit?: (body: string) => string },
  ) => Promise<number[]>
  /** What has gone back of a charge so far. */
  refundedRupiah: (reference: string) => number
  close: () => Promise<void>
}

/** The wire of a gateway's stand-in: loopback, every question counted, and bad manners on demand. */
export async function startStandInServer<Question extends string>({
  questions,
  questionOf,
  answer,
}: Options<Question>) {
  const asked = Object.fromEntries(questions.map((one) => [one, 0])) as Record<Question, number>
  let manners: Partial<Record<Question, string>> = {}

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const heard = await hear(request)
    const question = questionOf(heard)
    if (question === undefined)
      return say(response, { status: 404, body: { message: 'Not found' } })
    asked[question] += 1
    const manner = manners[question]
    if (misbehaves(response, manner)) return
    const said = await answer(question, heard, manner)
    if (manner === 'hangs_up') return void request.socket.destroy()
    say(response, said)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many questions of each kind have come. */
    asked,
    /** How it treats us from now on. */
    behave(next: Partial<Record<Question, string>>) {
      manners = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends news, `times` at once, and resolves with how each was answered. */
export async function sendNews(
  url: string,
  {
    body,
    headers = {},
    times = 1,
  }: { body: string | URLSearchParams; headers?: Record<string, string>; times?: number },
): Promise<number[]> {
  return Promise.all(
    Array.from({ length: times }, async () => {
      const answer = await fetch(url, { method: 'POST', headers, body })
      await answer.body?.cancel()
      return answer.status
    }),
  )
}

async function hear(request: IncomingMessage): Promise<Heard> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  const { method = 'GET', headers } = request
  return { method, path: pathname, query: searchParams, headers, text }
}

/** True when the question has had its bad answer, or will never have one. */
function misbehaves(response: ServerResponse, manner: string = 'well') {
  switch (manner) {
    case 'stalls':
      return true
    case 'fails':
      say(response, { status: 502, body: { message: 'Bad gateway' } })
      return true
    case 'babbles':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>')
      return true
    case 'asked_too_often':
      say(response, { status: 429, body: { message: 'Too many requests' } })
      return true
    default:
      return false
  }
}

function say(response: ServerResponse, { status, body }: Said) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: Buffer
  /** Aborted when the caller hangs up or the server stops. */
  gone: AbortSignal
}

export type Answer =
  | { status: number; body: string | Uint8Array; type?: string; headers?: Record<string, string> }
  /** Cuts the connection instead of answering. */
  | 'reset'
  /** Says nothing until the caller gives up. */
  | 'hang'

export type Served = { url: string; port: number; stop: () => Promise<void> }

/** A loopback HTTP server that can also misbehave, as networks do. Port 0 takes any free one. */
export async function serve(answer: (call: Call) => Promise<Answer>, port = 0): Promise<Served> {
  const stopping = new AbortController()
  const server = createServer((request, response) => {
    void respond(answer, { request, response, stopping: stopping.signal })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    async stop() {
      stopping.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

type Exchange = { request: IncomingMessage; response: ServerResponse; stopping: AbortSignal }

async function respond(answer: (call: Call) => Promise<Answer>, exchange: Exchange) {
  const { request, response, stopping } = exchange
  const left = new AbortController()
  response.once('close', () => left.abort())
  try {
    const call = await read(request, AbortSignal.any([left.signal, stopping]))
    const said = await answer(call)
    if (said === 'hang') return
    if (said === 'reset') return void request.socket.destroy()
    const { status, body, type = 'application/json', headers } = said
    const length = Buffer.byteLength(body)
    response.writeHead(status, { 'content-type': type, 'content-length': length, ...headers })
    response.end(body)
  } catch (error) {
    // A stand-in that breaks must not look like the real thing refusing.
    response.writeHead(599, { 'content-type': 'text/plain' })
    response.end(error instanceof Error ? error.stack : String(error))
  }
}

async function read(request: IncomingMessage, gone: AbortSignal): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    gone,
  }
}

export const json = (status: number, value: unknown): Answer => ({
  status,
  body: JSON.stringify(value),
})

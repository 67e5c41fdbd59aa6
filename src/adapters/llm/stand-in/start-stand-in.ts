import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the stand-in does with one request. */
export type Behaviour =
  | { does: 'say'; text: string }
  | { does: 'call'; calls: { name: string; args: unknown }[] }
  /** Arguments that are no JSON. */
  | { does: 'garble'; name: string; args: string }
  | { does: 'fail'; status: number; retryAfter?: string }
  | { does: 'malformed' }
  | { does: 'cut' }
  | { does: 'stall' }
  | { does: 'slow'; ms: number; then: Behaviour }

/** A request as it came over the wire. */
export type Seen = {
  authorization: string | undefined
  body: {
    model: string
    messages: { role: string; content: unknown; tool_calls?: unknown; tool_call_id?: string }[]
    tools?: { function: { name: string; parameters: unknown } }[]
    tool_choice?: unknown
  }
}

/**
 * A server that speaks the OpenAI wire on loopback and behaves as told, request by request.
 * Ids are never the same twice, as with the real one.
 */
export async function startStandIn(behave: (seen: Seen, place: number) => Behaviour) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end()
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Seen['body']
    seen.push({ authorization: request.headers.authorization, body })
    await behaveAs(
      behave({ authorization: request.headers.authorization, body }, seen.length - 1),
      response,
      seen.length,
    )
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function behaveAs(behaviour: Behaviour, response: ServerResponse, number: number) {
  switch (behaviour.does) {
    case 'say':
      return send(response, completion(number, { content: behaviour.text }))
    case 'call':
      return send(
        response,
        completion(number, { content: null, tool_calls: toolCalls(number, behaviour.calls) }),
      )
    case 'garble':
      return send(
        response,
        completion(number, {
          content: null,
          tool_calls: [toolCall(`call-${number}`, behaviour.name, behaviour.args)],
        }),
      )
    case 'fail':
      response.writeHead(behaviour.status, {
        'content-type': 'application/json',
        ...(behaviour.retryAfter !== undefined && { 'retry-after': behaviour.retryAfter }),
      })
      return void response.end(JSON.stringify({ error: { message: 'no', type: 'stand_in' } }))
    case 'malformed':
      response.writeHead(200, { 'content-type': 'application/json' })
      return void response.end('{"id": "x", "choices": [')
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' })
      response.write('{"id":"half')
      return void setTimeout(() => response.destroy(), 20)
    case 'stall':
      return undefined
    case 'slow':
      await new Promise((done) => setTimeout(done, behaviour.ms))
      return behaveAs(behaviour.then, response, number)
  }
}

function toolCalls(number: number, calls: { name: string; args: unknown }[]) {
  return calls.map(({ name, args }, place) =>
    toolCall(`call-${number}-${place}`, name, JSON.stringify(args)),
  )
}

function toolCall(id: string, name: string, args: string) {
  return { id, type: 'function', function: { name, arguments: args } }
}

function completion(number: number, message: object) {
  return {
    id: `chatcmpl-${number}`,
    object: 'chat.completion',
    created: 1_780_000_000 + number,
    model: 'stand-in',
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop',
        message: { role: 'assistant', ...message },
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  }
}

function send(response: ServerResponse, body: object) {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

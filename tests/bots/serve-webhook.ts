import { onTestFinished } from 'vitest'
import type { Webhook } from '../../src/bots/door.ts'
import { serve } from '../../src/bots/stand-in/serve.ts'

/** A web server with one webhook on it, until the test ends. */
export async function serveWebhook(webhook: Webhook) {
  const served = await serve(async ({ method, query, headers, body }) => {
    const answer = await webhook({
      method: method === 'GET' ? 'GET' : 'POST',
      query: Object.fromEntries(query),
      headers,
      body,
    })
    return { status: answer.status, body: answer.body ?? '', type: answer.type ?? 'text/plain' }
  })
  onTestFinished(() => served.stop())
  return served.url
}

import type { RouteAnswer, RouteRequest } from '../adapters/web/route.ts'
import { OWNER, type Sandbox } from './sandbox.ts'

/** A stream that says when to look again, and what the bot answered to a tap. */
export function events(sandbox: Sandbox) {
  return async ({ signal }: RouteRequest): Promise<RouteAnswer> => ({
    type: 'text/event-stream',
    headers: { 'cache-control': 'no-store' },
    body: changes(sandbox, signal),
  })
}

const IDLE_MS = 15_000
/** A burst of changes is one look. */
const BURST_MS = 40

/** What changed is asked for by the page, so that nothing is told twice. */
async function* changes({ telegram, whatsapp, linked }: Sandbox, signal: AbortSignal) {
  let changed = Promise.withResolvers<void>()
  const tell = () => changed.resolve()
  const answers: string[] = []
  const ends = [
    telegram?.onChange((change) => {
      if (change.what === 'answered' && change.user === OWNER.id && change.text) {
        answers.push(change.text)
      }
      tell()
    }),
    whatsapp?.onChange(tell),
    linked?.onChange(tell),
  ]
  signal.addEventListener('abort', tell)
  try {
    yield 'retry: 1000\n\n'
    while (!signal.aborted) {
      const idle = setTimeout(tell, IDLE_MS)
      await changed.promise
      clearTimeout(idle)
      changed = Promise.withResolvers()
      await new Promise((resolve) => setTimeout(resolve, BURST_MS))
      for (const text of answers.splice(0)) yield `event: answer\ndata: ${JSON.stringify(text)}\n\n`
      yield 'data: changed\n\n'
    }
  } finally {
    signal.removeEventListener('abort', tell)
    for (const end of ends) end?.()
  }
}

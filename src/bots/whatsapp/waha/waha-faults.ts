import { OutcomeUnknown, Rejected, Unreachable } from '../../../domain/fault.ts'
import { asRecord } from './message-id.ts'

/**
 * What an answer of WAHA that is not 2xx means for the request that met it. `repeatable`: doing
 * it twice harms nobody.
 */
export function wahaFault(status: number, text: string, repeatable: boolean): Error {
  const said = parse(text)
  const why = reasonIn(said, status)
  if (status === 401 || status === 403) return new Rejected(why, { code: 'token' })
  if (status === 404) return new Rejected(why, { code: 'not_found' })
  if (status === 408 || status === 429) return new Unreachable(why, { retryAfterMs: 10_000 })
  if (status === 422) return refusal(said, why)
  if (status < 500) return new Rejected(why, { code: String(status) })
  return serverFault(why, repeatable)
}

/** WAHA says 422 of a session that is not ready, and of what its engine or edition cannot do. */
function refusal(said: Record<string, unknown>, why: string) {
  if (Array.isArray(said['expected']) || /does not exist|start it first/i.test(why)) {
    const state = typeof said['status'] === 'string' ? said['status'] : 'not there'
    return new Unreachable(`The WAHA session is ${state}`, { retryAfterMs: NOT_READY_MS })
  }
  const code = /plus version/i.test(why) ? 'needs_plus' : 'not_supported'
  return new Rejected(why, { code })
}

/** The engine's own words come inside a 500: WhatsApp has said no, and a repeat makes it worse. */
function serverFault(why: string, repeatable: boolean) {
  const code = /server returned error (\d{3})/i.exec(why)?.[1]
  if (code === '429') return new Unreachable(why, { retryAfterMs: 60_000 })
  if (code === '463') return new Rejected(why, { code: 'reachout' })
  if (code === '479') return new Rejected(why, { code })
  return repeatable ? new Unreachable(why) : new OutcomeUnknown(why)
}

function reasonIn(said: Record<string, unknown>, status: number): string {
  const { error, message } = said
  const inner = asRecord(said['exception'])
  const found = [error, message, asRecord(error)['message'], inner['details'], inner['message']]
  const words = found.find((part) => typeof part === 'string' && part !== '')
  return typeof words === 'string' ? words : `WAHA answered ${status}`
}

function parse(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text))
  } catch {
    return {}
  }
}

const NOT_READY_MS = 10_000

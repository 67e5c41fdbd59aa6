import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { Webhook, WebhookRequest } from '../../door.ts'
import { sameSecret } from '../../same-secret.ts'
import type { WahaEvent } from './wire.ts'

type Options = {
  hmacKey: string
  /**
   * The door of a session, by the session's name. `soon`: it is ours and has no door at the moment.
   * Undefined: it is not ours; others may post here too.
   */
  doorOf: (session: string) => Promise<Hearing | 'soon' | undefined>
  log: Logger
  now?: () => number
}

type Hearing = { take: (event: WahaEvent) => Promise<void> }

/** WAHA's news for all our sessions: written down, then acknowledged. */
export function createWahaWebhook({ hmacKey, doorOf, log, now = Date.now }: Options): Webhook {
  return async (request) => {
    if (request.method !== 'POST') return { status: 405 }
    if (!isSigned(request, hmacKey)) return { status: 401 }
    const event = read(request.body)
    if (!event) return { status: 400 }
    if (!isOfToday(event, request, now())) {
      log.warn({ event: event.event, session: event.session }, 'news of WAHA came far too late')
      return { status: 401 }
    }
    const door = await doorOf(event.session ?? '')
    // What is acknowledged is never said again: WAHA shall come back with it.
    if (door === 'soon') return { status: 503 }
    // Not ours to answer for, and no reason for WAHA to say it fifteen times.
    if (door) await door.take(event)
    else log.debug({ session: event.session }, 'news of a session that is not ours')
    return { status: 200 }
  }
}

/** Over the bytes as they came. */
function isSigned({ headers, body }: WebhookRequest, hmacKey: string) {
  if ((headers['x-webhook-hmac-algorithm'] ?? 'sha512').toLowerCase() !== 'sha512') return false
  const expected = createHmac('sha512', hmacKey).update(body).digest('hex')
  return sameSecret((headers['x-webhook-hmac'] ?? '').toLowerCase(), expected)
}

function read(body: Buffer): WahaEvent | undefined {
  try {
    const said = JSON.parse(body.toString('utf8')) as WahaEvent | null
    return typeof said?.event === 'string' ? said : undefined
  } catch {
    return undefined
  }
}

/**
 * A repeat is dropped by the inbox; this is against one from last week. WAHA keeps the time of the
 * event through all its tries, which go on for hours. Only that in the body is signed.
 */
function isOfToday({ timestamp }: WahaEvent, { headers }: WebhookRequest, now: number) {
  const at = timestamp ?? Number(headers['x-webhook-timestamp'] ?? now)
  return at > now - OLDEST_MS && at < now + CLOCK_AHEAD_MS
}

const OLDEST_MS = 6 * 3_600_000
const CLOCK_AHEAD_MS = 15 * 60_000

import { createHash } from 'node:crypto'
import type { SessionConfig, WahaSession, WebhookConfig } from './wire.ts'

export type WantedWebhook = { url: string; hmacKey: string }

/** Whether the session tells us all we need already: to configure it anew would restart it. */
export function tellsUs({ config }: WahaSession, wanted: WantedWebhook): boolean {
  const ours = config?.webhooks?.find(({ url }) => url === wanted.url)
  if (!ours || !EVENTS.every((event) => ours.events?.includes(event))) return false
  if (ours.retries?.attempts !== RETRIES.attempts) return false
  // A version that does not give keys away still gives back what we noted beside it.
  return ours.hmac?.key === wanted.hmacKey || config?.metadata?.[MARK] === markOf(wanted)
}

/** The session's own configuration, and our webhook in it; what others set up stays. */
export function configWith(config: SessionConfig | null | undefined, wanted: WantedWebhook) {
  const { webhooks, metadata, ...rest } = config ?? NEW_SESSION
  const others = (webhooks ?? []).filter(({ url }) => url !== wanted.url)
  const ours: WebhookConfig = {
    url: wanted.url,
    events: [...EVENTS],
    hmac: { key: wanted.hmacKey },
    retries: RETRIES,
  }
  return {
    ...rest,
    metadata: { ...metadata, [MARK]: markOf(wanted) },
    webhooks: [...others, ours],
  } satisfies SessionConfig
}

/** Without its store NOWEB can neither quote a message nor tell whose a LID is. */
const NEW_SESSION: SessionConfig = { noweb: { store: { enabled: true, fullSync: false } } }

/** `message` would say again what `message.any` says. */
const EVENTS = [
  'session.status',
  'message.any',
  'message.ack',
  'message.reaction',
  'message.revoked',
  'message.edited',
  'message.waiting',
]

/** 2, 4, 8 … seconds: nothing is lost while we are away for two hours. WAHA keeps them in memory. */
const RETRIES = { policy: 'exponential', delaySeconds: 2, attempts: 12 }

const MARK = 'wicara.webhook'

const markOf = ({ url, hmacKey }: WantedWebhook) =>
  createHash('sha256')
    .update([url, hmacKey, ...EVENTS].join('\n'))
    .digest('hex')
    .slice(0, 32)

/**
 * What WAHA posts and answers, as far as we read it. Everything is optional: versions and engines
 * (NOWEB, GOWS, WEBJS, WPP) leave out and add.
 */
export type WahaEvent = {
  id?: string
  /** Milliseconds. */
  timestamp?: number
  event?: string
  session?: string
  me?: Me | null
  engine?: string
  payload?: unknown
}

export type Me = {
  id?: string
  lid?: string
  pushName?: string
  /** No first words to strangers; the end in seconds. Since 2026. */
  reachoutTimelock?: {
    isActive?: boolean
    timeEnforcementEnds?: number | null
    enforcementType?: string
  } | null
  /** How near it is to the most new chats of a month. Since 2026. */
  messageCapping?: { cappingStatus?: string } | null
}

export type WahaMessage = {
  /** `false_628…@c.us_3EB0…`: ours or not, the chat, the id; in groups also who wrote. */
  id?: string
  timestamp?: number
  fromMe?: boolean
  /** `api` where it was sent through WAHA, `app` where on the phone. Absent before 2025. */
  source?: string
  body?: string | null
  hasMedia?: boolean
  media?: { url?: string | null; mimetype?: string | null; filename?: string | null } | null
  location?: WahaLocation | null
  vCards?: unknown
  /** The id is without chat here. */
  replyTo?: { id?: string; participant?: string } | null
  /** What the engine itself said. */
  _data?: unknown
}

export type WahaLocation = {
  latitude?: unknown
  longitude?: unknown
  name?: string | null
  address?: string | null
  description?: string | null
}

export type WahaAck = {
  id?: string
  ack?: number | null
  ackName?: string
  error?: { code?: string | null; reason?: string; until?: string | null } | null
}

export type WahaReaction = WahaMessage & { reaction?: { text?: string; messageId?: string } }
export type WahaRevoked = {
  after?: WahaMessage | null
  before?: WahaMessage | null
  revokedMessageId?: string
}
export type WahaEdited = WahaMessage & { editedMessageId?: string }

/** `PASSKEY_…`: WhatsApp wants more than the code, and it can only be given in WAHA itself. */
export type SessionStatus =
  | 'STOPPED'
  | 'STARTING'
  | 'SCAN_QR_CODE'
  | 'PASSKEY_REQUIRED'
  | 'PASSKEY_CONFIRMATION_REQUIRED'
  | 'WORKING'
  | 'FAILED'

export type WahaSession = {
  name?: string
  status?: SessionStatus
  config?: SessionConfig | null
  me?: Me | null
}

export type SessionConfig = {
  webhooks?: WebhookConfig[] | null
  metadata?: Record<string, string> | null
} & Record<string, unknown>

export type WebhookConfig = {
  url?: string
  events?: string[]
  hmac?: { key?: string | null } | null
  retries?: { policy?: string; delaySeconds?: number; attempts?: number } | null
  customHeaders?: { name: string; value: string }[] | null
}

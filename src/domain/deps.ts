import type { Logger } from 'pino'
import type { Documents } from './documents/documents.ts'
import type { Gateways } from './payments/gateway.ts'
import type { Routers } from './routers/routers.ts'
import type { Db } from './tables.ts'

/** Everything the business needs from outside itself. Built once, in main.ts. */
export type Deps = {
  db: Db
  log: Logger
  /** Business time. The sandbox and the tests can set it; money and expiry follow it. */
  now: () => Date
  /** A fair whole number from 0 up to, not including, `below`. Cryptographic outside the tests. */
  draw: (below: number) => number
  wake: Wake
  secrets: Secrets
  files: Files
  routers: Routers
  gateways: Gateways
  documents: Documents
  business: Business
  /**
   * Id of what set this off: of the message that came in, or of the callback. Everything written
   * because of it carries it, so that one look finds all of a story. Absent where nothing did.
   */
  correlation?: string
}

/** What notes down its own row passes the id on, where there is one. */
export type Correlated = Partial<Pick<Deps, 'correlation'>>

/** Says that something waits. Only a nudge: a sweeper finds what a lost nudge left behind. */
export type Wake = {
  conversation: (conversationId: number) => void
  outbox: (conversationId: number) => void
  effects: () => void
}

export type Secrets = {
  /** Encrypts for storage (AES-256-GCM under a key derived from SECRET_KEY). */
  seal: (plain: string) => Buffer
  open: (sealed: Buffer) => string
  /** HMAC-SHA256 for links, base64url. `purpose` keeps tokens of one kind out of another's door. */
  sign: (purpose: string, text: string) => string
  /** 32 fresh random bytes, base64url. */
  token: () => string
}

export type Files = {
  /** Stores bytes under `key`, replacing what was there. */
  put: (key: string, bytes: Uint8Array) => Promise<void>
  /** Throws when there is none. */
  get: (key: string) => Promise<Uint8Array>
  /** Also where there is none. */
  remove: (key: string) => Promise<void>
}

/** Facts of the installation that rules need. */
export type Business = {
  timeZone: string
  /** Address customers reach us by, no trailing slash. */
  publicUrl: string
}

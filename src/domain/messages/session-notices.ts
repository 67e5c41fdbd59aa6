import type { FileRef } from './message.ts'

/** What is said of our own WhatsApp numbers. `name` is what the team calls one, `until` the clock on the wall. */
export type SessionNotices = {
  /** Each QR takes the place of the one before. */
  'session.qr': { name: string; channel: 'baileys' | 'waha'; file: FileRef }
  /** `again`: by a new link, to a phone that wrote for us before. */
  'session.paired': { accountId: number; name: string; phone: string | null; again: boolean }
  'session.qr_expired': { accountId: number; name: string; slot: string }
  /** This phone writes for us already, as `other`. */
  'session.twin': { accountId: number; name: string; phone: string; other: string }
  'session.down': {
    accountId: number
    name: string
    minutes: number
    queued: number
    /** As the channel says it; null: whoever keeps the line is gone. */
    reason: string | null
  }
  'session.logged_out': { accountId: number; name: string; phone: string | null; queued: number }
  /** Taken off here, and WhatsApp could not be told. */
  'session.still_linked': { name: string; phone: string | null }
  'session.replaced': { accountId: number; name: string; queued: number }
  'session.banned': {
    accountId: number
    name: string
    phone: string | null
    queued: number
    /** A number of Meta's own has no phone to open WhatsApp on. */
    onPhone: boolean
  }
  'session.restricted': { accountId: number; name: string; until: string; sure: boolean }
  'session.capped': { accountId: number; name: string; level: 'first' | 'second' | 'capped' }
  'session.slow_down': { accountId: number; name: string; until: string }
  'session.bad_keys': { accountId: number; name: string }
  /** The all-clear of a line. */
  'session.back': { name: string; phone: string | null; minutes: number }
  /** What WhatsApp held back is free again. */
  'session.free': { name: string }
  /** What waits there cannot go to another number: there is none that may write to these people. */
  'session.queue_stuck': { accountId: number; name: string; left: number; onPhone: boolean }
  /** Meta found that it sends too much. */
  'session.promo_held': { name: string; until: string }
  'session.queue_moved': { name: string; messages: number; people: number; left: number }
  /** A number was lost with messages of which nobody knows whether they are out: no other says them. */
  'session.queue_ended': { name: string; ended: number }
}

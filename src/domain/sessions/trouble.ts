/** What can be wrong with a number of ours. */
export type SessionTroubleKind =
  | 'down'
  | 'logged_out'
  | 'replaced'
  | 'banned'
  | 'restricted'
  | 'capped'
  | 'slow_down'
  | 'bad_keys'

export type TroubleDetails = {
  /** As the channel says it; for people who look into it. */
  reason?: string
  code?: number
  /** Of a restriction: WhatsApp said until when. */
  sure?: boolean
  level?: 'first' | 'second' | 'capped'
}

/** Over as soon as the line is open again. */
export const LINE_TROUBLES: SessionTroubleKind[] = [
  'down',
  'logged_out',
  'replaced',
  'banned',
  'bad_keys',
]

/** A line that drops and comes back within this is no news. */
export const DOWN_IS_NEWS_MS = 2 * 60_000
/** After this, what waits is given to another number. */
export const DOWN_MOVES_QUEUE_MS = 10 * 60_000
/** Shorter pauses that WhatsApp asks for are kept and not talked about. */
export const SLOW_IS_NEWS_MS = 2 * 60_000
/** Where WhatsApp does not say how long. */
export const RESTRICTED_MS = 24 * 3_600_000

import type { Sort } from '../messages/message.ts'
import { quietUntil } from './quiet-hours.ts'
import type { SendingSettings } from './sending-settings.ts'

/** What is known of a message whose turn has come. */
export type Due = {
  sort: Sort
  /** Business time: a reminder speaks of the day it was written on. */
  writtenAt: Date
  /** In a chat of the team: nobody there opts out, sleeps or is a stranger. */
  toStaff: boolean
  /** They wrote "stop". */
  optedOut: boolean
  /** They switched advertising off in WhatsApp itself. */
  noPromo: boolean
  /** Meta lets nobody advertise to them, or not from this number. */
  noPromoUntil: Date | null
  /** A person took the chat over after this was written. */
  takenOver: boolean
  /** The channel takes free words only in a window, and it is shut. */
  windowShut: boolean
  /** The same news as a template, which needs no window. */
  hasTemplate: boolean
  /** They never wrote to this number. */
  stranger: boolean
  /** Nobody wrote here lately but us, and nobody of the team is about to. */
  begunByUs: boolean
  /** What we may begin on this day is used up; it is more on the next one. */
  budgetGoneUntil: Date | null
  /** WhatsApp holds this number back: from everybody, or from strangers. */
  noSendingUntil: Date | null
  noNewChatsUntil: Date | null
  quiet: Pick<SendingSettings, 'quietFromHour' | 'quietToHour'>
  now: Date
  timeZone: string
}

/** Why something waits or stays unsaid: kept with the message, short, for the log. */
export type WhyNot =
  | 'taken_over'
  | 'opted_out'
  | 'out_of_date'
  | 'held'
  | 'marketing_stopped'
  | 'promo_held'
  | 'reachout'
  | 'quiet'
  | 'budget'
  | 'window_closed'

export type Verdict =
  | { kind: 'go' }
  /** The window is shut: as its template and as nothing else. */
  | { kind: 'template' }
  | { kind: 'wait'; until: Date; why: WhyNot }
  | { kind: 'drop'; why: WhyNot }
  | { kind: 'fail'; why: WhyNot }

/**
 * Whether a message may go now. What is never wanted any more is dropped before anything is waited
 * for. "Stop" means that we do not advertise or remind: what somebody paid for, owes or asked for
 * goes on. An answer waits for nothing but the number itself.
 */
export function judgeSending(due: Due): Verdict {
  const { sort, toStaff, now } = due
  const unasked = !toStaff && (sort === 'reminder' || sort === 'promo')
  if (due.takenOver) return { kind: 'drop', why: 'taken_over' }
  if (unasked && due.optedOut) return { kind: 'drop', why: 'opted_out' }
  // "Due today" was true yesterday; the reminder of this day says what is true now.
  if (sort === 'reminder' && !toStaff && now.getTime() - due.writtenAt.getTime() > REMINDS_FOR_MS) {
    return { kind: 'drop', why: 'out_of_date' }
  }
  const isPromo = sort === 'promo' && !toStaff
  if (isPromo && due.noPromo) return { kind: 'drop', why: 'marketing_stopped' }

  if (isAhead(due.noSendingUntil, now)) {
    return { kind: 'wait', until: due.noSendingUntil, why: 'held' }
  }
  if (isPromo && isAhead(due.noPromoUntil, now)) {
    return { kind: 'wait', until: due.noPromoUntil, why: 'promo_held' }
  }
  // A first word now would only make it worse, whoever's word it is.
  if (due.stranger && !toStaff && isAhead(due.noNewChatsUntil, now)) {
    return { kind: 'wait', until: due.noNewChatsUntil, why: 'reachout' }
  }
  const morning = unasked ? quietUntil(due) : null
  if (morning) return { kind: 'wait', until: morning, why: 'quiet' }
  if (countsAsBegun(due) && isAhead(due.budgetGoneUntil, now)) {
    return { kind: 'wait', until: due.budgetGoneUntil, why: 'budget' }
  }

  if (!due.windowShut) return { kind: 'go' }
  return due.hasTemplate ? { kind: 'template' } : { kind: 'fail', why: 'window_closed' }
}

/** What we begin ourselves has a budget; answers and the words of a person have none. */
export function countsAsBegun({
  sort,
  toStaff,
  begunByUs,
}: Pick<Due, 'sort' | 'toStaff' | 'begunByUs'>) {
  return begunByUs && !toStaff && sort !== 'answer' && sort !== 'person'
}

function isAhead(until: Date | null, now: Date): until is Date {
  return until !== null && until > now
}

/** One from the evening still goes in the morning. */
const REMINDS_FOR_MS = 20 * 3_600_000

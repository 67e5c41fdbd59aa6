import { dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { billingSettings } from './billing-settings.ts'
import { tellDue } from './reminder-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** People are not woken by a bill. */
const FROM_HOUR = 8
const TO_HOUR = 20

/**
 * Reminds of what is due, so many days before as the owner set, once each, by day. One that was
 * not sent in its time is left: three at once help nobody.
 */
export async function remindInvoices(deps: Needs): Promise<number> {
  const hour = hourOf(deps.now(), deps.business.timeZone)
  if (hour < FROM_HOUR || hour >= TO_HOUR) return 0
  const { remindDaysBefore } = await billingSettings(deps)
  const today = dayOf(deps.now(), deps.business.timeZone)
  return inTransaction(deps, async (deps) => {
    const chats = await tellDue(deps.db, {
      days: remindDaysBefore,
      today,
      at: deps.now(),
      correlation: deps.correlation ?? null,
    })
    for (const id of chats.slice(0, NUDGED)) deps.wake.outbox(id)
    return chats.length
  })
}

const NUDGED = 200

function hourOf(at: Date, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit' }).format(at))
}

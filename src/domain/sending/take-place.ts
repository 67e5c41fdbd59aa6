import type { Deps } from '../deps.ts'
import { markBegun, takePlace } from './budget-queries.ts'
import { budgetDay, dayBudget } from './day-budget.ts'
import type { SendingSettings } from './sending-settings.ts'

/**
 * Counts a message that we begin ourselves before it goes. Null: it may; else when there is room
 * again. What was counted once is not counted again when it is tried again.
 */
export async function takePlaceToday(
  { db, now, business: { timeZone } }: Pick<Deps, 'db' | 'now' | 'business'>,
  one: {
    outboxId: number
    accountId: number
    conversationId: number
    isNewChat: boolean
    warmFrom: Date | null
    settings: SendingSettings
  },
): Promise<Date | null> {
  const { outboxId, accountId, conversationId, isNewChat, warmFrom, settings } = one
  const budget = dayBudget(settings, { warmFrom, now: now(), timeZone })
  if (budget.messages === null && budget.newChats === null) return null
  const { day, until } = budgetDay(now(), timeZone)
  if (!(await takePlace(db, { outboxId, accountId, day, budget, isNewChat }))) return until
  if (isNewChat) await markBegun(db, { id: conversationId, at: now() })
  return null
}

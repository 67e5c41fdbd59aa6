import { dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { type AssistantCall, countCalls, insertCall } from './call-queries.ts'

/** Enough for a long talk, and for a busy day; beyond, the rules go on alone. */
const CALLS_A_DAY = { inChat: 24, inAll: 3_000 }

/** Whether the assistant may still be asked today, in this chat and at all. */
export async function mayAskAssistant(
  { db, now, business }: Pick<Deps, 'db' | 'now' | 'business'>,
  conversationId: number,
): Promise<boolean> {
  const since = startOfDay(dayOf(now(), business.timeZone), business.timeZone)
  const made = await countCalls(db, { conversationId, since })
  return made.inChat < CALLS_A_DAY.inChat && made.inAll < CALLS_A_DAY.inAll
}

/** Every call is counted, with what became of it. */
export async function recordAssistantCall(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  call: AssistantCall,
) {
  await insertCall(db, call, now())
}

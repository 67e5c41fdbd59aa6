import { recordAudit } from '../audit/record-audit.ts'
import { saveSetting } from '../business/business-queries.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { endWaits } from './budget-queries.ts'
import {
  SENDING_KEY,
  SENDING_LIMITS,
  type SendingChoices,
  sendingChoices,
  type SendingSettings,
} from './sending-settings.ts'

type Change = {
  change: Partial<SendingSettings>
  /** Only this number; without: all of them. */
  accountId?: number
  by: number
}

/** How our numbers are written on from now on. What waited by the old rules is judged by the new. */
export function changeSendingSettings(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { change, accountId, by }: Change,
): Promise<SendingChoices> {
  for (const [name, [from, to]] of Object.entries(SENDING_LIMITS)) {
    const value = change[name as keyof typeof SENDING_LIMITS]
    if (typeof value === 'number' && (!Number.isInteger(value) || value < from || value > to)) {
      throw new Refusal('input.invalid', { field: name, problem: `${from}-${to}` })
    }
  }
  return inTransaction(deps, async (deps) => {
    const before = await sendingChoices(deps)
    const after = changed(before, change, accountId)
    await saveSetting(deps.db, { key: SENDING_KEY, value: after, by, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'sending.settings_changed',
      subject: accountId === undefined ? 'sending' : `session:${accountId}`,
      before,
      after,
    })
    for (const id of await endWaits(deps.db)) deps.wake.outbox(id)
    return after
  })
}

function changed(
  { all, sessions }: SendingChoices,
  change: Partial<SendingSettings>,
  accountId: number | undefined,
): SendingChoices {
  if (accountId === undefined) return { all: { ...all, ...change }, sessions }
  const key = String(accountId)
  return { all, sessions: { ...sessions, [key]: { ...sessions[key], ...change } } }
}

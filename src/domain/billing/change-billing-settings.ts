import { recordAudit } from '../audit/record-audit.ts'
import { saveSetting } from '../business/business-queries.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import {
  BILLING_KEY,
  BILLING_LIMITS,
  type BillingSettings,
  billingSettings,
} from './billing-settings.ts'

/** The owner's choices about billing from now on; what was issued stays as it is. */
export function changeBillingSettings(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { change, by }: { change: Partial<BillingSettings>; by: number },
): Promise<BillingSettings> {
  for (const [name, [from, to]] of Object.entries(BILLING_LIMITS)) {
    const value = change[name as keyof typeof BILLING_LIMITS]
    if (typeof value === 'number' && (!Number.isInteger(value) || value < from || value > to)) {
      throw new Refusal('input.invalid', { field: name, problem: `${from}-${to}` })
    }
  }
  return inTransaction(deps, async (deps) => {
    const before = await billingSettings(deps)
    const after = { ...before, ...change }
    await saveSetting(deps.db, { key: BILLING_KEY, value: after, by, at: deps.now() })
    const names = Object.keys(change) as (keyof BillingSettings)[]
    const only = (all: BillingSettings) =>
      Object.fromEntries(names.map((name) => [name, all[name]]))
    await recordAudit(deps, {
      by,
      action: 'billing.settings_changed',
      subject: 'billing',
      before: only(before),
      after: only(after),
    })
    return after
  })
}

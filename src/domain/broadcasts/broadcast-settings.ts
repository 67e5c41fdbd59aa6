import { findSetting, saveSetting } from '../business/business-queries.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'

export type BroadcastSettings = {
  /** To more people than this a second person must say yes. 0: to anybody. */
  approvalAbove: number
}

const DEFAULTS: BroadcastSettings = { approvalAbove: 100 }
const KEY = 'broadcasts'
const MOST = 100_000

export async function broadcastSettings({ db }: Pick<Deps, 'db'>): Promise<BroadcastSettings> {
  const stored = (await findSetting(db, KEY)) as Partial<BroadcastSettings> | undefined
  return { ...DEFAULTS, ...stored }
}

export function changeBroadcastSettings(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { approvalAbove, by }: { approvalAbove: number; by: number },
) {
  if (!Number.isInteger(approvalAbove) || approvalAbove < 0 || approvalAbove > MOST) {
    throw new Refusal('input.invalid', { field: 'approvalAbove', problem: `0-${MOST}` })
  }
  return inTransaction(deps, async (deps) => {
    const before = await broadcastSettings(deps)
    const after = { ...before, approvalAbove }
    await saveSetting(deps.db, { key: KEY, value: after, by, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'broadcasts.settings_changed',
      subject: 'broadcasts',
      before,
      after,
    })
    return after
  })
}

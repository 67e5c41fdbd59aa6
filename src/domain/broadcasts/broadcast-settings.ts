import { recordAudit } from '../audit/record-audit.ts'
import { findSetting, saveSetting } from '../business/business-queries.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { getPerson } from '../people/people-queries.ts'
import type { Phone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'

export type BroadcastSettings = {
  /** To more people than this a second person must say yes. 0: to anybody. */
  approvalAbove: number
  /** Numbers of our own that a broadcast may be tried on. */
  testPhones: Phone[]
}

const DEFAULTS: BroadcastSettings = { approvalAbove: 100, testPhones: [] }
const KEY = 'broadcasts'
const MOST = 100_000
const MOST_PHONES = 10

export async function broadcastSettings({ db }: Pick<Deps, 'db'>): Promise<BroadcastSettings> {
  const stored = (await findSetting(db, KEY)) as Partial<BroadcastSettings> | undefined
  return { ...DEFAULTS, ...stored }
}

export function changeBroadcastSettings(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { change, by }: { change: Partial<BroadcastSettings>; by: number },
): Promise<BroadcastSettings> {
  const { approvalAbove = 0, testPhones = [] } = change
  if (!Number.isInteger(approvalAbove) || approvalAbove < 0 || approvalAbove > MOST) {
    throw new Refusal('input.invalid', { field: 'persetujuan', problem: `0-${MOST}` })
  }
  if (testPhones.length > MOST_PHONES) {
    throw new Refusal('input.invalid', { field: 'uji', problem: `0-${MOST_PHONES}` })
  }
  return inTransaction(deps, async (deps) => {
    const before = await broadcastSettings(deps)
    const after = { ...before, ...change }
    await saveSetting(deps.db, { key: KEY, value: after, by, at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'broadcasts.settings_changed',
      subject: 'broadcasts',
      before,
      after,
    })
    // Whoever may raise it must not be able to do so unseen: it is what asks for a second person.
    if (after.approvalAbove > before.approvalAbove) {
      const { name } = await getPerson(deps.db, by)
      await tellStaff(deps, 'broadcasts.approve', {
        code: 'broadcast.approval_raised',
        details: { by: name ?? `#${by}`, before: before.approvalAbove, after: after.approvalAbove },
        except: by,
      })
    }
    return after
  })
}

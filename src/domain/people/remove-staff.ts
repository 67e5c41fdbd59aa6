import { recordAudit } from '../audit/record-audit.ts'
import { pauseOfLeaver } from '../broadcasts/control-broadcast.ts'
import { leaveChats } from '../chats/leave-chats.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { leavePairings } from '../sessions/leave-pairings.ts'
import { getPerson, lockOwners, removeStaffRow } from './people-queries.ts'

/**
 * Takes somebody out of the team; the next thing they type is a customer's, and the chats they
 * had wait for somebody else. What they sent goes on only if another one approved it.
 */
export function removeStaff(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  { personId, by }: { personId: number; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const owners = await lockOwners(deps.db)
    const person = await getPerson(deps.db, personId)
    if (person.role === 'customer') {
      throw new Refusal('staff.not_staff', { name: person.name ?? String(personId) })
    }
    if (owners.length === 1 && owners[0] === personId) throw new Refusal('staff.last_owner', {})
    await removeStaffRow(deps.db, personId, deps.now())
    await leaveChats(deps, personId)
    await leavePairings(deps, { personId, by })
    await pauseOfLeaver(deps, { personId, name: person.name, by })
    await recordAudit(deps, {
      by,
      action: 'team.removed',
      subject: `person:${personId}`,
      before: { role: person.role },
    })
    await later(deps, { kind: 'menu.show', personId })
    return person
  })
}

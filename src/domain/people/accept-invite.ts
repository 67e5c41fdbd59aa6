import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { inviteHash } from './invite-staff.ts'
import { getPerson, takeInvite, upsertStaff } from './people-queries.ts'

/**
 * Joins the team with a one-time link. The person is who the channel says, never what is typed.
 * It makes nobody of the team less than they are: a link its own maker opens stays good for whom
 * it was meant.
 */
export function acceptInvite(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { token, personId }: { token: string; personId: number },
) {
  return inTransaction(deps, async (deps) => {
    const now = deps.now()
    const invite = await takeInvite(deps.db, inviteHash(token), personId, now)
    if (!invite) throw new Refusal('invite.invalid', {})
    const { role } = await getPerson(deps.db, personId)
    if (role === 'owner' || (role !== 'customer' && invite.role !== 'owner')) {
      throw new Refusal('staff.already', { role })
    }
    await upsertStaff(deps.db, {
      personId,
      role: invite.role,
      addedBy: invite.invited_by,
      at: now,
    })
    await recordAudit(deps, {
      by: personId,
      action: 'team.joined',
      subject: `person:${personId}`,
      after: { role: invite.role, invitedBy: invite.invited_by },
    })
    await later(deps, { kind: 'menu.show', personId })
    return { role: invite.role }
  })
}

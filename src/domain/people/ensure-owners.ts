import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { inviteStaff } from './invite-staff.ts'
import {
  countOwners,
  findPersonByIdentity,
  getPerson,
  insertIdentities,
  insertPerson,
  upsertStaff,
  voidOwnerInvites,
} from './people-queries.ts'

/**
 * Somebody must own the place. Those named in the settings do from the start; where there is
 * nobody, returns a one-time code to be printed, and earlier codes stop working.
 */
export function ensureOwners(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'>,
  { accountId, telegramIds }: { accountId: number; telegramIds: string[] },
): Promise<{ claimCode: string | null; ownerIds: number[] }> {
  return inTransaction(deps, async (deps) => {
    const ownerIds: number[] = []
    for (const value of telegramIds) {
      const identity = { kind: 'telegram' as const, value }
      const personId =
        (await findPersonByIdentity(deps.db, accountId, [identity])) ??
        (await insertPerson(deps.db, { name: null, language: 'id', at: deps.now() }))
      await insertIdentities(deps.db, accountId, personId, [identity])
      ownerIds.push(personId)
      await makeOwner(deps, personId)
    }
    if ((await countOwners(deps.db)) > 0) return { claimCode: null, ownerIds }
    await voidOwnerInvites(deps.db, deps.now())
    const { token } = await inviteStaff(deps, { role: 'owner', by: null })
    return { claimCode: token, ownerIds }
  })
}

async function makeOwner(deps: Pick<Deps, 'db' | 'now'>, personId: number) {
  const { role } = await getPerson(deps.db, personId)
  if (role === 'owner') return
  await upsertStaff(deps.db, { personId, role: 'owner', addedBy: null, at: deps.now() })
  await recordAudit(deps, {
    by: null,
    action: 'team.joined',
    subject: `person:${personId}`,
    before: { role },
    after: { role: 'owner', from: 'settings' },
  })
}

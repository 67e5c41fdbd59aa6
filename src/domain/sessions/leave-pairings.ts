import type { Correlated, Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import { unlinkSession } from './change-session.ts'
import { endPairing } from './end-pairing.ts'
import { selectPairingsOf } from './pairing-queries.ts'
import { nameOf } from './session.ts'
import { lockSession } from './session-queries.ts'

/** Somebody leaves the team: the QR he looks at links no phone any more, and he gets no other one. */
export async function leavePairings(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { personId, by }: { personId: number; by: number },
) {
  for (const { account_id: accountId, slot } of await selectPairingsOf(deps.db, personId)) {
    const session = await lockSession(deps.db, accountId)
    await endPairing(deps, accountId)
    if (session?.state !== 'pairing') continue
    await unlinkSession(deps, { accountId, by })
    await tellStaff(deps, 'sessions.manage', {
      code: 'session.qr_expired',
      details: { accountId, name: nameOf(session), slot },
      slot,
    })
  }
}

import { createHash } from 'node:crypto'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertInvite } from './people-queries.ts'
import type { Role } from './person.ts'

const LASTS_MS = 48 * 3_600_000

/** A one-time link into the team. Returns the token; only its hash stays here. */
export async function inviteStaff(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'>,
  { role, by }: { role: Role; by: number | null },
) {
  // Telegram takes 64 characters of A-Z a-z 0-9 _ - after ?start=.
  const token = deps.secrets.token().slice(0, 32)
  const expiresAt = new Date(deps.now().getTime() + LASTS_MS)
  await inTransaction(deps, async (deps) => {
    await insertInvite(deps.db, { tokenHash: inviteHash(token), role, invitedBy: by, expiresAt })
    await recordAudit(deps, { by, action: 'team.invited', subject: `role:${role}` })
  })
  return { token, expiresAt }
}

export function inviteHash(token: string) {
  return createHash('sha256').update(token).digest()
}

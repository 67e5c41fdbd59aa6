import { recordAudit } from '../audit/record-audit.ts'
import type { Day } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { lockRegistration, type RegistrationRow, setRegistration } from './registration-queries.ts'
import { showRegistration, showRegistrationCard, tellTechnician } from './show-registration.ts'

type DecideDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * Yes, on that day: the customer hears of it, and the technician where there is one. Again with
 * another day or another technician, until it is installed.
 */
export function approveRegistration(
  deps: DecideDeps,
  wish: { registrationId: number; installOn: Day; technicianId: number | null; by: number },
): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const { registrationId: id, installOn, technicianId, by } = wish
    const before = await takeRegistration(deps, id, ['asked', 'approved'])
    await setRegistration(deps.db, id, {
      state: 'approved',
      install_on: installOn,
      technician_id: technicianId,
      decided_by: by,
      decided_at: deps.now(),
    })
    await recordAudit(deps, {
      by,
      action: 'registration.approved',
      subject: `registration:${id}`,
      before: { installOn: before.install_on, technician: before.technician_id },
      after: { installOn, technician: technicianId },
    })
    await showRegistrationCard(deps, id)
    const { name, package: wanted, technician } = await showRegistration(deps, id)
    await tell(deps, before.conversation_id, {
      code: 'registration.approved',
      // A number of ours says nothing to him.
      details: {
        name,
        package: wanted,
        installOn,
        technician: technician?.startsWith('#') ? null : technician,
      },
    })
    if (technicianId !== null && technicianId !== by) {
      await tellTechnician(deps, { registrationId: id, technicianId })
    }
  })
}

/** No, and why: in the words the customer reads. */
export function declineRegistration(
  deps: DecideDeps,
  { registrationId, reason, by }: { registrationId: number; reason: string; by: number },
): Promise<void> {
  return inTransaction(deps, async (deps) => {
    const row = await takeRegistration(deps, registrationId, ['asked', 'approved'])
    const at = deps.now()
    const decided = { decided_by: by, decided_at: at }
    await setRegistration(deps.db, registrationId, { state: 'declined', reason, ...decided })
    await recordAudit(deps, {
      by,
      action: 'registration.declined',
      subject: `registration:${registrationId}`,
      after: { reason },
    })
    await showRegistrationCard(deps, registrationId)
    await tell(deps, row.conversation_id, {
      code: 'registration.declined',
      details: { name: row.name, reason },
    })
  })
}

/** Held until the transaction ends: of two who decide at once one finds it decided. */
export async function takeRegistration(
  { db }: Pick<Deps, 'db'>,
  id: number,
  states: RegistrationRow['state'][],
): Promise<RegistrationRow> {
  const row = await lockRegistration(db, id)
  if (!row) throw new Refusal('registration.unknown', { id })
  if (states.includes(row.state)) return row
  throw new Refusal('registration.state', { id, state: row.state })
}

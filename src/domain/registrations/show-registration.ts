import type { Correlated, Deps } from '../deps.ts'
import type { RegistrationCard } from '../messages/line-notices.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { openRegistrations, registrationCard } from './registration-queries.ts'

export async function showRegistration(
  { db }: Pick<Deps, 'db'>,
  registrationId: number,
): Promise<RegistrationCard> {
  const card = await registrationCard(db, registrationId)
  if (card) return card
  throw new Refusal('registration.unknown', { id: registrationId })
}

export function listRegistrations({ db }: Pick<Deps, 'db'>): Promise<RegistrationCard[]> {
  return openRegistrations(db, 15)
}

type TellDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** The card as it is now takes the place of the one that was. */
export async function showRegistrationCard(deps: TellDeps, registrationId: number) {
  await tellStaff(deps, 'registrations.work', {
    code: 'registration.card',
    details: await showRegistration(deps, registrationId),
    slot: `registration:${registrationId}`,
  })
}

/** The technician gets the card in a chat of his own, once it is his. */
export async function tellTechnician(
  deps: TellDeps,
  { registrationId, technicianId }: { registrationId: number; technicianId: number },
) {
  const chat = await staffChatOf(deps, technicianId)
  if (chat === undefined) return
  const details = await showRegistration(deps, registrationId)
  await tell(deps, chat, { code: 'registration.yours', details })
}

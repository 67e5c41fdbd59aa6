import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import {
  insertRegistration,
  type NewRegistration,
  openRegistrationOf,
} from './registration-queries.ts'
import { showRegistrationCard } from './show-registration.ts'

/** Somebody wants to be connected: the team gets a card. One open wish for each person. */
export function askRegistration(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  wish: NewRegistration,
): Promise<{ registrationId: number }> {
  return inTransaction(deps, async (deps) => {
    const registrationId = await insertRegistration(deps.db, wish, deps.now())
    if (registrationId === undefined) {
      const open = await openRegistrationOf(deps.db, wish.personId)
      const state = open?.state === 'approved' ? 'approved' : 'asked'
      throw new Refusal('registration.open', { state, installOn: open?.install_on ?? null })
    }
    await recordAudit(deps, {
      by: wish.personId,
      action: 'registration.asked',
      subject: `registration:${registrationId}`,
      after: { package: wish.packageId },
    })
    await showRegistrationCard(deps, registrationId)
    return { registrationId }
  })
}

export function findOpenRegistration({ db }: Pick<Deps, 'db'>, personId: number) {
  return openRegistrationOf(db, personId)
}

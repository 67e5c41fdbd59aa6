import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { findPersonByPhone, markPromoWanted, nameUnnamed, updatePerson } from './people-queries.ts'
import type { Language } from './person.ts'

export function chooseLanguage(deps: Pick<Deps, 'db'>, personId: number, language: Language) {
  return updatePerson(deps.db, personId, { language })
}

/** Opting out ends everything we would say first; answers to what they ask still come. */
export function setOptOut(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { personId, out }: { personId: number; out: boolean },
) {
  return inTransaction(deps, async (deps) => {
    await updatePerson(deps.db, personId, { opted_out_at: out ? deps.now() : null })
    await recordAudit(deps, {
      by: personId,
      action: out ? 'person.opted_out' : 'person.opted_in',
      subject: `person:${personId}`,
    })
  })
}

/** They switched advertising off or on in WhatsApp itself: reminders and answers go on. Safe to repeat. */
export function setPromoWanted(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { personId, wanted }: { personId: number; wanted: boolean },
) {
  return inTransaction(deps, async (deps) => {
    if (!(await markPromoWanted(deps.db, { personId, wanted, at: deps.now() }))) return
    await recordAudit(deps, {
      by: personId,
      action: wanted ? 'person.promo_resumed' : 'person.promo_stopped',
      subject: `person:${personId}`,
    })
  })
}

/** As the channel tells it. Whoever never wrote to this number may be known from another. */
export async function hearPromoChoice(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  chosen: { personId: number | undefined; phone: string; wanted: boolean },
) {
  const { phone, wanted } = chosen
  const personId = chosen.personId ?? (await findPersonByPhone(deps.db, phone))
  if (personId !== undefined) await setPromoWanted(deps, { personId, wanted })
}

export function renamePerson(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { personId, name, by }: { personId: number; name: string; by: number },
) {
  return inTransaction(deps, async (deps) => {
    await updatePerson(deps.db, personId, { name })
    await recordAudit(deps, {
      by,
      action: 'person.renamed',
      subject: `person:${personId}`,
      after: { name },
    })
  })
}

/** A name somebody told us, where the channel gave none. */
export function renameIfUnnamed({ db }: Pick<Deps, 'db'>, personId: number, name: string) {
  return nameUnnamed(db, personId, name)
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { ensureCustomer, forgetPerson, phoneAccount } from './customer-queries.ts'
import { findPersonByPhone, getPerson, insertIdentities, insertPerson } from './people-queries.ts'
import type { Phone } from './phone.ts'

export type NewCustomer = {
  phone: Phone
  name: string
  address?: string | null
  by: number | null
}

/**
 * The customer who has this number, known or made. A name that is known stays; an address fills
 * what is empty. No chat is opened: who never wrote to us is written to when there is something
 * to say.
 */
export function findOrCreateCustomer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { phone, name, address = null, by }: NewCustomer,
): Promise<{ personId: number; name: string; isNew: boolean }> {
  return inTransaction(deps, async (deps) => {
    const known = await findPersonByPhone(deps.db, phone)
    const personId = known ?? (await makePerson(deps, { phone, name }))
    const person = await getPerson(deps.db, personId)
    const isNew = await ensureCustomer(deps.db, {
      personId,
      name,
      address,
      by,
      at: deps.now(),
    })
    if (isNew) {
      const after = { name: person.name ?? name, phone, address }
      await recordAudit(deps, {
        by,
        action: 'customer.added',
        subject: `person:${personId}`,
        after,
      })
    }
    return { personId, name: person.name ?? name, isNew }
  })
}

/** Two who add one number at once wait for each other, and the second finds the first one's. */
export async function makePerson(
  deps: Pick<Deps, 'db' | 'now'>,
  { phone, name }: { phone: Phone; name: string },
) {
  const mine = await insertPerson(deps.db, { name, language: 'id', at: deps.now() })
  const accountId = await phoneAccount(deps.db)
  await insertIdentities(deps.db, accountId, mine, [{ kind: 'phone', value: phone }])
  const theirs = (await findPersonByPhone(deps.db, phone)) ?? mine
  if (theirs !== mine) await forgetPerson(deps.db, mine)
  return theirs
}

/** Somebody we know becomes a customer of a line: he keeps his name, and gets an address. */
export async function makeCustomer(
  deps: Pick<Deps, 'db' | 'now'>,
  {
    personId,
    ...about
  }: {
    personId: number
    name: string
    address?: string | null
    latitude?: number | null
    longitude?: number | null
    by: number | null
  },
) {
  await ensureCustomer(deps.db, { personId, ...about, at: deps.now() })
}

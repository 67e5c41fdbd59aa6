import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { makePerson } from '../people/customers.ts'
import { findCustomer } from '../people/find-customers.ts'
import { findPersonByPhone, getPerson, nameUnnamed, upsertStaff } from '../people/people-queries.ts'
import { type Phone, readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { chooseReseller } from './choose-reseller.ts'
import { findBuyerChat } from './find-buyer-chat.ts'
import { type Reseller, resellerName } from './reseller.ts'
import { ensureReseller, setLowRupiah } from './reseller-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

export type NewReseller = {
  /** A phone number, or the name or number of somebody we know. */
  who: string
  name?: string | undefined
  lowRupiah?: number | undefined
  by: number
}

export type AddedReseller = Reseller & {
  /** He was told in his WhatsApp chat. */
  told: boolean
  isNew: boolean
}

/**
 * Makes somebody a reseller: who is one by his role, a customer, or whoever has this number.
 * Nobody of the team becomes less than he is by it.
 */
export function addReseller(deps: Needs, ask: NewReseller): Promise<AddedReseller> {
  return inTransaction(deps, async (deps) => {
    const phone = readPhone(ask.who)
    const personId = phone ? await byPhone(deps, phone, ask.name) : await byName(deps, ask.who)
    if (ask.name !== undefined) await nameUnnamed(deps.db, personId, ask.name)
    const person = await getPerson(deps.db, personId)
    if (person.role !== 'customer' && person.role !== 'reseller') {
      throw new Refusal('reseller.of_team', { name: person.name ?? ask.who, role: person.role })
    }
    const { by, lowRupiah } = ask
    const at = deps.now()
    const joins = person.role === 'customer'
    if (joins) await upsertStaff(deps.db, { personId, role: 'reseller', addedBy: by, at })
    const added = await ensureReseller(deps.db, { personId, lowRupiah, by, at })
    if (!added && lowRupiah !== undefined) await setLowRupiah(deps.db, personId, lowRupiah)
    const isNew = joins || added
    await recordAudit(deps, {
      by,
      action: isNew ? 'reseller.added' : 'reseller.changed',
      subject: `person:${personId}`,
      after: { role: 'reseller', ...(lowRupiah !== undefined && { lowRupiah }) },
    })
    if (joins) await later(deps, { kind: 'menu.show', personId })
    const reseller = await chooseReseller(deps, `#${personId}`)
    return { ...reseller, isNew, told: isNew && (await welcome(deps, reseller)) }
  })
}

async function byPhone(deps: Needs, phone: Phone, name: string | undefined) {
  return (
    (await findPersonByPhone(deps.db, phone)) ??
    (await makePerson(deps, { phone, name: name ?? phone }))
  )
}

/** One who has the role already, before any customer of that name. */
async function byName(deps: Needs, who: string): Promise<number> {
  try {
    return (await chooseReseller(deps, who)).personId
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'reseller.unknown') throw error
    return (await findCustomer(deps, who)).id
  }
}

async function welcome(deps: Needs, reseller: Reseller): Promise<boolean> {
  const chat = reseller.phone === null ? undefined : await findBuyerChat(deps, reseller.phone)
  if (chat === undefined) return false
  const details = { name: resellerName(reseller) }
  await tell(deps, chat, { code: 'reseller.welcome', details })
  return true
}

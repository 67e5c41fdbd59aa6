import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { findCustomer, findCustomers } from '../people/find-customers.ts'
import { Refusal } from '../refusal.ts'
import { isOwed } from './invoice.ts'
import { type InvoiceInWords, owedInvoices, readInvoice } from './invoice-queries.ts'
import { invoiceIdByNumber } from './list-invoices-queries.ts'
import { findPersonByUsername } from './payer-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'business'>

/**
 * The number of an invoice as people write it: whole, without the noughts, or as the number of
 * this month alone behind INV. Undefined: it is no number of an invoice.
 */
export function readInvoiceNumber(deps: Pick<Deps, 'now' | 'business'>, text: string) {
  const match = /^inv[\s/-]*(?:(20\d\d)[/-](\d{1,2})[/-])?(\d{1,6})$/i.exec(text.trim())
  if (!match) return undefined
  const [thisYear, thisMonth = ''] = dayOf(deps.now(), deps.business.timeZone).split('-')
  const [, year = thisYear, month = thisMonth, place = ''] = match
  return `INV/${year}/${month.padStart(2, '0')}/${place.padStart(6, '0')}`
}

/** An invoice by its number, a draft as #12; or what a customer owes, where that is one. */
export async function chooseInvoice(deps: Needs, query: string): Promise<InvoiceInWords> {
  const number = readInvoiceNumber(deps, query)
  const draft = /^#(\d{1,9})$/.exec(query.trim())?.[1]
  if (number === undefined && draft === undefined) return onlyOwed(deps, query)
  const id = number === undefined ? Number(draft) : await invoiceIdByNumber(deps.db, number)
  const invoice = id === undefined ? undefined : await readInvoice(deps.db, id)
  if (!invoice) throw new Refusal('invoice.unknown', { number: number ?? query })
  return invoice
}

async function onlyOwed(deps: Needs, query: string) {
  const payer = await choosePayer(deps, query)
  const owed = await owedInvoices(deps.db, { personId: payer.id })
  const all = await Promise.all(owed.map(({ id }) => readInvoice(deps.db, id)))
  const known = all.filter((one) => one !== undefined && isOwed(one.state))
  const [one] = known
  if (!one) throw new Refusal('invoice.none_open', { customer: payer.name })
  if (known.length > 1) {
    const numbers = known.flatMap((each) => each?.number ?? [])
    throw new Refusal('invoice.several', { customer: payer.name, numbers })
  }
  return one
}

export type Payer = {
  id: number
  name: string
  phone: string | null
  /** With the number, so that whoever says yes to money knows whose it is. */
  called: string
}

/** Whose money it is about: a customer's number, name or phone, or the user name of a line. */
export async function choosePayer(deps: Pick<Deps, 'db'>, query: string): Promise<Payer> {
  const byLine = await findPersonByUsername(deps.db, query)
  if (byLine !== undefined) return readPayer(deps, byLine)
  const found = await findCustomers(deps, { query, limit: 6 })
  const exact = found.filter(({ name }) => name?.toLowerCase() === query.trim().toLowerCase())
  const [only] = exact.length === 1 ? exact : found
  const isNumber = /^[1-9]\d{0,6}$/.test(query)
  if (!isNumber && only && found.length > 1 && exact.length !== 1) {
    const names = found.map(({ id, name, phone }) => `${name ?? phone ?? '?'} (${id})`)
    throw new Refusal('person.several', { query, names })
  }
  return named(isNumber || !only ? await findCustomer(deps, query) : only)
}

/** Who was chosen before. */
export async function readPayer(deps: Pick<Deps, 'db'>, personId: number): Promise<Payer> {
  return named(await findCustomer(deps, String(personId)))
}

function named(one: { id: number; name: string | null; phone: string | null }): Payer {
  const phone = one.phone === null ? null : `+${one.phone.replace(/^\+/, '')}`
  const name = one.name ?? phone ?? `#${one.id}`
  const called = one.name !== null && phone !== null ? `${name} (${phone})` : name
  return { id: one.id, name, phone, called }
}

import type { Deps } from '../deps.ts'
import type { CustomerRow, JudgedRow } from './import.ts'
import { isTrouble, judged, type SheetRow, type Trouble, trouble } from './judge.ts'
import { knownCustomerPhones } from './known-queries.ts'
import { readPhoneCell, readRupiahCell } from './read-cells.ts'

/** Numbers are made one and the same before anybody is looked for. */
export async function judgeCustomers(
  { db }: Pick<Deps, 'db'>,
  rows: SheetRow[],
): Promise<JudgedRow<CustomerRow>[]> {
  const read = rows.map((row) => ({ row, customer: readCustomer(row) }))
  const phones = read.flatMap(({ customer }) => (isTrouble(customer) ? [] : [customer.phone]))
  const known = await knownCustomerPhones(db, phones)
  const places = new Map<string, number>()
  return read.map(({ row, customer }) => {
    if (isTrouble(customer)) return judged(row, 'bad', customer)
    const before = places.get(customer.phone)
    places.set(customer.phone, before ?? row.place)
    if (before !== undefined) return judged(row, 'bad', trouble('phone_twice', before))
    return judged(row, known.has(customer.phone) ? 'known' : 'new', { row: customer })
  })
}

function readCustomer({ cells }: SheetRow): CustomerRow | Trouble {
  const who = readWho(cells)
  if (isTrouble(who)) return who
  const balanceRupiah = readBalance(cells)
  if (typeof balanceRupiah !== 'number') return balanceRupiah
  return { ...who, note: cells.note || null, balanceRupiah }
}

/** Who somebody is: a name, a number that can be called, where he lives. */
export function readWho(
  cells: SheetRow['cells'],
): { name: string; phone: string; address: string | null } | Trouble {
  const { name, phone: typed, address } = cells
  if (!name) return trouble('missing', 'name')
  if (!typed) return trouble('missing', 'phone')
  const phone = readPhoneCell(typed)
  if (!phone) return trouble('phone', typed)
  return { name: name.slice(0, 80), phone, address: address?.slice(0, 300) || null }
}

/** What lies with us less what is owed. A debt is a debt with or without a minus before it. */
export function readBalance({ credit = '', debt = '' }: SheetRow['cells']): number | Trouble {
  const has = credit === '' ? 0 : readRupiahCell(credit)
  if (has === undefined) return trouble('amount', credit)
  const owes = debt === '' ? 0 : readRupiahCell(debt)
  if (owes === undefined) return trouble('amount', debt)
  return has - Math.abs(owes)
}

import { sql } from 'kysely'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import type { BillingShop, Line } from './billing-shop.ts'

/** All that is wrong with what was billed and paid, in words; nothing, one hopes. */
export async function wrongInTheBooks(shop: BillingShop, billed: Line[]): Promise<string[]> {
  const { db } = shop
  const { sound } = await checkLedger({ db })
  return [
    ...(sound ? [] : ['the ledger is not sound']),
    ...(await wrongInvoices(shop, billed)),
    ...(await wrongNumbers(shop)),
    ...(await wrongPayments(shop)),
    ...(await wrongBalances(shop)),
    ...(await doubleNotices(shop)),
  ]
}

async function wrongInvoices({ db }: BillingShop, billed: Line[]) {
  const invoices = await db
    .selectFrom('invoices')
    .select(['subscription_id', 'period_from', 'total_rupiah'])
    .execute()
  const periods = new Set(invoices.map((one) => `${one.subscription_id} ${one.period_from}`))
  const lines = new Set(invoices.map((one) => one.subscription_id))
  return [
    ...(periods.size === invoices.length ? [] : ['a period was billed twice']),
    ...(invoices.length === billed.length
      ? []
      : [`${invoices.length} invoices for ${billed.length}`]),
    ...billed.flatMap(({ id, username }) => (lines.has(id) ? [] : [`${username} was not billed`])),
  ]
}

async function wrongNumbers({ db }: BillingShop) {
  const rows = await db.selectFrom('invoices').select(['number', 'receipt_number']).execute()
  return [
    ...gapsIn(rows.flatMap(({ number }) => number ?? [])),
    ...gapsIn(rows.flatMap(({ receipt_number: number }) => number ?? [])),
  ]
}

function gapsIn(numbers: string[]) {
  const places = numbers.map((number) => Number(number.split('/').at(-1)))
  const sorted = places.toSorted((one, other) => one - other)
  return sorted.every((place, at) => place === at + 1) ? [] : [`numbers: ${sorted.join(' ')}`]
}

async function wrongPayments({ db, midtrans }: BillingShop) {
  const { rows } = await sql<{ reference: string; credited: number; state: string }>`
    select c.reference, c.state, count(p.id)::int as credited
    from charges c left join payments p on p.charge_id = c.id and p.amount_rupiah = c.amount_rupiah
    group by c.id`.execute(db)
  return rows.flatMap(({ reference, credited, state }) => {
    const isPaid = midtrans.transactions.get(reference)?.status === 'settlement'
    const isRight = isPaid ? credited === 1 && state === 'paid' : credited === 0
    return isRight ? [] : [`${reference}: ${isPaid ? 'paid' : 'not paid'}, credited ${credited}`]
  })
}

/** What came in less what was billed is what each has; and what he owes is on his invoices. */
async function wrongBalances({ db }: BillingShop) {
  const { rows } = await sql<{ username: string; history: number; ledger: number; open: number }>`
    select * from (
      select s.username,
        coalesce((select sum(p.amount_rupiah) from payments p
          where p.person_id = s.person_id and p.gateway <> 'balance'), 0)
        - coalesce((select sum(i.total_rupiah - i.carried_rupiah) from invoices i
          where i.person_id = s.person_id), 0) as history,
        coalesce((select sum(e.amount) from entries e join accounts a on a.id = e.account_id
          where a.purpose in ('wallet', 'receivable')
            and a.owner in ('person:' || s.person_id, 'subscription:' || s.id)), 0) as ledger,
        -coalesce((select sum(i.total_rupiah - i.applied_rupiah) from invoices i
          where i.person_id = s.person_id and i.state in ('open', 'partial')), 0) as open
      from subscriptions s
    ) each where history <> ledger or ledger <> open`.execute(db)
  return rows.map((one) => `${one.username}: ${one.history}, ledger ${one.ledger}, ${one.open}`)
}

/** The sending of a notice may be repeated by a death; that there is one, never. */
async function doubleNotices({ db }: BillingShop) {
  const { rows } = await sql<{ what: string; count: number }>`
    select concat_ws(' ', conversation_id, content -> 'notice' ->> 'code',
      content -> 'notice' -> 'details' ->> 'number') as what, count(*)::int as count
    from outbox where content -> 'notice' is not null
    group by 1 having count(*) > 1`.execute(db)
  return rows.map(({ what, count }) => `${what}: ${count} times`)
}

/** Customers who were not told what they should know, or were told what is none of their business. */
export async function wrongInChats(
  shop: BillingShop,
  { billed, paid, isolated }: { billed: Line[]; paid: Line[]; isolated: Set<string> },
): Promise<string[]> {
  const numbers = await numbersOf(shop)
  const isPaid = new Set(paid.map(({ id }) => id))
  return billed.flatMap(({ id, phone, username }) => {
    const number = numbers.get(id) ?? ''
    const texts = shop.whatsapp.messages(phone).flatMap(({ mine, text }) => (mine ? [] : [text]))
    const isTold = (pattern: RegExp) => texts.some((text) => pattern.test(text))
    const named = texts.flatMap((text) => text.match(/INV\/[\d/]+|rumah-\d+/g) ?? [])
    return [
      ...(isTold(new RegExp(`^Tagihan ${number} untuk`)) ? [] : [`${username}: no bill`]),
      ...(!isPaid.has(id) || isTold(new RegExp(`Tagihan ${number} lunas`))
        ? []
        : [`${username}: no thanks`]),
      ...(!isolated.has(username) || isTold(/diisolir/) ? [] : [`${username}: cut off in silence`]),
      ...(named.every((name) => name === number || name === username)
        ? []
        : [`${username}: ${named.join(' ')}`]),
    ]
  })
}

async function numbersOf({ db }: BillingShop) {
  const rows = await db.selectFrom('invoices').select(['subscription_id', 'number']).execute()
  return new Map(rows.map(({ subscription_id: id, number }) => [id, number]))
}

/** Lines that were ever cut off. */
export async function everIsolated({ db }: BillingShop): Promise<Set<string>> {
  const { rows } = await sql<{ username: string }>`
    select distinct s.username from audit a
    join subscriptions s on a.subject = 'subscription:' || s.id
    where a.action = 'subscription.isolated'`.execute(db)
  return new Set(rows.map(({ username }) => username))
}

import { type Selectable, sql } from 'kysely'
import type { Day } from '../day.ts'
import { isLost } from '../people/customer-queries.ts'
import type { Language } from '../people/person.ts'
import type { Db, Tables } from '../tables.ts'
import { lockCustomer } from './wallet-queries.ts'

export type InvoiceRow = Selectable<Tables['invoices']>

export async function invoiceLink(db: Db, id: number) {
  const row = await db
    .selectFrom('invoices')
    .where('id', '=', id)
    .where('state', '<>', 'draft')
    .select('link_version as linkVersion')
    .executeTakeFirst()
  return row
}

/** The invoice that carries what is left of this one; itself where nothing was carried. */
export async function successorOf(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain as (
      select id, carried_to from invoices where id = ${id}
      union all
      select next.id, next.carried_to from invoices next join chain on next.id = chain.carried_to
    )
    select id from chain where carried_to is null`.execute(db)
  return rows[0]?.id ?? id
}

export type InvoiceInWords = InvoiceRow & {
  package: string | null
  username: string | null
  customer: string | null
  phone: string | null
  address: string | null
  language: Language
  conversation_id: number | null
  extras: { text: string; amountRupiah: number }[]
}

/** An invoice with the words it is spoken of in. */
export async function readInvoice(db: Db, id: number): Promise<InvoiceInWords | undefined> {
  return db
    .selectFrom('invoices')
    .innerJoin('people', 'people.id', 'invoices.person_id')
    .leftJoin('customers', 'customers.person_id', 'invoices.person_id')
    .leftJoin('subscriptions', 'subscriptions.id', 'invoices.subscription_id')
    .leftJoin('packages', 'packages.id', 'subscriptions.package_id')
    .where('invoices.id', '=', id)
    .selectAll('invoices')
    .select([
      'people.name as customer',
      'people.language',
      'customers.address',
      'subscriptions.username',
      // As it was called when it was billed, whatever the line has become.
      sql<string | null>`coalesce(invoices.service_name, packages.name)`.as('package'),
      customerChat('invoices.person_id').as('conversation_id'),
      sql<string | null>`(select value from identities i where i.person_id = invoices.person_id
        and i.kind = 'phone' order by i.account_id limit 1)`.as('phone'),
      sql<InvoiceInWords['extras']>`(select coalesce(jsonb_agg(jsonb_build_object(
          'text', l.text, 'amountRupiah', l.amount_rupiah) order by l.place), '[]')
        from invoice_lines l where l.invoice_id = invoices.id)`.as('extras'),
    ])
    .executeTakeFirst()
}

/** Where a customer is told things: the WhatsApp chat he last wrote in. */
export function customerChat(person: string) {
  return sql<number | null>`(select c.id from conversations c
    join channel_accounts a on a.id = c.account_id
    where c.person_id = ${sql.ref(person)} and a.channel <> 'telegram' and c.moved_to is null
    order by ${isLost}, c.last_inbound_at desc nulls last, c.id limit 1)`
}

/** The invoice that is good for this one now, locked, and its customer before it. */
export async function lockPayable(db: Db, invoiceId: number): Promise<InvoiceRow | undefined> {
  const personId = await personOf(db, invoiceId)
  if (personId === undefined) return undefined
  await lockCustomer(db, personId)
  return lockInvoice(db, await successorOf(db, invoiceId))
}

export async function personOf(db: Db, invoiceId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('invoices')
    .where('id', '=', invoiceId)
    .select('person_id')
    .executeTakeFirst()
  return row?.person_id
}

export async function lockInvoice(db: Db, id: number): Promise<InvoiceRow | undefined> {
  return db
    .selectFrom('invoices')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** What a customer owes and can be paid, the oldest debt first. */
export async function owedInvoices(
  db: Db,
  { personId, subscriptionId }: { personId: number; subscriptionId?: number },
): Promise<{ id: number; subscription_id: number | null }[]> {
  let query = db
    .selectFrom('invoices')
    .where('person_id', '=', personId)
    .where('state', 'in', ['open', 'partial'])
  if (subscriptionId !== undefined) query = query.where('subscription_id', '=', subscriptionId)
  return query.select(['id', 'subscription_id']).orderBy('owed_since').orderBy('id').execute()
}

export async function setApplied(
  db: Db,
  invoice: Pick<InvoiceRow, 'id' | 'total_rupiah'>,
  { appliedRupiah, at, receiptNumber }: { appliedRupiah: number; at: Date; receiptNumber?: string },
) {
  const paid = appliedRupiah === invoice.total_rupiah
  await db
    .updateTable('invoices')
    .set({
      applied_rupiah: appliedRupiah,
      state: paid ? 'paid' : appliedRupiah > 0 ? 'partial' : 'open',
      paid_at: paid ? at : null,
      // Paid again after a payment was taken back: the receipt it had then stays.
      ...(receiptNumber !== undefined && {
        receipt_number: sql<string>`coalesce(receipt_number, ${receiptNumber})`,
      }),
    })
    .where('id', '=', invoice.id)
    .execute()
}

/** The days an invoice was for are paid. */
export async function setPaidUntil(db: Db, { subscription_id, period_to }: InvoiceRow) {
  if (subscription_id === null || period_to === null) return
  await sql`
    update subscriptions set paid_until = greatest(paid_until, ${period_to}::date)
    where id = ${subscription_id}`.execute(db)
}

/** They are not paid after all. */
export async function unsetPaidUntil(db: Db, { subscription_id, period_from }: InvoiceRow) {
  if (subscription_id === null || period_from === null) return
  await sql`
    update subscriptions set paid_until = least(paid_until, ${period_from}::date - 1)
    where id = ${subscription_id}`.execute(db)
}

export async function insertCarryOver(
  db: Db,
  row: {
    kind: 'shortfall' | 'overpayment'
    from: number
    to: number | null
    amountRupiah: number
    paymentId: number | null
    at: Date
  },
) {
  await db
    .insertInto('carry_overs')
    .values({
      kind: row.kind,
      from_invoice_id: row.from,
      to_invoice_id: row.to,
      amount_rupiah: row.amountRupiah,
      payment_id: row.paymentId,
      at: row.at,
    })
    .execute()
}

/** How much of what was applied to an invoice was given away: nobody ever paid it. */
export async function creditedOn(db: Db, invoiceId: number): Promise<number> {
  const row = await db
    .selectFrom('payments')
    .where('invoice_id', '=', invoiceId)
    .where('gateway', '=', 'credit')
    .select(sql<number>`coalesce(sum(applied_rupiah), 0)::bigint`.as('rupiah'))
    .executeTakeFirst()
  return row?.rupiah ?? 0
}

/** The same with what of it was too much and went to the wallet. */
export async function givenOn(db: Db, invoiceId: number): Promise<number> {
  const row = await db
    .selectFrom('payments')
    .where('invoice_id', '=', invoiceId)
    .where('gateway', '=', 'credit')
    .select(sql<number>`coalesce(sum(amount_rupiah), 0)::bigint`.as('rupiah'))
    .executeTakeFirst()
  return row?.rupiah ?? 0
}

/** An earlier debt came on top of an invoice that is owed already. */
export async function carryMore(
  db: Db,
  { id, rupiah, since }: { id: number; rupiah: number; since: Day },
) {
  await db
    .updateTable('invoices')
    .set({
      carried_rupiah: sql`carried_rupiah + ${rupiah}`,
      owed_since: sql`least(owed_since, ${since}::date)`,
    })
    .where('id', '=', id)
    .execute()
}

/** Nothing of it is owed any more, and its links are good for nothing. */
export async function markVoid(
  db: Db,
  { id, reason, at }: { id: number; reason: string; at: Date },
) {
  await db
    .updateTable('invoices')
    .set({
      state: 'void',
      applied_rupiah: 0,
      paid_at: null,
      voided_at: at,
      void_reason: reason,
      link_version: sql`link_version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

/** Whether a line owes something whose time, with the days of grace, is over. */
export async function owesOverdue(
  db: Db,
  { subscriptionId, before }: { subscriptionId: number; before: Day },
): Promise<boolean> {
  const row = await db
    .selectFrom('invoices')
    .where('subscription_id', '=', subscriptionId)
    .where('state', 'in', ['open', 'partial'])
    .where('owed_since', '<', before)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The newest period of a line counts as not billed; an older one cannot, the newer stand on it. */
export async function unbill(db: Db, { subscription_id, period_from, period_to }: InvoiceRow) {
  if (subscription_id === null || period_from === null || period_to === null) return
  await sql`
    update subscriptions set billed_until = ${period_from}::date - 1
    where id = ${subscription_id} and billed_until = ${period_to}::date`.execute(db)
}

/** A paid invoice has more to carry, so it is owed again, or rides on the one that is owed. */
export async function reopenWith(
  db: Db,
  more: { id: number; rupiah: number; since: Day; carriedTo: number | null },
) {
  await sql`
    update invoices set carried_rupiah = carried_rupiah + ${more.rupiah},
      owed_since = least(owed_since, ${more.since}::date), paid_at = null,
      carried_to = ${more.carriedTo}::bigint,
      state = case when ${more.carriedTo}::bigint is not null then 'carried'
        when applied_rupiah > 0 then 'partial' else 'open' end
    where id = ${more.id}`.execute(db)
}

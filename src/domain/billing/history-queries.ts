import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { InvoiceState } from './invoice.ts'

export type PastPayment = {
  id: number
  at: Date
  method: string
  amountRupiah: number
  /** The number of an invoice, the name of a package; null: it went to the wallet. */
  what: string | null
  reversed: boolean
}

export type PastInvoice = {
  number: string
  state: InvoiceState
  totalRupiah: number
  openRupiah: number
  dueOn: Day
}

/** Money a customer gave, the newest first. What a balance paid is no new money and is left out. */
export async function selectPayments(
  db: Db,
  { personId, limit }: { personId: number; limit: number },
): Promise<PastPayment[]> {
  const { rows } = await sql<PastPayment>`
    select pay.id, pay.paid_at as at, pay.method, pay.amount_rupiah as "amountRupiah",
      coalesce(i.number, p.name) as what, r.payment_id is not null as reversed
    from payments pay
    left join invoices i on i.id = pay.invoice_id
    left join orders o on o.id = pay.order_id
    left join packages p on p.id = o.package_id
    left join payment_reversals r on r.payment_id = pay.id
    where pay.person_id = ${personId} and pay.gateway not in ('balance', 'credit')
    order by pay.id desc limit ${limit}`.execute(db)
  return rows
}

export async function selectPastInvoices(
  db: Db,
  { personId, limit }: { personId: number; limit: number },
): Promise<PastInvoice[]> {
  const { rows } = await sql<PastInvoice>`
    select number, state, total_rupiah as "totalRupiah", due_on as "dueOn",
      case when state in ('open', 'partial') then total_rupiah - applied_rupiah else 0 end as "openRupiah"
    from invoices where person_id = ${personId} and state <> 'draft'
    order by id desc limit ${limit}`.execute(db)
  return rows
}

export type Movement = {
  at: Date
  cause: string
  /** The line's user name; null: the customer's own wallet. */
  username: string | null
  amountRupiah: number
}

/** What went in and out of a customer's wallets, the newest first. */
export async function selectMovements(
  db: Db,
  { personId, limit }: { personId: number; limit: number },
): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select t.at, t.cause, s.username, e.amount as "amountRupiah"
    from accounts a
    join entries e on e.account_id = a.id
    join transfers t on t.id = e.transfer_id
    left join subscriptions s on a.owner = 'subscription:' || s.id
    where a.owner = any(wallet_owners(${personId})) and a.purpose = 'wallet' and a.currency = 'IDR'
    order by t.id desc, e.amount desc limit ${limit}`.execute(db)
  return rows
}

/** Payments a person of the team may take back: of invoices, not taken back yet. */
export async function selectReversible(db: Db, limit: number): Promise<ReversiblePayment[]> {
  const { rows } = await sql<ReversiblePayment>`
    select ${reversible()}
    where r.payment_id is null and pay.gateway not in ('balance', 'credit')
    order by pay.id desc limit ${limit}`.execute(db)
  return rows
}

export async function readReversible(db: Db, id: number): Promise<ReversiblePayment | undefined> {
  const { rows } = await sql<ReversiblePayment>`
    select ${reversible()} where pay.id = ${id} and r.payment_id is null
      and pay.gateway not in ('balance', 'credit')`.execute(db)
  return rows[0]
}

export type ReversiblePayment = {
  id: number
  at: Date
  method: string
  amountRupiah: number
  number: string
  customer: string
}

function reversible() {
  return sql`pay.id, pay.paid_at as at, pay.method, pay.amount_rupiah as "amountRupiah", i.number,
      coalesce(p.name, '#' || p.id) as customer
    from payments pay
    join invoices i on i.id = pay.invoice_id
    join people p on p.id = pay.person_id
    left join payment_reversals r on r.payment_id = pay.id`
}

export type Receipt = {
  kind: 'order' | 'invoice'
  id: number
  number: string
  what: string
  amountRupiah: number
  at: Date
}

/** What a customer paid in full and has a receipt of, the newest first. */
export async function selectReceipts(
  db: Db,
  { personId, limit }: { personId: number; limit: number },
): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`
    select * from (
      select 'order' as kind, o.id, o.receipt_number as number, coalesce(p.name, 'Deposit') as what,
        o.amount_rupiah as "amountRupiah", o.paid_at as at
      from orders o left join packages p on p.id = o.package_id
      where o.person_id = ${personId} and o.receipt_number is not null and o.state <> 'refunded'
      union all
      select 'invoice', id, receipt_number, number, total_rupiah, paid_at
      from invoices where person_id = ${personId} and receipt_number is not null and state = 'paid'
    ) paid order by at desc, id desc limit ${limit}`.execute(db)
  return rows
}

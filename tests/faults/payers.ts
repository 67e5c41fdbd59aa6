import { sql } from 'kysely'
import { recordCash } from '../../src/domain/billing/record-cash.ts'
import { chooseMethod } from '../../src/domain/payments/choose-method.ts'
import { payToken } from '../../src/domain/payments/pay-token.ts'
import { until } from '../support/until.ts'
import { type BillingShop, idsOf, type Line, PRICE_RUPIAH } from './billing-shop.ts'

/**
 * These customers choose QRIS for the invoice they owe. Resolves with the gateway's references,
 * in their order, when it knows of them all.
 */
export async function choosePayment(shop: BillingShop, lines: Line[]): Promise<string[]> {
  const { db, books } = shop
  const invoices = await db
    .selectFrom('invoices')
    .where('subscription_id', 'in', idsOf(lines))
    .where('state', '=', 'open')
    .select(['id', 'link_version as linkVersion'])
    .orderBy('subscription_id')
    .execute()
  for (const invoice of invoices) {
    const token = payToken(books.secrets, { kind: 'invoice', ...invoice })
    await chooseMethod(books, { token, method: 'midtrans-qris' })
  }
  const pending = () =>
    db
      .selectFrom('charges')
      .innerJoin('invoices', 'invoices.id', 'charges.invoice_id')
      .where('invoices.subscription_id', 'in', idsOf(lines))
      .where('charges.state', '=', 'pending')
      .select('charges.reference')
      .orderBy('invoices.subscription_id')
      .execute()
  const charges = await until(pending, ({ length }) => length === lines.length, 20_000)
  return charges.map(({ reference }) => reference)
}

/** The customer pays, and the gateway tells of it until it is heard, each time twice. */
export async function pay({ midtrans }: BillingShop, reference: string) {
  midtrans.settle(reference, 'paid')
  await until(() => midtrans.tell(reference, { times: 2 }), isHeard, 30_000)
}

/** At the counter, to Siti. */
export async function payInCash({ books, siti }: BillingShop, { personId }: Line) {
  const cash = { personId, amountRupiah: PRICE_RUPIAH, method: 'cash', by: siti } as const
  await recordCash(books, cash)
}

const isHeard = (statuses: number[]) => statuses.every((status) => status === 200)

/** True while a statement that writes to this table waits for a lock of ours. */
export async function isHeldAt({ db }: Pick<BillingShop, 'db'>, table: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query ilike ${`%insert into %${table}%`} limit 1`.execute(db)
  return rows.length > 0
}

import { adjustBalance } from '../../../src/domain/billing/adjust-balance.ts'
import { balancesOf } from '../../../src/domain/billing/balances.ts'
import { BILLING_KEY, type BillingSettings } from '../../../src/domain/billing/billing-settings.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { recordCash } from '../../../src/domain/billing/record-cash.ts'
import { saveSetting } from '../../../src/domain/business/business-queries.ts'
import { addDays, dayOf } from '../../../src/domain/day.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { type Somebody, world } from '../../support/world.ts'

export type Isp = Awaited<ReturnType<typeof openIsp>>

/** An internet provider with one package, and customers whose first invoice is the run's to make. */
export async function openIsp(settings: Partial<BillingSettings> = {}) {
  const place = await world()
  const { deps } = place
  const { db } = deps
  const owner = await place.staff('owner')
  const set = (value: Partial<BillingSettings>) =>
    saveSetting(db, { key: BILLING_KEY, value, by: owner.id, at: deps.now() })
  await set(settings)
  let made = 0

  async function sell(priceRupiah: number, periodDays: number | null = null) {
    const { id } = await db
      .insertInto('packages')
      .values({
        kind: 'pppoe',
        code: `rumah${(made += 1)}`,
        name: 'Rumah 20',
        price_rupiah: priceRupiah,
        profile: 'default',
        period_days: periodDays,
        created_at: deps.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  async function subscribe(
    who: Somebody,
    {
      priceRupiah = 100_000,
      periodDays = null,
      startedOn = dayOf(deps.now(), 'Asia/Jakarta'),
      anchorDay = Number(startedOn.slice(8)),
      discountRupiah = 0,
    }: {
      priceRupiah?: number
      periodDays?: number | null
      startedOn?: string
      anchorDay?: number
      discountRupiah?: number
    } = {},
  ) {
    const { id } = await db
      .insertInto('subscriptions')
      .values({
        person_id: who.id,
        package_id: await sell(priceRupiah, periodDays),
        router_id: place.routerId,
        username: `pppoe-${String((made += 1)).padStart(4, '0')}`,
        anchor_day: anchorDay,
        discount_rupiah: discountRupiah,
        started_on: startedOn,
        billed_until: addDays(startedOn, -1),
        paid_until: addDays(startedOn, -1),
        created_at: deps.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  const invoicesOf = (subscriptionId: number) =>
    db
      .selectFrom('invoices')
      .where('subscription_id', '=', subscriptionId)
      .selectAll()
      .orderBy('id')
      .execute()

  return {
    ...place,
    owner,
    set,
    subscribe,
    invoicesOf,
    async newest(subscriptionId: number) {
      const invoice = (await invoicesOf(subscriptionId)).at(-1)
      if (!invoice) throw new Error('there is no invoice')
      return invoice
    },
    run: () => issueInvoices(deps),
    cash: (who: Somebody, amountRupiah: number, invoiceId?: number) =>
      recordCash(deps, {
        personId: who.id,
        ...(invoiceId !== undefined && { invoiceId }),
        amountRupiah,
        method: 'cash',
        by: owner.id,
      }),
    give: (who: Somebody, amountRupiah: number, subscriptionId: number | null = null) =>
      adjustBalance(deps, {
        personId: who.id,
        subscriptionId,
        amountRupiah,
        reason: 'saldo awal',
        by: owner.id,
      }),
    balances: (who: Somebody) => balancesOf(deps, who.id),
    subscription: (id: number) =>
      db.selectFrom('subscriptions').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
    /** Problems of the ledger; none, one hopes. */
    problems: () => checkLedger(deps),
  }
}

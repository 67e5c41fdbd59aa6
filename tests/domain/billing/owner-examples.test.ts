import { beforeEach, describe, expect, test } from 'vitest'
import { applyWallets } from '../../../src/domain/billing/apply-wallets.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { taxOf, whatItBuys } from '../../../src/domain/billing/invoice.ts'
import { isolateOverdue } from '../../../src/domain/billing/isolate-overdue.ts'
import { remindInvoices } from '../../../src/domain/billing/remind-invoices.ts'
import { reversePayment } from '../../../src/domain/billing/reverse-payment.ts'
import { remindOfCredit, warnOfDebts } from '../../../src/domain/billing/watch-balances.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { insertCharge } from '../../../src/domain/payments/charge-queries.ts'
import type { Somebody } from '../../support/world.ts'
import { type Isp, openIsp } from './isp.ts'

// Figures that owners of such businesses gave themselves. CO rows speak of carrying over, OT rows
// of the rest; those that contradict each other were decided, see docs/decisions.md.

let isp: Isp
let budi: Somebody
beforeEach(async () => {
  isp = await openIsp()
  budi = await isp.customer()
})

/** A line whose first invoice asks for this much. */
async function billed(priceRupiah: number, who = budi) {
  const line = await isp.subscribe(who, { priceRupiah })
  await issueInvoices(isp.deps, { subscriptionIds: [line] })
  return line
}
const net = async () => (await isp.balances(budi)).netRupiah

describe('what is paid, less or more', () => {
  test.each([
    ['CO-01', 80_000, 'partial', -20_000],
    ['CO-02', 120_000, 'paid', 20_000],
    ['CO-03', 100_000, 'paid', 0],
  ])('%s: %i on 100,000', async (_id, paid, state, balance) => {
    const line = await billed(100_000)
    await isp.cash(budi, paid)
    expect((await isp.newest(line)).state).toBe(state)
    expect(await net()).toBe(balance)
  })

  test('CO-03: paid in full, the line is back on', async () => {
    const line = await billed(100_000)
    isp.clock.pass({ days: 5 })
    await isolateOverdue(isp.deps)
    expect((await isp.subscription(line)).state).toBe('isolated')
    await isp.cash(budi, 100_000)
    expect((await isp.subscription(line)).state).toBe('active')
  })

  test('CO-28: too much through a gateway is kept, not lost', async () => {
    const line = await billed(100_000)
    await gatewayPays((await isp.newest(line)).id, 120_000)
    expect(await net()).toBe(20_000)
  })

  test('CO-35: cash above a debt stays the customer’s', async () => {
    await billed(40_000)
    await isp.cash(budi, 100_000)
    expect(await net()).toBe(60_000)
  })

  test.each([['CO-37 and CO-38', [60_000, 40_000]]])(
    '%s: two parts pay it, and leave nothing over or owed',
    async (_id, parts) => {
      const line = await billed(100_000)
      for (const part of parts) await isp.cash(budi, part)
      expect((await isp.newest(line)).state).toBe('paid')
      expect(await net()).toBe(0)
    },
  )

  test('CO-39: a surplus is there once, whichever wallet it is in', async () => {
    await billed(100_000)
    await isp.cash(budi, 120_000)
    const { customerWalletRupiah, subscriptions } = await isp.balances(budi)
    expect(customerWalletRupiah + (subscriptions[0]?.walletRupiah ?? 0)).toBe(20_000)
  })

  test.each([
    ['CO-40', 30, '2026-12-01'],
    ['CO-41', null, '2026-12-01'],
  ])('%s: a surplus is money, and never days as well', async (_id, periodDays, until) => {
    const line = await isp.subscribe(budi, { priceRupiah: 100_000, periodDays })
    await isp.run()
    await isp.cash(budi, 150_000)
    expect((await isp.subscription(line)).paid_until).toBe(until)
    expect(await net()).toBe(50_000)
  })

  test('CO-06: nothing paid is noted, and moves nothing', async () => {
    const line = await billed(100_000)
    await isp.cash(budi, 0)
    expect((await isp.newest(line)).state).toBe('open')
    expect(await net()).toBe(-100_000)
    const noted = await isp.deps.db
      .selectFrom('audit')
      .where('action', '=', 'payment.recorded')
      .selectAll()
      .execute()
    expect(noted).toMatchObject([{ after: { amountRupiah: 0 } }])
  })
})

describe('what lies with us', () => {
  test.each([
    ['CO-16', 20_000, 130_000, 0],
    ['CO-17', 200_000, 0, 50_000],
  ])('%s: %i goes toward 150,000', async (_id, has, open, left) => {
    await isp.give(budi, has)
    const line = await billed(150_000)
    const invoice = await isp.newest(line)
    expect(invoice.state).toBe(open > 0 ? 'partial' : 'paid')
    expect(invoice.total_rupiah - invoice.applied_rupiah).toBe(open)
    expect((await isp.balances(budi)).customerWalletRupiah).toBe(left)
    const [payment] = await isp.deps.db.selectFrom('payments').selectAll().execute()
    expect(payment).toMatchObject({ method: 'balance', amount_rupiah: 150_000 - open })
  })

  test('CO-04: credit that comes while an invoice is open is applied at once', async () => {
    const line = await billed(100_000)
    await isp.give(budi, 30_000)
    expect(await isp.newest(line)).toMatchObject({ state: 'partial', applied_rupiah: 30_000 })
  })

  test('CO-05: with nothing there nothing is applied', async () => {
    await billed(100_000)
    expect(await applyWallets(isp.deps, { personId: budi.id })).toBe(0)
  })

  test.each([
    ['CO-07', 0, 50_000, 50_000],
    ['CO-08', 0, 50_000, 50_000],
    ['CO-09', 80_000, -50_000, 30_000],
  ])('%s: %i and %i', async (_id, before, change, after) => {
    if (before > 0) await isp.give(budi, before)
    await isp.give(budi, change)
    expect(await net()).toBe(after)
  })

  test('CO-09: what is not there to take becomes a debt that can be paid by a link', async () => {
    await isp.give(budi, -50_000)
    expect(await net()).toBe(-50_000)
    const [invoice] = await isp.deps.db.selectFrom('invoices').selectAll().execute()
    expect(invoice).toMatchObject({ state: 'open', total_rupiah: 50_000 })
  })

  test('CO-13: the two balances are shown apart, neither inside the other', async () => {
    const line = await isp.subscribe(budi)
    await isp.give(budi, 50_000)
    await isp.give(budi, 25_000, line)
    expect(await isp.balances(budi)).toMatchObject({
      customerWalletRupiah: 50_000,
      subscriptions: [{ walletRupiah: 25_000 }],
      netRupiah: 75_000,
    })
  })

  test('CO-29: the line’s wallet is used before the customer’s, and both where one is short', async () => {
    const line = await isp.subscribe(budi, { priceRupiah: 150_000 })
    await isp.give(budi, 60_000)
    await isp.give(budi, 40_000, line)
    await isp.run()
    expect(await isp.newest(line)).toMatchObject({ applied_rupiah: 100_000 })
    expect(await net()).toBe(-50_000)
  })

  test('CO-30: a debt of the line does not hide what the customer has', async () => {
    const line = await billed(20_000)
    isp.clock.pass({ days: 25 })
    await isp.deps.db
      .updateTable('subscriptions')
      .set({ price_rupiah: 130_000 })
      .where('id', '=', line)
      .execute()
    await isp.run()
    await isp.give(budi, 60_000)
    expect(await isp.newest(line)).toMatchObject({ total_rupiah: 150_000, applied_rupiah: 60_000 })
  })

  test('CO-31 and CO-32: money does not grow old', async () => {
    await isp.give(budi, 20_000)
    isp.clock.pass({ days: 365 })
    await billed(100_000)
    expect(await net()).toBe(-80_000)
  })
})

describe('the next bill', () => {
  test.each([
    ['CO-18', 20_000, 130_000],
    ['CO-19', -20_000, 170_000],
  ])('%s: with %i before it asks for %i', async (_id, before, asks) => {
    const line = await isp.subscribe(budi, { priceRupiah: before < 0 ? 20_000 : 150_000 })
    if (before > 0) await isp.give(budi, before, line)
    if (before < 0) {
      await isp.run()
      isp.clock.pass({ days: 25 })
      await isp.deps.db
        .updateTable('subscriptions')
        .set({ price_rupiah: 150_000 })
        .where('id', '=', line)
        .execute()
    }
    await isp.run()
    const notices = await isp.notices('invoice.issued')
    expect(notices.at(-1)).toMatchObject({ openRupiah: asks })
  })

  test('CO-44: one invoice for a period, and a reminder on each day that was set', async () => {
    const line = await billed(100_000)
    await isp.cash(budi, 100_000)
    for (let day = 0; day < 30; day += 1) {
      isp.clock.pass({ days: 1 })
      await isp.run()
      await remindInvoices(isp.deps)
      await remindInvoices(isp.deps)
    }
    expect(await isp.invoicesOf(line)).toHaveLength(2)
    const days = (await isp.notices('invoice.reminder')).map(({ daysLeft }) => daysLeft)
    expect(days).toEqual([3, 1, 0])
  })

  test('CO-45: the last paid day counts until its end', async () => {
    const line = await billed(100_000)
    isp.clock.set('2026-11-05T23:59:00+07:00')
    await isolateOverdue(isp.deps)
    expect((await isp.subscription(line)).state).toBe('active')
    isp.clock.set('2026-11-06T00:00:30+07:00')
    await isolateOverdue(isp.deps)
    expect((await isp.subscription(line)).state).toBe('isolated')
  })

  test('CO-36: who pays late pays for the period that was billed, not from today', async () => {
    const line = await billed(100_000)
    isp.clock.pass({ days: 15 })
    await isp.cash(budi, 100_000)
    expect((await isp.subscription(line)).paid_until).toBe('2026-12-01')
  })
})

describe('what a balance will buy is shown, not given', () => {
  test.each([
    ['CO-20', 100_000, 80_000, { periods: 0, days: 0, leftRupiah: 80_000, lacksRupiah: 20_000 }],
    ['CO-21', 100_000, 120_000, { periods: 1, days: 30, leftRupiah: 20_000, lacksRupiah: 0 }],
    ['CO-22', 100_000, 100_000, { periods: 1, days: 30, leftRupiah: 0, lacksRupiah: 0 }],
    ['CO-23', 150_000, 450_000, { periods: 3, days: 90, leftRupiah: 0, lacksRupiah: 0 }],
    ['CO-24', 150_000, 0, { periods: 0, days: 0, leftRupiah: 0, lacksRupiah: 150_000 }],
    ['CO-42', 150_000, 400_000, { periods: 2, days: 60, leftRupiah: 100_000, lacksRupiah: 0 }],
  ])('%s', (_id, priceRupiah, balance, expected) => {
    expect(whatItBuys(balance, { priceRupiah, days: 30 })).toEqual(expected)
  })
})

describe('who is told', () => {
  test.each([
    ['CO-10', 500_001, 1],
    ['CO-11', 500_000, 0],
  ])('%s: staff, of a debt of %i', async (_id, owed, told) => {
    await billed(owed)
    await warnOfDebts(isp.deps)
    await warnOfDebts(isp.deps)
    expect(await isp.notices('debt.high.staff')).toHaveLength(told)
  })

  test('CO-12: a customer, of what lies with us, at most once a week', async () => {
    await isp.subscribe(budi)
    await isp.give(budi, 50_000)
    await remindOfCredit(isp.deps)
    isp.clock.pass({ days: 6, hours: 23 })
    await remindOfCredit(isp.deps)
    expect(await isp.notices('balance.reminder')).toHaveLength(1)
    isp.clock.pass({ hours: 1 })
    await remindOfCredit(isp.deps)
    expect(await isp.notices('balance.reminder')).toHaveLength(2)
  })
})

test('CO-43: what is taken back is taken back by itself, and what came later stays', async () => {
  await billed(100_000)
  await isp.cash(budi, 80_000)
  await isp.give(budi, 5_000)
  const [payment] = await isp.deps.db
    .selectFrom('payments')
    .where('method', '=', 'cash')
    .select('id')
    .execute()
  const by = isp.owner.id
  await reversePayment(isp.deps, { paymentId: payment?.id ?? 0, reason: 'salah catat', by })
  expect(await net()).toBe(-95_000)
})

describe('tax', () => {
  test.each([
    ['CO-15', 100_000, 11_000],
    ['OT-22', 100_000, 11_000],
    ['OT-23', 33_333, 3_667],
  ])('%s: 11 %% of %i', async (_id, price, tax) => {
    expect(taxOf(price, 1100)).toBe(tax)
    await isp.set({ taxBasisPoints: 1100 })
    const line = await billed(price)
    expect((await isp.newest(line)).total_rupiah).toBe(price + tax)
  })
})

test('OT-24: cash counts at once', async () => {
  const line = await billed(25_000)
  await isp.cash(budi, 25_000)
  expect((await isp.newest(line)).state).toBe('paid')
})

async function gatewayPays(invoiceId: number, amountRupiah: number) {
  const { deps } = isp
  const at = deps.now()
  const charge = await insertCharge(deps.db, {
    ref: { kind: 'invoice', id: invoiceId },
    gateway: 'sandbox',
    method: 'sandbox',
    reference: `I${invoiceId}`,
    amountRupiah,
    uniqueCode: 0,
    account: null,
    at,
    expiresAt: at,
  })
  await recordPayment(deps, {
    chargeId: charge?.id ?? 0,
    amountRupiah,
    providerReference: `G${invoiceId}`,
    paidAt: at,
  })
}

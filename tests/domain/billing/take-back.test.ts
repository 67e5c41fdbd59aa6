import { beforeEach, describe, expect, test } from 'vitest'
import { recordCash } from '../../../src/domain/billing/record-cash.ts'
import { creditInvoice } from '../../../src/domain/billing/credit-invoice.ts'
import { reversePayment } from '../../../src/domain/billing/reverse-payment.ts'
import { voidInvoice } from '../../../src/domain/billing/void-invoice.ts'
import { readPayable } from '../../../src/domain/payments/read-payable.ts'
import { DISCOUNTS } from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import type { Somebody } from '../../support/world.ts'
import { type Isp, openIsp } from './isp.ts'

let isp: Isp
let budi: Somebody
let line: number
beforeEach(async () => {
  isp = await openIsp()
  budi = await isp.customer()
  line = await isp.subscribe(budi)
  await isp.run()
})

const take = (invoiceId: number, again = false) =>
  voidInvoice(isp.deps, { invoiceId, reason: 'salah harga', by: isp.owner.id, again })
const states = async () => (await isp.invoicesOf(line)).map(({ state }) => state)
async function nextMonth() {
  isp.clock.pass({ days: 25 })
  await isp.run()
}
async function newestPayment() {
  const { id } = await isp.deps.db
    .selectFrom('payments')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

describe('an invoice that is voided', () => {
  test('gives back what was paid for it, keeps its number, and its days are not paid any more', async () => {
    await isp.cash(budi, 100_000)
    const invoice = await isp.newest(line)
    await take(invoice.id)
    expect(await isp.newest(line)).toMatchObject({ state: 'void', number: invoice.number })
    expect((await isp.balances(budi)).subscriptions).toMatchObject([{ walletRupiah: 100_000 }])
    expect((await isp.subscription(line)).paid_until).toBe('2026-11-01')
    expect(await isp.notices('invoice.voided')).toMatchObject([{ toWalletRupiah: 100_000 }])
    expect((await isp.problems()).sound).toBe(true)
  })

  test('lets what it carried be owed again', async () => {
    await isp.cash(budi, 30_000)
    await nextMonth()
    await take((await isp.newest(line)).id)
    expect(await states()).toEqual(['partial', 'void'])
    expect((await isp.balances(budi)).netRupiah).toBe(-70_000)
  })

  test('is billed anew when only its price was wrong', async () => {
    await isp.deps.db
      .updateTable('subscriptions')
      .set({ price_rupiah: 80_000 })
      .where('id', '=', line)
      .execute()
    await take((await isp.newest(line)).id, true)
    await isp.run()
    expect(await isp.newest(line)).toMatchObject({
      period_from: '2026-11-02',
      total_rupiah: 80_000,
    })
    expect(await states()).toEqual(['void', 'open'])
  })

  test('gives back what was paid and not what was given away', async () => {
    const { id } = await isp.newest(line)
    const credit = { invoiceId: id, amountRupiah: 30_000, reason: 'gangguan', by: isp.owner.id }
    await creditInvoice(isp.deps, credit)
    await isp.cash(budi, 70_000)
    expect(await take(id)).toMatchObject({ toWalletRupiah: 70_000 })
    expect((await isp.balances(budi)).netRupiah).toBe(70_000)
    expect(await balanceOf(isp.deps, DISCOUNTS)).toBe(0)
    expect((await isp.problems()).sound).toBe(true)
  })

  test('cannot be one that rides on another: that one is named', async () => {
    await nextMonth()
    const [first, second] = await isp.invoicesOf(line)
    await expect(take(first?.id ?? 0)).rejects.toMatchObject({
      code: 'invoice.carried',
      details: { to: second?.number },
    })
  })

  test('is voided once, by however many at the same time', async () => {
    const { id } = await isp.newest(line)
    const tries = await Promise.allSettled([take(id), take(id), take(id)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await isp.balances(budi)).netRupiah).toBe(0)
  })
})

describe('a payment that is taken back', () => {
  test('leaves the invoice owed, and its line to be isolated in time', async () => {
    await isp.cash(budi, 100_000)
    const paymentId = await newestPayment()
    const back = { paymentId, reason: 'salah catat', by: isp.owner.id }
    await reversePayment(isp.deps, back)
    expect(await states()).toEqual(['open'])
    expect((await isp.balances(budi)).netRupiah).toBe(-100_000)
    await expect(reversePayment(isp.deps, back)).rejects.toMatchObject({
      code: 'payment.not_reversible',
    })
  })

  test('puts its debt on the invoice that is owed by then', async () => {
    await isp.cash(budi, 100_000)
    const paymentId = await newestPayment()
    await nextMonth()
    await reversePayment(isp.deps, { paymentId, reason: 'cek kosong', by: isp.owner.id })
    expect(await states()).toEqual(['carried', 'open'])
    expect(await isp.newest(line)).toMatchObject({ carried_rupiah: 100_000, total_rupiah: 200_000 })
  })

  test('is refused when its surplus was spent meanwhile', async () => {
    await isp.cash(budi, 200_000)
    const paymentId = await newestPayment()
    await nextMonth()
    await expect(
      reversePayment(isp.deps, { paymentId, reason: 'salah catat', by: isp.owner.id }),
    ).rejects.toMatchObject({ code: 'ledger.insufficient' })
    expect(await states()).toEqual(['paid', 'paid'])
  })
})

test('credits of one invoice together give no more away than was billed', async () => {
  const { id } = await isp.newest(line)
  const credit = { invoiceId: id, amountRupiah: 60_000, reason: 'gangguan', by: isp.owner.id }
  const tries = await Promise.allSettled([1, 2, 3].map(() => creditInvoice(isp.deps, credit)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(creditInvoice(isp.deps, credit)).rejects.toMatchObject({
    code: 'invoice.credit_left',
    details: { leftRupiah: 40_000 },
  })
})

test('money with a number of the bank is recorded once, however many bills it pays', async () => {
  await isp.subscribe(budi)
  await isp.run()
  const money = { personId: budi.id, method: 'transfer' as const, reference: 'TRX9' }
  const cash = { ...money, amountRupiah: 250_000, by: isp.owner.id }
  await recordCash(isp.deps, cash)
  // One bill or none is open by now, so that it would be divided otherwise.
  await expect(recordCash(isp.deps, cash)).rejects.toMatchObject({
    code: 'payment.exists',
    details: { reference: 'TRX9' },
  })
  expect((await isp.balances(budi)).netRupiah).toBe(50_000)
})

test('a credit pays part of an invoice, and what is too much is the customer’s', async () => {
  const { id } = await isp.newest(line)
  const credit = { invoiceId: id, reason: 'gangguan 3 hari', by: isp.owner.id }
  await creditInvoice(isp.deps, { ...credit, amountRupiah: 10_000 })
  expect(await isp.newest(line)).toMatchObject({ state: 'partial', applied_rupiah: 10_000 })
  await isp.cash(budi, 90_000)
  await creditInvoice(isp.deps, { ...credit, amountRupiah: 5_000 })
  expect((await isp.balances(budi)).netRupiah).toBe(5_000)
  expect((await isp.problems()).sound).toBe(true)
})

test('a payment taken back after its rest was carried is owed on the bill that carries it', async () => {
  await isp.cash(budi, 60_000)
  const paymentId = await newestPayment()
  await nextMonth()
  isp.clock.pass({ days: 30 })
  await isp.run()
  await reversePayment(isp.deps, { paymentId, reason: 'salah orang', by: isp.owner.id })
  expect(await states()).toEqual(['carried', 'carried', 'open'])
  expect(await isp.newest(line)).toMatchObject({ carried_rupiah: 200_000, total_rupiah: 300_000 })
  expect((await isp.balances(budi)).netRupiah).toBe(-300_000)
})

test('what a bill was for stays as it was, whatever the line becomes', async () => {
  await isp.deps.db.updateTable('packages').set({ name: 'Rumah 50' }).execute()
  const { id } = await isp.newest(line)
  const bill = await readPayable(isp.deps, { kind: 'invoice', id })
  expect(bill?.lines).toMatchObject([{ kind: 'service', package: 'Rumah 20' }])
})

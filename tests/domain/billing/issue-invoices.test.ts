import { beforeEach, describe, expect, test } from 'vitest'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { type Isp, openIsp } from './isp.ts'

let isp: Isp
beforeEach(async () => {
  isp = await openIsp()
})

describe('the daily run', () => {
  test('gives each period one invoice, however often and by however many it is run', async () => {
    const line = await isp.subscribe(await isp.customer())
    await Promise.all([isp.run(), isp.run(), isp.run()])
    await isp.run()
    expect(await isp.invoicesOf(line)).toMatchObject([
      {
        number: 'INV/2026/11/000001',
        period_from: '2026-11-02',
        period_to: '2026-12-01',
        due_on: '2026-11-05',
        total_rupiah: 100_000,
        state: 'open',
      },
    ])
    expect((await isp.problems()).sound).toBe(true)
  })

  test('issues the next one seven days before its period begins, due on the last paid day', async () => {
    const budi = await isp.customer()
    const line = await isp.subscribe(budi)
    await isp.run()
    await isp.cash(budi, 100_000)
    isp.clock.set('2026-11-24T23:59:00+07:00')
    expect(await isp.run()).toBe(0)
    isp.clock.set('2026-11-25T00:01:00+07:00')
    expect(await isp.run()).toBe(1)
    expect(await isp.newest(line)).toMatchObject({
      period_from: '2026-12-02',
      period_to: '2027-01-01',
      due_on: '2026-12-01',
    })
  })

  test('keeps an anchor of the 31st through short months', async () => {
    isp.clock.set('2026-01-31T09:00:00+07:00')
    const line = await isp.subscribe(await isp.customer())
    for (const month of ['02-21', '03-24', '04-23', '05-24']) {
      isp.clock.set(`2026-${month}T09:00:00+07:00`)
      await isp.run()
    }
    expect((await isp.invoicesOf(line)).map((one) => [one.period_from, one.period_to])).toEqual([
      ['2026-01-31', '2026-02-27'],
      ['2026-02-28', '2026-03-30'],
      ['2026-03-31', '2026-04-29'],
      ['2026-04-30', '2026-05-30'],
      ['2026-05-31', '2026-06-29'],
    ])
  })

  test('takes a share of the price for a first period that is shorter', async () => {
    isp.clock.set('2026-11-16T09:00:00+07:00')
    const line = await isp.subscribe(await isp.customer(), { priceRupiah: 310_000, anchorDay: 1 })
    await isp.run()
    expect(await isp.newest(line)).toMatchObject({
      period_from: '2026-11-16',
      period_to: '2026-11-30',
      // Fifteen days of the thirty-one that a period from the 1st of December has.
      service_rupiah: 150_000,
    })
  })

  test('puts tax on what is left after the discount, rounded to whole rupiah', async () => {
    await isp.set({ taxBasisPoints: 1100 })
    const line = await isp.subscribe(await isp.customer(), {
      priceRupiah: 43_333,
      discountRupiah: 10_000,
    })
    await isp.run()
    expect(await isp.newest(line)).toMatchObject({ tax_rupiah: 3_667, total_rupiah: 37_000 })
    expect((await isp.problems()).sound).toBe(true)
  })

  test('numbers hundreds without a gap, and starts each month anew', async () => {
    const lines = []
    for (let at = 0; at < 60; at += 1) lines.push(await isp.subscribe(await isp.customer()))
    await Promise.all([
      isp.run(),
      ...lines.map((id) => issueInvoices(isp.deps, { subscriptionIds: [id] })),
    ])
    isp.clock.set('2026-12-01T09:00:00+07:00')
    await isp.run()
    const numbers = (await isp.deps.db.selectFrom('invoices').select('number').execute())
      .map(({ number }) => number ?? '')
      .toSorted()
    expect(numbers).toEqual([...month('2026/11'), ...month('2026/12')])
  })

  test('tells each customer once, in the chat he wrote in', async () => {
    const budi = await isp.customer()
    await isp.subscribe(budi)
    await isp.run()
    await isp.run()
    expect(await isp.notices('invoice.issued')).toMatchObject([
      { to: budi.conversationId, totalRupiah: 100_000, openRupiah: 100_000, dueOn: '2026-11-05' },
    ])
  })
})

describe('what was left unpaid', () => {
  test('rides on the next invoice as a line of its own, and the old one is carried', async () => {
    const budi = await isp.customer()
    const line = await isp.subscribe(budi)
    await isp.run()
    await isp.cash(budi, 80_000)
    expect((await isp.balances(budi)).netRupiah).toBe(-20_000)
    isp.clock.set('2026-11-25T09:00:00+07:00')
    await isp.run()
    const [first, second] = await isp.invoicesOf(line)
    expect(first).toMatchObject({
      state: 'carried',
      carried_to: second?.id,
      applied_rupiah: 80_000,
    })
    expect(second).toMatchObject({ carried_rupiah: 20_000, total_rupiah: 120_000, state: 'open' })
    expect((await isp.balances(budi)).netRupiah).toBe(-120_000)
    expect((await isp.problems()).sound).toBe(true)
  })

  test('is paid through the link of the old invoice too', async () => {
    const budi = await isp.customer()
    const line = await isp.subscribe(budi)
    await isp.run()
    isp.clock.set('2026-11-25T09:00:00+07:00')
    await isp.run()
    const [first] = await isp.invoicesOf(line)
    await isp.cash(budi, 200_000, first?.id)
    expect((await isp.invoicesOf(line)).map(({ state }) => state)).toEqual(['carried', 'paid'])
  })
})

describe('what lies with us', () => {
  test('pays at once: the wallet of the line first, then that of the customer', async () => {
    const budi = await isp.customer()
    const line = await isp.subscribe(budi, { priceRupiah: 150_000 })
    await isp.give(budi, 60_000)
    await isp.give(budi, 40_000, line)
    await isp.run()
    expect(await isp.newest(line)).toMatchObject({ state: 'partial', applied_rupiah: 100_000 })
    expect(await isp.balances(budi)).toMatchObject({
      customerWalletRupiah: 0,
      owedRupiah: 50_000,
      netRupiah: -50_000,
    })
    expect((await isp.problems()).sound).toBe(true)
  })

  test('is shared by the lines of a customer and never spent twice', async () => {
    const budi = await isp.customer()
    const lines = [await isp.subscribe(budi), await isp.subscribe(budi), await isp.subscribe(budi)]
    await isp.give(budi, 250_000)
    await isp.run()
    const all = await Promise.all(lines.map((id) => isp.newest(id)))
    expect(all.map((one) => one.applied_rupiah)).toEqual([100_000, 100_000, 50_000])
    expect(await isp.balances(budi)).toMatchObject({ customerWalletRupiah: 0, netRupiah: -50_000 })
    expect((await isp.problems()).sound).toBe(true)
  })
})

test('whoever is isolated is billed too, and back on line when his wallet pays', async () => {
  const budi = await isp.customer()
  const line = await isp.subscribe(budi)
  await isp.deps.db
    .updateTable('subscriptions')
    .set({ state: 'isolated', isolated_at: isp.deps.now(), isolated_because: 'unpaid' })
    .where('id', '=', line)
    .execute()
  await isp.give(budi, 100_000)
  await isp.run()
  expect((await isp.subscription(line)).state).toBe('active')
})

function month(of: string) {
  return Array.from({ length: 60 }, (_, at) => `INV/${of}/${String(at + 1).padStart(6, '0')}`)
}

import { expect, test } from 'vitest'
import { ageing } from '../../../src/domain/billing/ageing.ts'
import { openIsp } from './isp.ts'

test('what rides on the newest bill is as old as where it came from, and nothing is lost or doubled', async () => {
  const isp = await openIsp()
  const budi = await isp.customer('Budi')
  const ratna = await isp.customer('Ratna')
  await isp.subscribe(budi)
  await isp.subscribe(ratna)
  await isp.run()
  await isp.cash(budi, 70_000)
  await isp.cash(ratna, 100_000)
  for (let month = 1; month <= 3; month += 1) {
    isp.clock.pass({ days: 31 })
    await isp.run()
    await isp.cash(ratna, 100_000)
  }
  // Billed late, on the 3rd of December, January and February, and due three days after.
  const report = await ageing(isp.deps)
  expect(report.on).toBe('2027-02-03')
  const [debtor] = report.debtors
  expect(report.debtors).toHaveLength(1)
  expect(debtor).toMatchObject({
    customer: 'Budi',
    week: 0,
    month: 100_000,
    twoMonths: 100_000,
    older: 30_000,
    totalRupiah: 330_000,
    daysLate: 90,
  })
  expect(report.totalRupiah).toBe((await isp.balances(budi)).owedRupiah)
  expect(report.buckets.reduce((sum, { rupiah }) => sum + rupiah, 0)).toBe(report.totalRupiah)
})

test('the oldest part is paid first, and a debt that is paid is in no list', async () => {
  const isp = await openIsp()
  const budi = await isp.customer('Budi')
  await isp.subscribe(budi)
  await isp.run()
  isp.clock.pass({ days: 40 })
  await isp.run()
  await isp.cash(budi, 100_000)
  const before = await ageing(isp.deps)
  expect(before.debtors).toMatchObject([{ totalRupiah: 100_000, older: 0, twoMonths: 0 }])
  await isp.cash(budi, 100_000)
  expect((await ageing(isp.deps)).debtors).toEqual([])
})

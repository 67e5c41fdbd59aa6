import { expect, test } from 'vitest'
import { openIsp } from './isp.ts'

test('a provider that was off for months bills them, and leaves time to pay before anybody is cut off', async () => {
  const isp = await openIsp({ lateFeeRupiah: 25_000 })
  const budi = await isp.customer()
  const line = await isp.subscribe(budi)
  await isp.run()
  await isp.cash(budi, 100_000)
  isp.clock.pass({ days: 92 })
  await isp.run()
  const newest = await isp.newest(line)
  expect(newest).toMatchObject({ late_fee_rupiah: 0, total_rupiah: 300_000 })
  expect(newest.owed_since).toBe('2027-02-05')
})

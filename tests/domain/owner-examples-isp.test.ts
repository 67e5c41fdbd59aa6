import { describe, expect, test } from 'vitest'
import { parseTime } from '../../src/adapters/routeros/parse-time.ts'
import { BILLING_KEY } from '../../src/domain/billing/billing-settings.ts'
import { saveSetting } from '../../src/domain/business/business-queries.ts'
import { gatewayFee } from '../../src/domain/payments/gateway-fee.ts'
import { readPhone } from '../../src/domain/people/phone.ts'
import { readMark } from '../../src/domain/routers/router-comment.ts'
import { showBatch } from '../../src/domain/vouchers/show-batch.ts'
import { hotspotShop } from '../support/hotspot-shop.ts'

// Figures that owners of such businesses gave themselves, of everything but carrying over.

describe('marks in comments of routers that live', () => {
  test.each([
    [
      'OT-02',
      'VOUCHER_SYSTEM|BATCH-202501-001|15000|10000|24|VENDOR-001|2025-01-09|admin',
      { batch: 'BATCH-202501-001', sellRupiah: '15000', costRupiah: '10000', validHours: '24' },
    ],
    [
      'OT-03',
      'PPPOE_SYSTEM|123|456|VENDOR-001|2025-01-09',
      { customer: '123', subscription: '456', vendor: 'VENDOR-001', date: '2025-01-09' },
    ],
    ['OT-04', 'VOUCHER_SYSTEM|10000||1735689599', { sellRupiah: '10000', expires: '1735689599' }],
  ])('%s', (_id, comment, fields) => {
    expect(readMark(comment)?.fields).toMatchObject(fields)
  })
})

test('OT-07: a router’s way to write a day and a half', () => {
  expect(parseTime('1d12h34m')).toBe(131_640)
})

describe('numbers, however people write them', () => {
  test.each([
    ['OT-11', '0812345678'],
    ['OT-12', '+62812345678'],
    ['OT-13', '62812345678'],
    ['OT-14', '812345678'],
  ])('%s: %s', (_id, typed) => {
    expect(readPhone(typed)).toBe('+62812345678')
  })
})

describe('what gateways keep', () => {
  test.each([
    ['OT-18', 'account', 50_000, 2_500],
    ['OT-19', 'wallet', 20_000, 1_000],
    ['OT-20', 'wallet', 100_000, 2_000],
    ['OT-21', 'counter', 50_000, 5_000],
  ] as const)('%s', (_id, kind, rupiah, fee) => {
    expect(gatewayFee(kind, rupiah)).toBe(fee)
  })
})

test('OT-01: of a thousand vouchers, what 850 brought in, cost and left', async () => {
  const shop = await hotspotShop({ terms: { price_rupiah: 15_000, cost_rupiah: 10_000 } })
  const { number } = await shop.makeBatch(1_000)
  const { db } = shop.deps
  const used = db.selectFrom('vouchers').select('id').orderBy('id').limit(850)
  await db
    .updateTable('vouchers')
    .set({ sold_at: shop.deps.now(), activated_at: shop.deps.now(), state: 'active' })
    .where('id', 'in', used)
    .execute()
  const batch = await showBatch(shop.deps, number)
  expect(batch).toMatchObject({
    sold: 850,
    revenue_rupiah: 12_750_000,
    sold_cost_rupiah: 8_500_000,
  })
  expect(batch.revenue_rupiah - batch.sold_cost_rupiah).toBe(4_250_000)
})

describe('prices', () => {
  test('OT-30: nothing is sold below what it costs', async () => {
    const shop = await hotspotShop()
    await expect(
      shop.sell('rugi', { price_rupiah: 9_000, cost_rupiah: 10_000 }),
    ).rejects.toMatchObject({ code: 'package.below_cost' })
  })

  test('OT-29: where the owner wants it, a cost that was not given is a share of the price', async () => {
    const shop = await hotspotShop()
    const { deps, siti } = shop
    const cost = async (code: string) => {
      await shop.sell(code, { price_rupiah: 100_000 })
      const row = await deps.db
        .selectFrom('packages')
        .where('code', '=', code)
        .select('cost_rupiah')
        .executeTakeFirstOrThrow()
      return row.cost_rupiah
    }
    expect(await cost('biasa')).toBe(0)
    const value = { defaultCostPercent: 70 }
    await saveSetting(deps.db, { key: BILLING_KEY, value, by: siti.id, at: deps.now() })
    expect(await cost('umum')).toBe(70_000)
  })
})

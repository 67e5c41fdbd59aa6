import { describe, expect, test } from 'vitest'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { revenueOf } from '../../../src/domain/ledger/account.ts'
import { chooseVoucher } from '../../../src/domain/vouchers/choose-voucher.ts'
import { expireVouchers } from '../../../src/domain/vouchers/expire-vouchers.ts'
import { revokeVoucher } from '../../../src/domain/vouchers/revoke-voucher.ts'
import { showBatch } from '../../../src/domain/vouchers/show-batch.ts'
import type { PackageTerms } from '../../../src/domain/packages/package-queries.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

const PHONE = 'AA:BB:CC:00:00:01'

/** A shop with one voucher on the router, and a phone that can log in with it. */
async function oneVoucher(terms: Partial<PackageTerms> = {}, { printed = false } = {}) {
  const shop = await hotspotShop({ terms })
  await shop.makeBatch(1, { forStock: !printed })
  await shop.work()
  const [made] = await shop.vouchers()
  const code = made?.code ?? ''
  return {
    ...shop,
    code,
    voucher: () => chooseVoucher(shop.deps, code),
    login: () => shop.router.hotspotLogin(code, code, PHONE),
    online: () => shop.router.activeSessions().map(({ user }) => user),
    revenue: () => balanceOf(shop.deps, revenueOf('isp')),
  }
}

describe('the first login', () => {
  test('starts the life of a voucher at the very second, however late it is noticed', async () => {
    const shop = await oneVoucher()
    shop.clock.set('2026-11-03T10:00:00+07:00')
    expect(shop.login()).toMatchObject({ ok: true })
    shop.clock.pass({ seconds: 27 })
    await shop.poll()

    expect(await shop.voucher()).toMatchObject({
      state: 'active',
      activated_at: new Date('2026-11-03T10:00:00+07:00'),
      expires_at: new Date('2026-11-04T10:00:00+07:00'),
      mac: PHONE,
    })
  })

  test('is the sale of a printed voucher, in cash', async () => {
    const shop = await oneVoucher({}, { printed: true })
    expect(await shop.revenue()).toBe(0)
    shop.login()
    shop.clock.pass({ seconds: 5 })
    await shop.poll()
    await shop.poll()

    expect(await shop.revenue()).toBe(5_000)
    expect(await balanceOf(shop.deps, { owner: 'business', purpose: 'cash' })).toBe(-5_000)
    const { number } = await shop.batch()
    expect(await showBatch(shop.deps, number)).toMatchObject({ sold: 1, first_login: 1 })
  })

  test('is no sale where print was one', async () => {
    const shop = await oneVoucher({ sold_at_print: true }, { printed: true })
    expect(await shop.revenue()).toBe(5_000)
    expect(await shop.voucher()).toMatchObject({ state: 'sold' })
    shop.login()
    shop.clock.pass({ seconds: 5 })
    await shop.poll()
    expect(await shop.revenue()).toBe(5_000)
    expect(await shop.voucher()).toMatchObject({ state: 'active' })
  })

  test('is seen afterwards, when somebody came and went between two looks', async () => {
    const shop = await oneVoucher()
    shop.login()
    shop.clock.pass({ minutes: 10 })
    shop.router.logout(PHONE)
    await shop.poll()
    // Not on line any more: only the whole list, read now and then, tells.
    await shop.deps.db.updateTable('routers').set({ listed_at: null }).execute()
    await shop.poll()

    expect(await shop.voucher()).toMatchObject({ state: 'active', used_seconds: 600 })
    expect((await shop.voucher()).activated_at).toEqual(new Date('2026-11-02T09:00:00+07:00'))
  })

  test('counts once: a router that restarts does not begin the life again', async () => {
    const shop = await oneVoucher()
    shop.login()
    shop.clock.pass({ minutes: 30 })
    await shop.poll()
    const { activated_at: first, expires_at: end } = await shop.voucher()
    await shop.router.reset()
    await shop.poll()
    shop.clock.pass({ hours: 1 })
    expect(shop.login()).toMatchObject({ ok: true })
    shop.clock.pass({ minutes: 1 })
    await shop.poll()
    expect(await shop.voucher()).toMatchObject({ activated_at: first, expires_at: end })
  })
})

describe('the end of a voucher', () => {
  test('cuts off whoever is on line, and no cookie lets him back in', async () => {
    const shop = await oneVoucher({ online_seconds: null })
    shop.login()
    shop.clock.pass({ seconds: 30 })
    await shop.poll()
    shop.clock.pass({ hours: 23, minutes: 59 })
    expect(await expireVouchers(shop.deps)).toEqual({ ended: 0 })
    expect(shop.online()).toEqual([shop.code])

    shop.clock.pass({ minutes: 1 })
    expect(await expireVouchers(shop.deps)).toEqual({ ended: 1 })
    await shop.work()
    expect(shop.online()).toEqual([])
    expect(shop.namesOnRouter()).toEqual([])
    expect(shop.router.hotspotReturn(PHONE)).toMatchObject({ ok: false })
    expect(shop.login()).toMatchObject({ ok: false })
    expect(await shop.voucher()).toMatchObject({ state: 'expired' })
    expect(await expireVouchers(shop.deps)).toEqual({ ended: 0 })
  })

  test('never comes before the first login, however old the paper is', async () => {
    const shop = await oneVoucher()
    shop.clock.pass({ days: 400 })
    await shop.poll()
    expect(await expireVouchers(shop.deps)).toEqual({ ended: 0 })
    expect(shop.login()).toMatchObject({ ok: true })
  })

  test('comes late rather than never when the router was away', async () => {
    const shop = await oneVoucher()
    shop.login()
    shop.clock.pass({ seconds: 30 })
    await shop.poll()
    await shop.router.switchOff()
    shop.clock.pass({ days: 2 })
    await expireVouchers(shop.deps)
    await shop.work()
    expect(await shop.voucher()).toMatchObject({ state: 'expired', behind: true })

    await shop.router.switchOn()
    await shop.poll()
    expect(shop.namesOnRouter()).toEqual([])
    expect(await shop.voucher()).toMatchObject({ behind: false })
  })

  test('comes when the on-line time is used up, and the router itself keeps to it', async () => {
    const shop = await oneVoucher({ calendar_seconds: null })
    shop.login()
    shop.clock.pass({ hours: 3, minutes: 1 })
    expect(shop.online()).toEqual([])
    await shop.poll()
    await shop.deps.db.updateTable('routers').set({ listed_at: null }).execute()
    await shop.poll()
    expect(await shop.voucher()).toMatchObject({ state: 'active', used_seconds: 3 * 3600 })
    expect(await expireVouchers(shop.deps)).toEqual({ ended: 1 })
    await shop.work()
    expect(shop.namesOnRouter()).toEqual([])
  })

  test('can be ordered: revoked, its user is gone and the session cut', async () => {
    const shop = await oneVoucher()
    shop.login()
    await revokeVoucher(shop.deps, { code: shop.code.toLowerCase(), by: shop.siti.id })
    await shop.work()
    expect(shop.online()).toEqual([])
    expect(shop.namesOnRouter()).toEqual([])
    await expect(
      revokeVoucher(shop.deps, { code: shop.code, by: shop.siti.id }),
    ).rejects.toMatchObject({ code: 'voucher.ended', details: { state: 'revoked' } })
  })
})

describe('what was used', () => {
  test('is kept when a router is reset, and only the rest is given again', async () => {
    const shop = await oneVoucher()
    shop.login()
    shop.clock.pass({ hours: 2 })
    await shop.poll()
    await shop.deps.db.updateTable('routers').set({ listed_at: null }).execute()
    await shop.poll()
    expect(await shop.voucher()).toMatchObject({ used_seconds: 7_200 })

    await shop.router.reset()
    await shop.poll()
    expect(shop.router.users()).toMatchObject([{ name: shop.code, limitUptimeMs: 3_600_000 }])

    shop.login()
    shop.clock.pass({ minutes: 20 })
    await shop.deps.db.updateTable('routers').set({ listed_at: null }).execute()
    await shop.poll()
    expect(await shop.voucher()).toMatchObject({ used_seconds: 8_400 })
  })
})

import { describe, expect, test } from 'vitest'
import { changePackage } from '../../../src/domain/packages/change-package.ts'
import { listPackages } from '../../../src/domain/packages/list-packages.ts'
import { offeredPackages } from '../../../src/domain/packages/offered-packages.ts'
import { removePackage } from '../../../src/domain/packages/remove-package.ts'
import { addPackage } from '../../../src/domain/packages/add-package.ts'
import { knowRouter } from '../../support/world.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

const weekly = { code: 'Mingguan', name: 'Mingguan', price_rupiah: 20_000, profile: 'mingguan' }

describe('a package', () => {
  test('takes the single router that has its profile unasked', async () => {
    const shop = await hotspotShop()
    const by = shop.siti.id
    expect(await addPackage(shop.deps, { ...weekly, routers: [] }, { by })).toEqual({
      code: 'mingguan',
      kind: 'hotspot',
      routers: ['pusat'],
    })
    await expect(addPackage(shop.deps, { ...weekly, routers: [] }, { by })).rejects.toMatchObject({
      code: 'package.exists',
    })
  })

  test('must name its router when several have the profile, and the first named is the primary', async () => {
    const shop = await hotspotShop()
    const by = shop.siti.id
    await knowRouter(shop.deps, shop.router.port, 'cabang')
    await expect(addPackage(shop.deps, { ...weekly, routers: [] }, { by })).rejects.toMatchObject({
      code: 'router.several',
      details: { routers: ['cabang', 'pusat'] },
    })
    await addPackage(shop.deps, { ...weekly, routers: ['pusat', 'cabang'] }, { by })
    const listed = await listPackages(shop.deps)
    expect(listed.find(({ code }) => code === 'mingguan')?.routers).toEqual(['pusat', 'cabang'])
  })

  test('with a profile no router has is refused with those there are', async () => {
    const shop = await hotspotShop()
    const wanted = { ...weekly, profile: 'emas', routers: [] }
    await expect(addPackage(shop.deps, wanted, { by: shop.siti.id })).rejects.toMatchObject({
      code: 'profile.unknown',
      details: { known: expect.arrayContaining(['harian', 'mingguan']) },
    })
  })

  test('that gets dearer leaves the vouchers alone that exist', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(1, { forStock: true })
    const change = { price_rupiah: 9_000, calendar_seconds: 60, online_seconds: 60 }
    await changePackage(shop.deps, { code: 'harian', change }, { by: shop.siti.id })
    await shop.makeBatch(1, { forStock: true })
    await shop.work()
    expect(await shop.vouchers()).toMatchObject([
      { price_rupiah: 5_000, calendar_seconds: 86_400 },
      { price_rupiah: 9_000, calendar_seconds: 60 },
    ])
    expect(shop.router.users().map(({ limitUptimeMs }) => limitUptimeMs)).toEqual([
      10_800_000, 60_000,
    ])
  })

  test('that was sold is taken off sale, one that never was is gone', async () => {
    const shop = await hotspotShop()
    await shop.sell('coba')
    await shop.makeBatch(1)
    const by = shop.siti.id
    expect(await removePackage(shop.deps, { code: 'coba', by })).toMatchObject({ kept: false })
    expect(await removePackage(shop.deps, { code: 'HARIAN', by })).toMatchObject({ kept: true })
    expect(await listPackages(shop.deps)).toMatchObject([{ code: 'harian', on_sale: false }])
    expect(await offeredPackages(shop.deps)).toEqual([])
  })

  test('is served by its spare router while the primary is down', async () => {
    const shop = await hotspotShop()
    const by = shop.siti.id
    await knowRouter(shop.deps, shop.router.port, 'cadangan')
    await addPackage(shop.deps, { ...weekly, routers: ['pusat', 'cadangan'] }, { by })
    expect(await shop.makeBatch(1, { package: 'mingguan' })).toMatchObject({ router: 'pusat' })
    await shop.deps.db
      .updateTable('routers')
      .set({ reachable: false })
      .where('name', '=', 'pusat')
      .execute()
    expect(await shop.makeBatch(1, { package: 'mingguan' })).toMatchObject({ router: 'cadangan' })
  })
})

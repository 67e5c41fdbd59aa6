import { describe, expect, test } from 'vitest'
import { makeCertificate } from '../../../src/adapters/routeros/simulator/certificate.ts'
import { startSimulator } from '../../../src/adapters/routeros/simulator/start-simulator.ts'
import { addRouter } from '../../../src/domain/routers/add-router.ts'
import { checkRouter } from '../../../src/domain/routers/check-router.ts'
import { listRouters } from '../../../src/domain/routers/list-routers.ts'
import { pollRouter } from '../../../src/domain/routers/poll-router.ts'
import { removeRouter } from '../../../src/domain/routers/remove-router.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

type Shop = Awaited<ReturnType<typeof hotspotShop>>
const LOGIN = { username: 'wicara', password: 'rahasia-router' }

async function add(shop: Shop, port: number, more: { tls?: boolean; password?: string } = {}) {
  const { siti, deps } = shop
  const { routerId } = await addRouter(
    deps,
    {
      name: 'cabang',
      host: '127.0.0.1',
      port,
      tls: false,
      ...LOGIN,
      loginUrl: null,
      network: null,
      ...more,
    },
    { by: siti.id, conversationId: siti.conversationId },
  )
  return routerId
}

describe('a router that is added', () => {
  test('is looked at, and who asked is told what was found', async () => {
    const shop = await hotspotShop()
    await add(shop, shop.router.port)
    await shop.work()
    expect(await shop.notices('router.checked')).toMatchObject([
      {
        name: 'cabang',
        profiles: expect.arrayContaining(['harian', 'mingguan']),
        problems: [{ code: 'plain_connection' }],
        to: shop.siti.conversationId,
      },
    ])
    const sealed = await shop.deps.db.selectFrom('routers').select('secret').execute()
    for (const { secret } of sealed) expect(secret.includes('rahasia')).toBe(false)
    expect(
      JSON.stringify(await shop.deps.db.selectFrom('audit').selectAll().execute()),
    ).not.toMatch('rahasia')
  })

  test('is told what stands in the way: version, device-mode, a missing profile', async () => {
    const shop = await hotspotShop()
    const old = await startSimulator({
      user: LOGIN.username,
      password: LOGIN.password,
      version: '6.42.12 (long-term)',
    })
    await add(shop, old.port)
    await shop.work()
    await old.stop()
    const home = await startSimulator({
      user: LOGIN.username,
      password: LOGIN.password,
      version: '7.18.2 (stable)',
      deviceMode: { mode: 'home', hotspot: false },
    })
    await removeRouter(shop.deps, { name: 'cabang', by: shop.siti.id })
    const routerId = await add(shop, home.port)
    await shop.deps.db
      .insertInto('package_routers')
      .columns(['package_id', 'router_id'])
      .expression((from) =>
        from
          .selectFrom('packages')
          .select((row) => ['packages.id', row.val(routerId).as('router_id')]),
      )
      .execute()
    await shop.work()
    await home.stop()
    const checked = await shop.notices('router.checked')
    expect(checked[0]?.problems).toContainEqual({
      code: 'version_too_old',
      version: expect.stringMatching(/^6\.42/),
    })
    expect(checked[1]?.problems).toEqual([
      { code: 'hotspot_blocked', mode: 'home' },
      { code: 'missing_profile', profile: 'harian' },
      { code: 'fetch_blocked', mode: 'home' },
      { code: 'plain_connection' },
    ])
  })

  test('with a wrong password or a dead address is told why, with what to do', async () => {
    const shop = await hotspotShop()
    await add(shop, shop.router.port, { password: 'salah' })
    await shop.work()
    await removeRouter(shop.deps, { name: 'cabang', by: shop.siti.id })
    await add(shop, 1)
    await shop.work()
    expect(await shop.notices('router.check_failed')).toMatchObject([
      { name: 'cabang', problem: 'auth' },
      { name: 'cabang', problem: 'unreachable', address: '127.0.0.1:1' },
    ])
  })

  test('while it is away is looked at as soon as it is there', async () => {
    const shop = await hotspotShop()
    const { port } = shop.router
    await shop.router.switchOff()
    const routerId = await add(shop, port)
    await shop.work()
    await shop.router.switchOn()
    await pollRouter(shop.deps, { routerId })
    const found = (await listRouters(shop.deps)).find(({ name }) => name === 'cabang')
    expect(found).toMatchObject({ reachable: true, version: expect.any(String) })
  })

  test('shows its certificate once, and no other is believed afterwards', async () => {
    const shop = await hotspotShop()
    const login = { user: LOGIN.username, password: LOGIN.password }
    const real = await startSimulator({ ...login, tls: makeCertificate('real') })
    const routerId = await add(shop, real.port, { tls: true })
    await shop.work()
    expect(await shop.notices('router.checked')).toMatchObject([{ name: 'cabang' }])
    await real.stop()
    const forged = await startSimulator({
      ...login,
      port: real.port,
      tls: makeCertificate('false'),
    })
    await checkRouter(shop.deps, { routerId, conversationId: shop.siti.conversationId })
    await forged.stop()
    expect(await shop.notices('router.check_failed')).toMatchObject([{ problem: 'certificate' }])
  })

  test('under a name that is taken is refused, and a removed one gives its name back', async () => {
    const shop = await hotspotShop()
    await add(shop, 1)
    await expect(add(shop, 2)).rejects.toMatchObject({ code: 'router.exists' })
    await removeRouter(shop.deps, { name: 'CABANG', by: shop.siti.id })
    await expect(add(shop, 2)).resolves.toBeDefined()
    expect((await listRouters(shop.deps)).map(({ name }) => name)).toEqual(['cabang', 'pusat'])
  })

  test('with living vouchers is not removed', async () => {
    const shop = await hotspotShop()
    await shop.makeBatch(3)
    await expect(
      removeRouter(shop.deps, { name: 'pusat', by: shop.siti.id }),
    ).rejects.toMatchObject({ code: 'router.in_use', details: { vouchers: 3 } })
  })
})

describe('a profile', () => {
  test('that vanished is told to whoever manages packages, once', async () => {
    const shop = await hotspotShop()
    await shop.router.reset({ profilesToo: true })
    for (let look = 0; look < 2; look += 1) {
      await shop.deps.db.updateTable('routers').set({ profiles_at: null }).execute()
      await shop.poll()
    }
    expect(await shop.notices('router.profiles_gone')).toMatchObject([
      { name: 'pusat', profiles: ['harian'], packages: ['Harian'] },
    ])
  })
})

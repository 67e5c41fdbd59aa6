import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../../src/domain/routers/read-profiles.ts'
import { getRouter } from '../../../src/domain/routers/router-queries.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

const MARK = 'PPPOE_SYSTEM|7|12|NULL|2026-11-01|Siti'
const MAC = 'AA:BB:CC:00:00:01'

/** A shop whose router carries PPPoE customers, all in order and each with a password of his own. */
async function provider(...names: string[]) {
  const shop = await hotspotShop({
    simulator: {
      pppProfiles: [
        { name: 'rumah-20M', remoteAddress: 'rumah' },
        { name: 'rumah-50M', remoteAddress: 'rumah' },
        { name: 'isolir', remoteAddress: 'isolir', addressList: 'ISOLIR' },
      ],
    },
  })
  const { db, secrets } = shop.deps
  const add = async (name: string, more: { remote_address?: string } = {}) => {
    const secret = secrets.seal(`rahasia-${name}`)
    const row = { router_id: shop.routerId, service: 'ppp' as const, name, secret, comment: MARK }
    await db
      .insertInto('router_users')
      .values({ ...row, profile: 'rumah-20M', ...more })
      .execute()
  }
  for (const name of names) await add(name)
  const provider = {
    ...shop,
    add,
    row: (name: string) =>
      db.selectFrom('router_users').selectAll().where('name', '=', name).executeTakeFirstOrThrow(),
    /** What is wanted changes, and is brought to the router. */
    async change(name: string, change: Wish) {
      await db
        .updateTable('router_users')
        .set((row) => ({ ...change, version: row('version', '+', 1) }))
        .where('name', '=', name)
        .execute()
      await provider.poll()
    },
    dial: (name: string, password = `rahasia-${name}`) => shop.router.pppDial(name, password, MAC),
    onLine: () => shop.router.pppSessions().map(({ name }) => name),
    secretNames: () => shop.router.secrets().map(({ name }) => name),
    /** As if some minutes had passed on the machine: the list counts as old. */
    async lookClosely() {
      await sql`update routers set listed_at = now() - interval '10 minutes'`.execute(db)
      await provider.poll()
    },
    /** Somebody with Winbox. */
    async byHand(name: string, change: Partial<Secret>) {
      const { routers } = shop.deps
      const target = await shop.target()
      const found = (await routers.allUsers(target, 'ppp')).find((one) => one.name === name)
      if (!found) throw new Error(`no secret ${name}`)
      const { password, ...secret } = found
      await routers.setUsers(target, 'ppp', [{ ...secret, password: password ?? '', ...change }])
    },
  }
  await provider.poll()
  return provider
}

type Wish = Partial<{
  profile: string
  disabled: boolean
  remote_address: string | null
  secret: Buffer
  comment: string
  wanted: boolean
}>
type Secret = { profile: string; disabled: boolean; comment: string; remoteAddress: string | null }

describe('a customer at home', () => {
  test('gets a secret that works, with the address that is his', async () => {
    const isp = await provider('rumah-0001')
    await isp.add('rumah-0002', { remote_address: '10.20.0.77' })
    await isp.poll()
    expect(isp.router.secrets()).toMatchObject([
      { name: 'rumah-0001', service: 'pppoe', profileName: 'rumah-20M', comment: MARK },
      { name: 'rumah-0002', remoteAddress: '10.20.0.77' },
    ])
    expect(isp.dial('rumah-0001')).toMatchObject({ ok: true })
    expect(isp.dial('rumah-0002')).toMatchObject({ address: '10.20.0.77' })
    expect(await isp.row('rumah-0002')).toMatchObject({ must_kick: false, problem: null })
  })

  test('who does not pay is off line at once, also with an address of his own', async () => {
    const isp = await provider()
    await isp.add('rumah-0001', { remote_address: '10.20.0.77' })
    await isp.poll()
    isp.dial('rumah-0001')
    await isp.change('rumah-0001', { profile: 'isolir', remote_address: null })
    expect(isp.onLine()).toEqual([])
    expect(isp.dial('rumah-0001')).not.toMatchObject({ address: '10.20.0.77' })
    expect(isp.router.pppSessions()).toMatchObject([{ profile: 'isolir', addressList: 'ISOLIR' }])

    await isp.change('rumah-0001', { profile: 'rumah-20M', remote_address: '10.20.0.77' })
    expect(isp.onLine(), 'he leaves the isolation by dialling anew').toEqual([])
    expect(isp.dial('rumah-0001')).toMatchObject({ address: '10.20.0.77' })

    await isp.change('rumah-0001', { disabled: true })
    expect(isp.onLine()).toEqual([])
    expect(isp.dial('rumah-0001')).toMatchObject({ ok: false })
  })

  test('with a new password is asked for it now, not some day', async () => {
    const isp = await provider('rumah-0001')
    isp.dial('rumah-0001')
    await isp.change('rumah-0001', { secret: isp.deps.secrets.seal('baru') })
    expect(isp.onLine()).toEqual([])
    expect(isp.dial('rumah-0001')).toMatchObject({ ok: false })
    expect(isp.dial('rumah-0001', 'baru')).toMatchObject({ ok: true })
  })

  test('notices nothing when only the note on his secret changes', async () => {
    const isp = await provider('rumah-0001')
    isp.dial('rumah-0001')
    await isp.change('rumah-0001', { comment: `${MARK} 2` })
    expect(isp.router.secrets()).toMatchObject([{ comment: `${MARK} 2` }])
    expect(isp.onLine()).toEqual(['rumah-0001'])

    await isp.byHand('rumah-0001', { comment: 'PPPOE_SYSTEM|1|1|NULL|2020-01-01|NULL' })
    await isp.lookClosely()
    expect(isp.router.secrets()).toMatchObject([{ comment: `${MARK} 2` }])
    expect(isp.onLine()).toEqual(['rumah-0001'])
    expect(isp.router.commandCount('/ppp/active/remove')).toBe(0)
  })

  test('who has left is gone from the router, and off line', async () => {
    const isp = await provider('rumah-0001', 'rumah-0002')
    isp.dial('rumah-0001')
    isp.dial('rumah-0002')
    await isp.change('rumah-0001', { wanted: false })
    expect(isp.secretNames()).toEqual(['rumah-0002'])
    expect(isp.onLine()).toEqual(['rumah-0002'])
  })

  test('is ended even if we died between the change and the kick', async () => {
    const isp = await provider('rumah-0001')
    isp.dial('rumah-0001')
    isp.router.setFaults({ trap: { command: '/ppp/active/remove', message: 'failure: busy' } })
    await isp.change('rumah-0001', { disabled: true })
    expect(isp.router.secrets()).toMatchObject([{ disabled: true }])
    expect(isp.onLine()).toEqual(['rumah-0001'])
    expect(await isp.row('rumah-0001')).toMatchObject({ must_kick: true })

    isp.router.clearFaults()
    await isp.lookClosely()
    expect(isp.onLine()).toEqual([])
    expect(await isp.row('rumah-0001')).toMatchObject({ must_kick: false })
  })

  test('who came in while he should not have is put out at the next look', async () => {
    const isp = await provider('rumah-0001')
    await isp.change('rumah-0001', { disabled: true })
    await isp.byHand('rumah-0001', { disabled: false })
    isp.dial('rumah-0001')
    await isp.poll()
    expect(isp.onLine()).toEqual([])
  })
})

describe('a router with PPPoE', () => {
  test('that somebody changed by hand is put right, and told', async () => {
    const isp = await provider('rumah-0001', 'rumah-0002', 'rumah-0003')
    await isp.byHand('rumah-0001', { profile: 'rumah-50M' })
    await isp.byHand('rumah-0002', { remoteAddress: '10.20.0.1' })
    for (const name of ['rumah-0001', 'rumah-0002', 'rumah-0003']) isp.dial(name)
    await isp.lookClosely()
    expect(isp.router.secrets()).toMatchObject([
      { profileName: 'rumah-20M' },
      { remoteAddress: '' },
      { profileName: 'rumah-20M' },
    ])
    expect(isp.onLine(), 'on line with what he should not have').toEqual(['rumah-0003'])
    expect(await isp.notices('router.repaired')).toMatchObject([
      { name: 'pusat', added: 0, changed: 2, removed: 0 },
    ])
  })

  test('that was restored from an old backup gets its secrets back', async () => {
    const isp = await provider('rumah-0001')
    const backup = isp.router.snapshot()
    await isp.add('rumah-0002', { remote_address: '10.20.0.77' })
    await isp.change('rumah-0001', { profile: 'isolir' })
    await isp.router.switchOff()
    isp.router.restore(backup)
    await isp.router.switchOn()
    expect(isp.secretNames()).toEqual(['rumah-0001'])
    await isp.poll()
    expect(isp.router.secrets()).toMatchObject([
      { name: 'rumah-0001', profileName: 'isolir' },
      { name: 'rumah-0002', remoteAddress: '10.20.0.77' },
    ])
    expect(await isp.notices('router.repaired')).toMatchObject([{ added: 1, changed: 1 }])
  })

  test('that was restored from before a password was changed lets its customer in again', async () => {
    const isp = await provider('rumah-0001', 'rumah-0002')
    const backup = isp.router.snapshot()
    await isp.change('rumah-0001', { secret: isp.deps.secrets.seal('baru') })
    await isp.router.switchOff()
    isp.router.restore(backup)
    await isp.router.switchOn()
    expect(isp.dial('rumah-0001', 'baru')).toMatchObject({ ok: false })
    isp.dial('rumah-0002')
    await isp.poll()
    expect(isp.dial('rumah-0001', 'baru')).toMatchObject({ ok: true })
    expect(isp.onLine(), 'whose password is as it was is left alone').toContain('rumah-0002')
    expect(await isp.notices('router.repaired')).toMatchObject([{ added: 0, changed: 1 }])
  })

  test('keeps the secrets that are not ours; marked ones are told once', async () => {
    const isp = await provider('rumah-0001')
    isp.router.seedSecrets([
      { name: 'kantor', password: '1', comment: 'pak RT' },
      { name: 'lama-1', password: '2', comment: 'PPPOE_SYSTEM|150000|100000|30' },
    ])
    isp.router.pppDial('kantor', '1', MAC)
    isp.router.pppDial('lama-1', '2', MAC)
    const before = isp.router.secrets().slice(-2)
    await isp.lookClosely()
    await isp.lookClosely()
    expect(isp.router.secrets().slice(-2)).toEqual(before)
    expect(isp.onLine()).toEqual(['kantor', 'lama-1'])
    expect(await isp.notices('router.strangers')).toMatchObject([{ count: 1, sample: ['lama-1'] }])
  })

  test('is asked once for each service, and changed only where it must be', async () => {
    const isp = await provider('rumah-0001', 'rumah-0002')
    await isp.makeBatch(5, { forStock: true })
    await isp.work()
    const before = isp.router.commandCount('/ppp/secret/print')
    const changes = () =>
      ['/ppp/secret/set', '/ppp/secret/unset', '/ip/hotspot/user/set'].map(isp.router.commandCount)
    await isp.lookClosely()
    expect(isp.router.commandCount('/ppp/secret/print')).toBe(before + 1)
    expect(changes()).toEqual([0, 0, 0])
    expect(await isp.notices('router.repaired')).toEqual([])
  })

  test('whose profile vanished says which packages need it', async () => {
    const isp = await provider()
    const { db } = isp.deps
    const row = { name: 'Rumah 20', price_rupiah: 150_000, profile: 'rumah-20M' }
    const { id } = await db
      .insertInto('packages')
      .values({
        ...row,
        kind: 'pppoe',
        code: 'r20',
        isolir_profile: 'isolir',
        created_at: isp.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('package_routers')
      .values({ package_id: id, router_id: isp.routerId })
      .execute()
    const profiles = await db
      .selectFrom('router_profiles')
      .where('service', '=', 'ppp')
      .selectAll()
      .execute()
    expect(profiles).toContainEqual(
      expect.objectContaining({ name: 'isolir', remote_address: 'isolir', address_list: 'ISOLIR' }),
    )

    const snapshot = isp.router.snapshot()
    snapshot.pppProfiles.items = snapshot.pppProfiles.items.filter(({ name }) => name !== 'isolir')
    isp.router.restore(snapshot)
    const router = await getRouter(db, isp.routerId)
    if (router) await readProfiles(isp.deps, router)
    expect(await isp.notices('router.profiles_gone')).toMatchObject([
      { name: 'pusat', profiles: ['isolir'], packages: ['Rumah 20'] },
    ])
  })
})

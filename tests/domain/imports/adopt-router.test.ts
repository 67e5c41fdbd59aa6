import { describe, expect, test } from 'vitest'
import { pickPackage, startImport } from '../../../src/domain/imports/decide-import.ts'
import { runImport } from '../../../src/domain/imports/run-import.ts'
import { maintainRouter } from '../../../src/domain/routers/maintain-router.ts'
import { importDesk } from './import-desk.ts'

const OLD_MARKS = [
  'PPPOE_SYSTEM|123|456|VENDOR-001|2025-01-09',
  'PPPOE_SYSTEM|B-1|150000|90000|77|88|2025-01-09|admin',
  'PPPOE_SYSTEM|Pak Joko 0813-2222-3333|2025-01-09',
  'PPPOE_SYSTEM|NULL|NULL|NULL|2025-01-09|admin',
  '{"name":"Bu Rini","service":"pppoe"}',
]

/** Thirty lines of a router that somebody else looked after. */
async function oldRouter() {
  const desk = await importDesk()
  const { router } = desk
  router.seedSecrets(
    Array.from({ length: 30 }, (_, at) => ({
      name: `lama${String(at + 1).padStart(2, '0')}`,
      password: `sandi-${at + 1}`,
      profile: 'rumah20',
      comment: at < 20 ? (OLD_MARKS[at % OLD_MARKS.length] ?? '') : at === 29 ? '' : `Warga ${at}`,
      ...(at === 3 ? { remoteAddress: '10.20.30.40' } : {}),
      ...(at === 5 ? { disabled: true } : {}),
    })),
  )
  for (const at of [1, 4, 25]) {
    const name = `lama${String(at).padStart(2, '0')}`
    router.pppDial(name, `sandi-${at}`, `AA:00:00:00:00:${String(at).padStart(2, '0')}`)
  }
  return desk
}

function dies(): never {
  throw new Error('power cut')
}

/** Everything of a secret but its comment. */
const withoutComments = (desk: Awaited<ReturnType<typeof oldRouter>>) =>
  desk.router.secrets().map(({ comment: _comment, ...rest }) => rest)

describe('taking over what stands on a router', () => {
  test('writes nothing and changes nothing before the yes', async () => {
    const desk = await oldRouter()
    const before = desk.router.secrets()
    const people = await desk.count('people')
    await desk.look()
    expect(await desk.summary()).toMatchObject({
      kind: 'router',
      router: 'pusat',
      total: 30,
      fresh: 30,
      lines: { marked: 20, unmarked: 10, isolated: 1 },
      unmapped: [],
    })
    expect(await desk.count('subscriptions')).toBe(0)
    expect(await desk.count('people')).toBe(people)
    expect(await desk.users()).toEqual([])
    expect(desk.router.secrets()).toEqual(before)
    expect(await desk.notices('import.file')).toHaveLength(1)
  })

  test('makes everybody a line of ours; the next reconcile writes comments and kicks nobody', async () => {
    const desk = await oldRouter()
    const online = desk.onLine()
    const before = withoutComments(desk)
    const id = await desk.look('2026-11-30')
    await desk.run(id, true)
    expect(await desk.result()).toMatchObject({ done: 30, failed: 0, left: 0 })

    await desk.reconcile()
    expect(withoutComments(desk)).toEqual(before)
    expect(desk.onLine()).toEqual(online)
    expect(desk.router.commandCount('/ppp/active/remove')).toBe(0)
    expect(desk.router.commandCount('/ppp/secret/add')).toBe(0)
    expect(
      desk.router.secrets().every(({ comment }) => /^PPPOE_SYSTEM\|\d+\|\d+\|/.test(comment)),
    ).toBe(true)
    expect((await desk.users()).every((user) => user.synced === user.version)).toBe(true)

    const sets = desk.router.commandCount('/ppp/secret/set')
    await desk.poll()
    await desk.reconcile()
    expect(desk.router.commandCount('/ppp/secret/set')).toBe(sets)
    expect(desk.onLine()).toEqual(online)
  })

  test('keeps a static address, an isolated line, a paid day and a password', async () => {
    const desk = await oldRouter()
    await desk.run(await desk.look('2026-11-30'), true)
    const lines = await desk.deps.db
      .selectFrom('subscriptions')
      .selectAll()
      .orderBy('username')
      .execute()
    const line = (name: string) => lines.find(({ username }) => username === name)
    expect(line('lama04')).toMatchObject({
      static_address: '10.20.30.40',
      state: 'active',
      paid_until: '2026-11-30',
      billed_until: '2026-11-30',
      anchor_day: 1,
    })
    expect(line('lama06')).toMatchObject({ state: 'isolated', isolated_because: 'unpaid' })
    expect(line('lama02')).toMatchObject({ price_rupiah: 150_000 })
    const secret = (await desk.users()).find(({ name }) => name === 'lama04')?.secret
    expect(desk.deps.secrets.open(secret ?? Buffer.alloc(0))).toBe('sandi-4')
    expect(await desk.count('invoices')).toBe(0)
  })

  test('knows customers by the number in the comment, and others by what they are called', async () => {
    const desk = await oldRouter()
    await desk.run(await desk.look(), true)
    const owners = await desk.deps.db
      .selectFrom('subscriptions as s')
      .innerJoin('people as p', 'p.id', 's.person_id')
      .select(['s.username', 'p.name', 'p.id'])
      .orderBy('s.username')
      .execute()
    const owner = (name: string) => owners.find(({ username }) => username === name)
    expect(owner('lama03')?.name).toBe('Pak Joko')
    expect(owner('lama08')?.id).toBe(owner('lama03')?.id)
    const chats = desk.deps.db.selectFrom('conversations').where('chat', '=', '6281322223333')
    expect(await chats.select('person_id').execute()).toEqual([{ person_id: owner('lama03')?.id }])
    expect(owner('lama05')?.name).toBe('Bu Rini')
    expect(owner('lama25')?.name).toBe('Warga 24')
    expect(owner('lama30')?.name).toBe('PPPoE lama30')
    // Number 123 of the old system is one customer, and none of ours by that number.
    expect(owner('lama06')?.id).toBe(owner('lama01')?.id)
  })

  test('leaves secrets without a mark alone unless somebody says so', async () => {
    const desk = await oldRouter()
    await desk.run(await desk.look())
    expect(await desk.result()).toMatchObject({ done: 20, left: 10 })
    await desk.reconcile()
    const free = desk.router.secrets().filter(({ name }) => name > 'lama20')
    expect(free.map(({ comment }) => comment)).toEqual([
      ...Array.from({ length: 9 }, (_, at) => `Warga ${at + 20}`),
      '',
    ])
  })

  test('done twice adds nothing, nor does a run that was cut short', async () => {
    const desk = await oldRouter()
    const id = await desk.look()
    await desk.run(id, true)
    // Cut short: as if the last rows had not been done.
    const done = await desk.count('subscriptions')
    const people = await desk.count('people')
    await desk.deps.db
      .updateTable('import_rows')
      .set({ outcome: null })
      .where('place', '>', 20)
      .execute()
    await desk.deps.db.updateTable('imports').set({ state: 'running' }).execute()
    await runImport(desk.deps, { importId: id })
    expect(await desk.count('subscriptions')).toBe(done)

    await desk.look()
    expect(await desk.summary()).toMatchObject({ fresh: 0, known: 30 })
    expect(await desk.count('people')).toBe(people)
  })

  test('a death after our marks are on the router and before the books know harms nobody', async () => {
    const desk = await oldRouter()
    const online = desk.onLine()
    const before = withoutComments(desk)
    const importId = await desk.look()
    await startImport(desk.deps, { importId, unmarked: true, by: desk.siti.id })
    const dying = { ...desk.deps, secrets: { ...desk.deps.secrets, seal: dies } }
    await expect(runImport(dying, { importId })).rejects.toThrow('power cut')
    expect(await desk.count('subscriptions')).toBe(0)
    await desk.reconcile()
    expect(withoutComments(desk)).toEqual(before)

    await runImport(desk.deps, { importId })
    await desk.reconcile()
    expect(await desk.result()).toMatchObject({ done: 30, failed: 0 })
    expect(withoutComments(desk)).toEqual(before)
    expect(desk.onLine()).toEqual(online)
    // What stood in a comment that was ours to replace is kept with the line.
    const { note } = await desk.deps.db
      .selectFrom('subscriptions')
      .where('username', '=', 'lama25')
      .select('note')
      .executeTakeFirstOrThrow()
    expect(note).toBe('Warga 24')
  })

  test('reports a secret whose password the router does not show, and keeps its hands off it', async () => {
    const desk = await oldRouter()
    const { allUsers } = desk.deps.routers
    desk.deps.routers.allUsers = async (target, service) =>
      (await allUsers(target, service)).map((user) =>
        user.name === 'lama07' ? { ...user, password: null } : user,
      )
    await desk.run(await desk.look(), true)
    expect(await desk.result()).toMatchObject({
      done: 29,
      failed: 1,
      problems: [{ name: 'lama07', problem: 'no_password_shown' }],
    })
    await desk.reconcile()
    expect(desk.secret('lama07')).toMatchObject({ password: 'sandi-7', comment: OLD_MARKS[1] })
  })

  test('is not fooled by a router that shows stars for passwords', async () => {
    const desk = await oldRouter()
    const { allUsers } = desk.deps.routers
    desk.deps.routers.allUsers = async (target, service) =>
      (await allUsers(target, service)).map((user) => ({ ...user, password: '*****' }))
    await desk.look()
    expect(await desk.summary()).toMatchObject({ fresh: 0, bad: 30 })
  })

  test('leaves alone what is no PPPoE, and addresses that are the name of a pool', async () => {
    const desk = await importDesk()
    const comment = 'PPPOE_SYSTEM|1|2|3|2025-01-09'
    const common = { password: 'a', profile: 'rumah20', comment }
    desk.router.seedSecrets([
      { name: 'kantor-vpn', service: 'l2tp', ...common },
      { name: 'kolam', remoteAddress: 'pool-1', ...common },
    ])
    await desk.look()
    expect(await desk.summary()).toMatchObject({ fresh: 0, left: 2 })
  })

  test('asks which package a profile means, and leaves alone what nobody wants', async () => {
    const desk = await importDesk()
    desk.router.seedSecrets([
      {
        name: 'cepat1',
        password: 'a',
        profile: 'rumah50',
        comment: 'PPPOE_SYSTEM|1|2|3|2025-01-09',
      },
      {
        name: 'aneh1',
        password: 'b',
        profile: 'default',
        comment: 'PPPOE_SYSTEM|1|3|3|2025-01-09',
      },
    ])
    const importId = await desk.look()
    const open = (await desk.summary())?.unmapped ?? []
    expect(
      open.map(({ profile, packages }) => [profile, packages.map(({ name }) => name)]),
    ).toEqual([
      ['default', ['Rumah 20']],
      ['rumah50', ['Rumah 20']],
    ])
    const packageId = await desk.packageId()
    const where = { importId, service: 'ppp' as const }
    await pickPackage(desk.deps, { ...where, profile: 'default', packageId: null })
    const left = await pickPackage(desk.deps, { ...where, profile: 'rumah50', packageId })
    expect(left.unmapped).toEqual([])
    await desk.run(importId)
    expect(await desk.result()).toMatchObject({ done: 1, left: 1, failed: 0 })
    await desk.reconcile()
    expect(desk.secret('cepat1')).toMatchObject({ profileName: 'rumah50', password: 'a' })
    expect(desk.secret('aneh1')).toMatchObject({ comment: 'PPPOE_SYSTEM|1|3|3|2025-01-09' })
  })

  test('knows the answer to marked users nobody knew', async () => {
    const desk = await oldRouter()
    await desk.reconcile()
    expect(await desk.notices('router.strangers')).toHaveLength(1)
    await desk.run(await desk.look())
    await desk.reconcile()
    const strangers = await desk.deps.db.selectFrom('router_strangers').selectAll().execute()
    expect(strangers).toEqual([])
    expect(await desk.notices('router.strangers')).toHaveLength(1)
  })

  test('says that a router is away, and nothing is lost when it goes after the yes', async () => {
    const desk = await oldRouter()
    const id = await desk.look()
    await desk.router.switchOff()
    await desk.run(id, true)
    expect(await desk.notices('import.failed')).toMatchObject([
      { failure: { code: 'router', name: 'pusat', problem: 'unreachable' } },
    ])
    expect(await desk.count('subscriptions')).toBe(0)
    await desk.router.switchOn()
    await desk.run(id, true)
    expect(await desk.result()).toMatchObject({ done: 30 })
    await desk.router.switchOff()
    await desk.look()
    expect(await desk.notices('import.failed')).toHaveLength(2)
  })

  test('changes nothing on a router that somebody is working on', async () => {
    const desk = await oldRouter()
    const id = await desk.look()
    const before = desk.router.secrets()
    const { deps, siti } = desk
    await maintainRouter(deps, { name: 'pusat', until: null, by: { id: siti.id, name: 'Siti' } })
    await desk.run(id, true)
    expect(await desk.notices('import.failed')).toMatchObject([
      { failure: { code: 'router', problem: 'maintenance' } },
    ])
    expect(desk.router.secrets()).toEqual(before)
    await expect(desk.look()).rejects.toThrow('router.in_maintenance')
  })
})

describe('vouchers somebody else made', () => {
  test('are ours by their comments, used ones with their end, and others are left alone', async () => {
    const desk = await importDesk()
    await desk.sell({ code: 'harian', name: 'Harian', price_rupiah: 5_000, profile: 'harian' })
    const soon = Math.floor(desk.deps.now().getTime() / 1_000) + 3_600
    desk.router.seedUsers([
      { name: 'AAA111', password: 'AAA111', profile: 'harian', comment: 'vc-812-11.02.26-' },
      { name: 'BBB222', password: 'x9', profile: 'harian', comment: 'up-813-11.02.26-' },
      { name: 'CCC333', password: 'CCC333', profile: 'harian', comment: 'nov/03/2026 10:00:00' },
      { name: 'DDD444', password: 'DDD444', profile: 'harian', comment: '2026-11-01 10:00:00' },
      {
        name: 'EEE555',
        password: 'EEE555',
        profile: 'harian',
        comment: `VOUCHER_SYSTEM|3000||${soon}`,
      },
      {
        name: 'FFF666',
        password: 'FFF666',
        profile: 'harian',
        comment: 'VOUCHER_SYSTEM|BATCH-202501-001|15000|10000|24|VENDOR-001|2025-01-09|admin',
      },
      { name: 'kantor', password: 'rahasia', profile: 'harian', comment: 'jangan dihapus' },
    ])
    const id = await desk.look()
    expect(await desk.summary()).toMatchObject({ total: 7, vouchers: 5, left: 2, bad: 0 })
    await desk.run(id)
    expect(await desk.result()).toMatchObject({ done: 5, failed: 0, left: 2 })

    const before = desk.router.users().map(({ comment: _comment, ...rest }) => rest)
    await desk.reconcile()
    const vouchers = await desk.deps.db
      .selectFrom('vouchers as v')
      .innerJoin('voucher_batches as b', 'b.id', 'v.batch_id')
      .select([
        'v.code',
        'v.state',
        'v.price_rupiah',
        'v.expires_at',
        'b.state as batch',
        'b.quantity',
      ])
      .orderBy('v.code')
      .execute()
    expect(vouchers).toMatchObject([
      { code: 'AAA111', state: 'created', price_rupiah: 5_000, batch: 'ready', quantity: 3 },
      { code: 'BBB222', state: 'created', price_rupiah: 5_000, expires_at: null },
      { code: 'CCC333', state: 'active', expires_at: new Date('2026-11-03T10:00:00+07:00') },
      { code: 'EEE555', state: 'active', price_rupiah: 3_000, expires_at: new Date(soon * 1_000) },
      { code: 'FFF666', state: 'created', price_rupiah: 15_000, quantity: 1 },
    ])
    expect(desk.router.users().map(({ comment: _comment, ...rest }) => rest)).toEqual(before)
    const comments = new Map(desk.router.users().map(({ name, comment }) => [name, comment]))
    expect(comments.get('AAA111')).toMatch(/^VOUCHER_SYSTEM\|NULL\|NULL\|NULL\|2026-11-02\|Siti$/)
    expect(comments.get('kantor')).toBe('jangan dihapus')
    expect(comments.get('DDD444')).toBe('2026-11-01 10:00:00')
    // What was sold elsewhere is no sale of ours.
    expect(await desk.deps.db.selectFrom('transfers').select('id').execute()).toEqual([])

    await desk.look()
    expect(await desk.summary()).toMatchObject({ fresh: 0, known: 5, left: 2 })
  })
})

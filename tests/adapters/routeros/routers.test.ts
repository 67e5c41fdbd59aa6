import { describe, expect, test } from 'vitest'
import type { AddAnswer } from '../../../src/domain/routers/routers.ts'
import { Rejected } from '../../../src/domain/fault.ts'
import { ourSide, router, target, voucher, vouchers } from './support.ts'

/** Old and new: the challenge login, the two ways of one version, before and after `!empty`. */
const VERSIONS = ['6.42.12', '6.43.16', '6.49.18', '7.16.2', '7.20.4']

describe.each(VERSIONS)('a router with RouterOS %s', (version) => {
  test('is looked at: what it is, what our login may do, what it holds', async () => {
    const simulator = await router({ version, board: 'RB750Gr3' })
    simulator.seedUsers([{ name: 'lama' }])
    const facts = await ourSide().check(target(simulator))
    expect(facts).toMatchObject({
      identity: 'MikroTik',
      version: `${version} (stable)`,
      board: 'RB750Gr3',
      profiles: ['default', 'harian', 'keluarga'],
      users: 1,
      fingerprint: null,
    })
    expect(facts.policies).toEqual(expect.arrayContaining(['api', 'read', 'write']))
    expect(facts.latencyMs).toBeGreaterThan(0)
    const isNew = version === '7.20.4'
    expect(facts.deviceMode).toEqual(
      isNew ? { mode: 'advanced', hotspot: true, fetch: true } : null,
    )
  })

  test('with a wrong password, says so and is not asked again and again', async () => {
    const simulator = await router({ version })
    const routers = ourSide({ pauses: { firstMs: 5, longestMs: 60_000 } })
    const wrong = target(simulator, { password: 'keliru' })
    const wrongLogin = { name: 'Rejected', code: 'auth' }
    await expect(routers.check(wrong)).rejects.toMatchObject(wrongLogin)
    await expect(routers.listUsers(wrong, 'hotspot')).rejects.toMatchObject(wrongLogin)
    await simulator.switchOff()
    await expect(routers.listUsers(wrong, 'hotspot')).rejects.toMatchObject(wrongLogin)
  })

  test('an empty list is an empty list', async () => {
    const simulator = await router({ version })
    const routers = ourSide()
    expect(await routers.listUsers(target(simulator), 'hotspot')).toEqual([])
    expect(await routers.listUsers(target(simulator), 'ppp')).toEqual([])
    expect(await routers.activeSessions(target(simulator), 'hotspot')).toEqual([])
    expect(await routers.activeSessions(target(simulator), 'ppp')).toEqual([])
    const strays = routers.health()[0]?.session?.strayReplies
    expect(strays, 'an empty list ends with its last reply, not before').toBe(0)
  })

  test('vouchers are put there and found again as they were meant', async () => {
    const simulator = await router({ version })
    const routers = ourSide()
    const users = [
      voucher('wf-aaa111', { limitUptimeSeconds: 93_784, limitBytes: 5_000_000_000 }),
      voucher('wf-bbb222', { disabled: true, profile: 'keluarga' }),
    ]
    const answers: AddAnswer[] = []
    await routers.addUsers(target(simulator), 'hotspot', users, (answer) => answers.push(answer))
    expect(answers).toMatchObject([{ kind: 'added' }, { kind: 'added' }])

    const found = await routers.listUsers(target(simulator), 'hotspot')
    expect(found).toEqual([
      {
        ref: refOf(answers, 'wf-aaa111'),
        name: 'wf-aaa111',
        profile: 'harian',
        comment: users[0]?.comment,
        disabled: false,
        uptimeSeconds: 0,
        bytes: 0,
        limitUptimeSeconds: 93_784,
        limitBytes: 5_000_000_000,
        remoteAddress: null,
      },
      expect.objectContaining({
        ref: refOf(answers, 'wf-bbb222'),
        profile: 'keluarga',
        disabled: true,
        limitUptimeSeconds: null,
        limitBytes: null,
      }),
    ])
    expect(simulator.hotspotLogin('wf-aaa111', 'wf-aaa111', 'AA:00')).toMatchObject({ ok: true })
    expect(simulator.hotspotLogin('wf-bbb222', 'wf-bbb222', 'BB:00')).toMatchObject({ ok: false })
  })

  test('a thousand vouchers arrive, each answered once', async () => {
    const simulator = await router({ version, replyDelayMs: 1 })
    const routers = ourSide()
    const answers: AddAnswer[] = []
    await routers.addUsers(target(simulator), 'hotspot', vouchers(1_000), (answer) =>
      answers.push(answer),
    )
    expect(new Set(answers.map((answer) => answer.name)).size).toBe(1_000)
    expect(answers.every((answer) => answer.kind === 'added')).toBe(true)
    expect(simulator.users()).toHaveLength(1_000)
    expect(simulator.connections()).toBe(1)
  })

  test('a code that is taken is refused alone, the others are added', async () => {
    const simulator = await router({ version })
    const routers = ourSide()
    simulator.seedUsers([{ name: 'wf-2' }])
    const answers: AddAnswer[] = []
    await routers.addUsers(target(simulator), 'hotspot', vouchers(3), (answer) =>
      answers.push(answer),
    )
    expect(answers.filter((answer) => answer.kind === 'refused')).toEqual([
      {
        kind: 'refused',
        name: 'wf-2',
        refusal: 'duplicate',
        message: 'failure: already have user with this name for this server',
      },
    ])
    expect(simulator.users()).toHaveLength(3)
  })

  test('a PPPoE customer is created, isolated and cut off', async () => {
    const simulator = await router({ version })
    const routers = ourSide()
    const customer = voucher('pppoe-0001', { profile: 'rumah-20M', password: 'Xk29sa' })
    const answers: AddAnswer[] = []
    await routers.addUsers(target(simulator), 'ppp', [customer], (answer) => answers.push(answer))
    expect(simulator.pppDial('pppoe-0001', 'Xk29sa', 'AA:BB:CC:00:00:01')).toMatchObject({
      ok: true,
    })
    expect(await routers.activeSessions(target(simulator), 'ppp')).toMatchObject([
      { name: 'pppoe-0001', mac: 'AA:BB:CC:00:00:01', uptimeSeconds: expect.any(Number) },
    ])

    const ref = refOf(answers, 'pppoe-0001')
    await routers.setUsers(target(simulator), 'ppp', [{ ...customer, ref, disabled: true }])
    expect(simulator.pppSessions(), 'a change leaves the session alone').toHaveLength(1)
    await routers.kick(target(simulator), 'ppp', ['pppoe-0001'])
    expect(simulator.pppSessions()).toEqual([])
    expect(simulator.pppDial('pppoe-0001', 'Xk29sa', 'AA:BB:CC:00:00:01').ok).toBe(false)
  })

  test('texts in any script come back as they were sent', async () => {
    const simulator = await router({ version })
    const routers = ourSide()
    const comment = 'VOUCHER_SYSTEM|Toko Berkah ✓|🕋 عمرة|NULL|a=b|été'
    await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-é', { comment })], ignore)
    expect(simulator.users()).toMatchObject([{ name: 'wf-é', comment }])
    expect(await routers.listUsers(target(simulator), 'hotspot')).toMatchObject([
      { name: 'wf-é', comment },
    ])
  })
})

test('a limit that is taken away is gone on the router too', async () => {
  const simulator = await router()
  const routers = ourSide()
  const limited = voucher('wf-1', { limitUptimeSeconds: 3_600, limitBytes: 1_000 })
  const answers: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', [limited], (answer) => answers.push(answer))
  const free = { ...limited, limitUptimeSeconds: null, limitBytes: null, comment: '' }
  await routers.setUsers(target(simulator), 'hotspot', [{ ...free, ref: refOf(answers, 'wf-1') }])
  expect(await routers.listUsers(target(simulator), 'hotspot')).toMatchObject([
    { limitUptimeSeconds: null, limitBytes: null, comment: '' },
  ])
})

test('a voucher that was removed by hand counts as removed', async () => {
  const simulator = await router()
  const routers = ourSide()
  const answers: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', vouchers(3), (answer) =>
    answers.push(answer),
  )
  const refs = [refOf(answers, 'wf-1'), '*DEAD', refOf(answers, 'wf-3')]
  await routers.removeUsers(target(simulator), 'hotspot', refs)
  expect(simulator.users().map((user) => user.name)).toEqual(['wf-2'])
})

test('one change the router refuses does not keep the others from being made', async () => {
  const simulator = await router()
  const routers = ourSide()
  const answers: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', vouchers(3), (answer) =>
    answers.push(answer),
  )
  const changes = [
    { ...voucher('wf-1', { disabled: true }), ref: '*DEAD' },
    { ...voucher('wf-2', { disabled: true }), ref: refOf(answers, 'wf-2') },
    { ...voucher('wf-3', { disabled: true }), ref: refOf(answers, 'wf-3') },
  ]
  const change = routers.setUsers(target(simulator), 'hotspot', changes)
  await expect(change).rejects.toMatchObject({ name: 'Rejected', code: 'not_found' })
  expect(simulator.users().map((user) => user.disabled)).toEqual([false, true, true])
})

test('a profile is never guessed from the beginning of its name', async () => {
  const simulator = await router({
    hotspotProfiles: [{ name: 'harian-5M' }, { name: 'bulan-10M' }, { name: 'bulan-20M' }],
  })
  const routers = ourSide()
  const answers: AddAnswer[] = []
  const users = [
    voucher('wf-1', { profile: 'harian' }),
    voucher('wf-2', { profile: 'bulan' }),
    voucher('wf-3', { profile: 'harian-5M' }),
  ]
  await routers.addUsers(target(simulator), 'hotspot', users, (answer) => answers.push(answer))
  expect(answers).toContainEqual(expect.objectContaining({ name: 'wf-1', refusal: 'bad_profile' }))
  expect(answers).toContainEqual(expect.objectContaining({ name: 'wf-2', refusal: 'bad_profile' }))
  expect(simulator.users().map((user) => user.profileName)).toEqual(['harian-5M'])
})

test('a profile made a moment ago can be used at once', async () => {
  const simulator = await router({ hotspotProfiles: [] })
  const routers = ourSide()
  const early: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-1')], (a) => early.push(a))
  expect(early).toMatchObject([{ refusal: 'bad_profile' }])
  const other = await router({ hotspotProfiles: [{ name: 'harian' }] })
  simulator.restore(other.snapshot())
  const later: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-1')], (a) => later.push(a))
  expect(later).toMatchObject([{ kind: 'added' }])
})

test('profiles are listed with what a package needs to know', async () => {
  const simulator = await router({
    hotspotProfiles: [{ name: 'bebas', sharedUsers: 0, comment: 'VOUCHER_SYSTEM|5000' }],
  })
  const routers = ourSide()
  expect(await routers.listProfiles(target(simulator), 'hotspot')).toMatchObject([
    { name: 'default', sharedUsers: 1, rateLimit: null, comment: '' },
    { name: 'bebas', sharedUsers: null, rateLimit: null, comment: 'VOUCHER_SYSTEM|5000' },
  ])
  expect(await routers.listProfiles(target(simulator), 'ppp')).toContainEqual({
    name: 'rumah-20M',
    sharedUsers: null,
    rateLimit: '20M/20M',
    comment: 'PPPOE_SYSTEM',
    localAddress: '10.20.0.1',
    remoteAddress: 'rumah',
    onlyOne: true,
    addressList: null,
  })
})

test.each(['units', 'clock'] as const)(
  'how long somebody is on line is read in the %s form',
  async (timeForm) => {
    let now = Date.parse('2026-11-21T02:00:00Z')
    const simulator = await router({ timeForm, clock: () => new Date(now), bytesPerSecond: 1_000 })
    simulator.seedUsers([{ name: 'wf-1', password: 'x' }])
    simulator.hotspotLogin('wf-1', 'x', 'AA:BB:CC:DD:EE:01')
    now += 93_784_000
    const routers = ourSide()
    const session = { name: 'wf-1', uptimeSeconds: 93_784, bytes: 93_784_000 }
    expect(await routers.activeSessions(target(simulator), 'hotspot')).toMatchObject([
      { ...session, mac: 'AA:BB:CC:DD:EE:01' },
    ])
    expect(await routers.listUsers(target(simulator), 'hotspot')).toMatchObject([session])
  },
)

test('who is kicked stays out: the cookie that would let the phone back in goes first', async () => {
  const simulator = await router()
  simulator.seedUsers([
    { name: 'wf-1', password: 'x' },
    { name: 'wf-2', password: 'x' },
  ])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  simulator.hotspotLogin('wf-2', 'x', 'AA:02')
  const routers = ourSide()
  await routers.kick(target(simulator), 'hotspot', ['wf-1', 'nobody'])
  expect(simulator.activeSessions()).toMatchObject([{ user: 'wf-2' }])
  expect(simulator.hotspotReturn('AA:01')).toMatchObject({ ok: false })
})

test('a login that may only look is told what it may not do', async () => {
  const simulator = await router()
  const snapshot = simulator.snapshot()
  const readOnly = { id: '*9', name: 'pengintip', password: 'p', group: 'read' }
  snapshot.apiUsers.items.push(readOnly)
  simulator.restore(snapshot)
  const routers = ourSide()
  const looker = target(simulator, { username: 'pengintip', password: 'p' })
  expect((await routers.check(looker)).policies).not.toContain('write')
  const answers: AddAnswer[] = []
  await routers.addUsers(looker, 'hotspot', [voucher('wf-1')], (answer) => answers.push(answer))
  expect(answers).toMatchObject([{ kind: 'refused', refusal: 'not_permitted' }])
  const removal = routers.removeUsers(looker, 'hotspot', ['*1'])
  await expect(removal).rejects.toMatchObject({ code: 'not_permitted' })
})

test('a router whose device mode forbids the hotspot says so', async () => {
  const simulator = await router({ deviceMode: { mode: 'home', hotspot: false } })
  const routers = ourSide()
  expect((await routers.check(target(simulator))).deviceMode).toEqual({
    mode: 'home',
    hotspot: false,
    fetch: false,
  })
  const answers: AddAnswer[] = []
  await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-1')], (a) => answers.push(a))
  expect(answers).toMatchObject([{ refusal: 'not_permitted' }])
})

test('what the router refuses for a reason we have no name for is passed on in its words', async () => {
  const simulator = await router()
  simulator.setFaults({ trap: { command: '/ip/hotspot/user/add', message: 'failure: disk full' } })
  const answers: AddAnswer[] = []
  const routers = ourSide()
  await routers.addUsers(target(simulator), 'hotspot', [voucher('wf-1')], (a) => answers.push(a))
  expect(answers).toEqual([
    { kind: 'refused', name: 'wf-1', refusal: 'other', message: 'failure: disk full' },
  ])
})

test('a change the router itself gave up on may have happened', async () => {
  const simulator = await router()
  const message = 'action timed out - try again, if error continues contact MikroTik support'
  simulator.setFaults({ trap: { command: '/ip/hotspot/user/add', message } })
  const added = ourSide().addUsers(target(simulator), 'hotspot', [voucher('wf-1')], ignore)
  await expect(added).rejects.toMatchObject({ name: 'OutcomeUnknown' })
})

test('nothing to add is nothing to do', async () => {
  const simulator = await router()
  const routers = ourSide()
  await routers.addUsers(target(simulator), 'hotspot', [], () => {
    throw new Rejected('nothing was sent')
  })
  expect(simulator.commandCount('/ip/hotspot/user/add')).toBe(0)
})

function refOf(answers: AddAnswer[], name: string): string {
  const answer = answers.find((candidate) => candidate.name === name)
  if (answer?.kind !== 'added') throw new Error(`${name} was not added`)
  return answer.ref
}

function ignore(): void {}

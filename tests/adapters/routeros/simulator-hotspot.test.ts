import { expect, test } from 'vitest'
import type { SessionEvent } from '../../../src/adapters/routeros/simulator/hotspot.ts'
import { ourSide, router, target, voucher } from './support.ts'

const MINUTE = 60_000

function clock(start = '2026-11-21T02:00:00Z') {
  let now = Date.parse(start)
  return {
    read: () => new Date(now),
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('only the right code lets a phone in', async () => {
  const simulator = await router()
  simulator.seedUsers([
    { name: 'wf-1', password: 'wf-1' },
    { name: 'mati', password: 'mati', disabled: true },
  ])
  const login = (code: string, password: string) => simulator.hotspotLogin(code, password, 'AA:01')
  const refused = { ok: false, reason: 'invalid', message: 'invalid username or password' }
  expect(login('wf-1', 'salah')).toEqual(refused)
  expect(login('tidak-ada', 'x')).toEqual(refused)
  expect(login('mati', 'mati')).toEqual(refused)
  expect(login('default-trial', '')).toEqual(refused)
  expect(login('wf-1', 'wf-1')).toMatchObject({ ok: true })
  expect(simulator.activeSessions()).toMatchObject([{ user: 'wf-1', mac: 'AA:01' }])
})

test('an hour is an hour: the phone is off line at its last second and stays out', async () => {
  const time = clock()
  const seen: SessionEvent[] = []
  const simulator = await router({ clock: time.read, onSession: (event) => seen.push(event) })
  simulator.seedUsers([{ name: 'wf-1', password: 'x', limitUptimeSeconds: 3_600 }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(59 * MINUTE)
  expect(simulator.activeSessions()).toHaveLength(1)
  time.pass(5 * MINUTE)
  expect(simulator.activeSessions()).toEqual([])
  expect(simulator.users()).toMatchObject([{ uptimeSeconds: 3_600 }])
  expect(simulator.hotspotLogin('wf-1', 'x', 'AA:01')).toEqual({
    ok: false,
    reason: 'uptime_limit',
    message: 'user wf-1 has reached uptime limit',
  })
  expect(simulator.hotspotReturn('AA:01')).toMatchObject({ reason: 'uptime_limit' })
  expect(seen.map((event) => event.kind)).toEqual(['login', 'logout'])
})

test('time off line does not count, and the account adds its sessions up', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  simulator.seedUsers([{ name: 'wf-1', password: 'x', limitUptimeSeconds: 3_600 }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(20 * MINUTE)
  simulator.logout('AA:01')
  time.pass(600 * MINUTE)
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(39 * MINUTE)
  expect(simulator.activeSessions()).toMatchObject([{ uptimeSeconds: 39 * 60 }])
  time.pass(2 * MINUTE)
  expect(simulator.activeSessions()).toEqual([])
})

test('two phones on one family voucher use its time up twice as fast; a third stays out', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  const family = { name: 'wf-1', password: 'x', profile: 'keluarga', limitUptimeSeconds: 3_600 }
  simulator.seedUsers([family])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  simulator.hotspotLogin('wf-1', 'x', 'AA:02')
  expect(simulator.hotspotLogin('wf-1', 'x', 'AA:03')).toMatchObject({
    ok: false,
    reason: 'no_more_sessions',
  })
  time.pass(29 * MINUTE)
  expect(simulator.activeSessions()).toHaveLength(2)
  time.pass(2 * MINUTE)
  expect(simulator.activeSessions()).toEqual([])
  expect(simulator.users()).toMatchObject([{ uptimeSeconds: 3_600 }])
})

test('data runs out by use', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read, bytesPerSecond: 1_000 })
  simulator.seedUsers([{ name: 'wf-1', password: 'x', limitBytes: 100_000 }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(50_000)
  simulator.download('AA:01', 40_000)
  expect(simulator.activeSessions()).toHaveLength(1)
  time.pass(9_999)
  expect(simulator.activeSessions()).toHaveLength(1)
  time.pass(1)
  expect(simulator.activeSessions()).toEqual([])
  expect(simulator.hotspotLogin('wf-1', 'x', 'AA:01')).toMatchObject({ reason: 'traffic_limit' })
})

test('a cookie lets a phone back in until it expires', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  simulator.seedUsers([{ name: 'wf-1', password: 'x' }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  await simulator.switchOff()
  expect(simulator.hotspotReturn('AA:01')).toMatchObject({ reason: 'switched_off' })
  await simulator.switchOn()
  expect(simulator.hotspotReturn('AA:01')).toMatchObject({ ok: true })
  await simulator.switchOff()
  await simulator.switchOn()
  time.pass(4 * 24 * 60 * MINUTE)
  expect(simulator.hotspotReturn('AA:01')).toMatchObject({ ok: false })
})

test('removing a user leaves its session on line, as on a real router', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  simulator.seedUsers([{ name: 'wf-1', password: 'x', limitUptimeSeconds: 3_600 }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  const routers = ourSide()
  const [user] = await routers.listUsers(target(simulator), 'hotspot')
  await routers.removeUsers(target(simulator), 'hotspot', [user?.ref ?? ''])
  expect(simulator.activeSessions()).toHaveLength(1)
  time.pass(61 * MINUTE)
  expect(simulator.activeSessions(), 'the session keeps the limit it came with').toEqual([])
})

test('a power cut keeps what is configured and used, and ends what is on line', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  simulator.seedUsers([{ name: 'wf-1', password: 'x' }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(10 * MINUTE)
  await simulator.switchOff()
  time.pass(60 * MINUTE)
  await simulator.switchOn()
  expect(simulator.activeSessions()).toEqual([])
  expect(simulator.users()).toMatchObject([{ uptimeSeconds: 600 }])
})

test('a snapshot carries the router over a restart of the program', async () => {
  const time = clock()
  const simulator = await router({ clock: time.read })
  simulator.seedUsers([{ name: 'wf-1', password: 'x' }])
  simulator.hotspotLogin('wf-1', 'x', 'AA:01')
  time.pass(10 * MINUTE)
  const stored = JSON.stringify(simulator.snapshot())
  await simulator.stop()

  const next = await router({ clock: time.read, hotspotProfiles: [] })
  next.restore(JSON.parse(stored))
  expect(next.users()).toMatchObject([{ name: 'wf-1', uptimeSeconds: 600, profileName: 'default' }])
  expect(next.hotspotReturn('AA:01')).toMatchObject({ ok: true })
  const routers = ourSide()
  await routers.addUsers(target(next), 'hotspot', [voucher('wf-2')], (answer) => {
    expect(answer).toMatchObject({ kind: 'added', ref: '*3' })
  })
})

test('a reset leaves the profiles, unless they are to go as well', async () => {
  const simulator = await router()
  simulator.seedUsers([{ name: 'wf-1' }])
  await simulator.reset()
  expect(simulator.users()).toEqual([])
  const routers = ourSide()
  expect(await routers.listProfiles(target(simulator), 'hotspot')).toHaveLength(3)
  await simulator.reset({ profilesToo: true })
  const fresh = ourSide()
  expect(await fresh.listProfiles(target(simulator), 'hotspot')).toMatchObject([
    { name: 'default' },
  ])
})

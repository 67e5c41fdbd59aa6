import { describe, expect, test } from 'vitest'
import { OutcomeUnknown } from '../../../src/domain/fault.ts'
import type { AddAnswer } from '../../../src/domain/routers/routers.ts'
import { ourSide, rawClient, router, secret, target, until } from './support.ts'

const MAC = 'AA:BB:CC:00:00:01'

/** A router with the customers given, and their places on it. */
async function withCustomers(...customers: ReturnType<typeof secret>[]) {
  const clock = { now: Date.parse('2026-11-21T02:00:00Z') }
  const simulator = await router({ clock: () => new Date(clock.now), bytesPerSecond: 1_000 })
  const routers = ourSide()
  const refs = new Map<string, string>()
  await routers.addUsers(target(simulator), 'ppp', customers, (answer) => {
    if (answer.kind === 'added') refs.set(answer.name, answer.ref)
  })
  const dial = (name: string) => simulator.pppDial(name, `rahasia-${name}`, MAC)
  return { clock, simulator, routers, place: target(simulator), refs, dial }
}

describe('a secret', () => {
  test('is put there with all it needs, and found again as it was meant', async () => {
    const fixed = secret('rumah-0001', { remoteAddress: '10.20.0.77' })
    const isolated = secret('rumah-0002', { disabled: true })
    const { simulator, routers, place, refs } = await withCustomers(fixed, isolated)
    expect(simulator.secrets()).toMatchObject([
      { name: 'rumah-0001', service: 'pppoe', remoteAddress: '10.20.0.77', disabled: false },
      { name: 'rumah-0002', profileName: 'rumah-20M', remoteAddress: '', disabled: true },
    ])
    expect(await routers.listUsers(place, 'ppp')).toEqual([
      {
        ref: refs.get('rumah-0001'),
        name: 'rumah-0001',
        profile: 'rumah-20M',
        comment: fixed.comment,
        disabled: false,
        remoteAddress: '10.20.0.77',
        uptimeSeconds: 0,
        bytes: 0,
        limitUptimeSeconds: null,
        limitBytes: null,
      },
      expect.objectContaining({ name: 'rumah-0002', disabled: true, remoteAddress: null }),
    ])
  })

  test('whose name is taken, or whose profile is not there, is refused alone', async () => {
    const { routers, place } = await withCustomers(secret('rumah-0001'))
    const answers: AddAnswer[] = []
    const more = [secret('rumah-0001'), secret('rumah-0002', { profile: 'rumah' }), secret('c')]
    await routers.addUsers(place, 'ppp', more, (answer) => answers.push(answer))
    expect(answers.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      { kind: 'added', name: 'c' },
      { name: 'rumah-0001', refusal: 'duplicate' },
      { name: 'rumah-0002', refusal: 'bad_profile' },
    ])
  })

  test('loses its static address when it is to have none', async () => {
    const fixed = secret('rumah-0001', { remoteAddress: '10.20.0.77' })
    const { simulator, routers, place, refs, dial } = await withCustomers(fixed)
    const ref = refs.get('rumah-0001') ?? ''
    expect(dial('rumah-0001')).toMatchObject({ address: '10.20.0.77' })
    await routers.setUsers(place, 'ppp', [{ ...fixed, ref, remoteAddress: null }])
    expect(simulator.secrets()).toMatchObject([{ remoteAddress: '' }])
    expect(dial('rumah-0001')).not.toMatchObject({ address: '10.20.0.77' })
  })

  test('that changes does not reach the session under way, until it is kicked', async () => {
    const fixed = secret('rumah-0001', { remoteAddress: '10.20.0.77' })
    const { simulator, routers, place, refs, dial } = await withCustomers(fixed)
    dial('rumah-0001')
    const ref = refs.get('rumah-0001') ?? ''
    await routers.setUsers(place, 'ppp', [{ ...fixed, ref, profile: 'isolir' }])
    expect(simulator.pppSessions()).toMatchObject([{ profile: 'rumah-20M', addressList: '' }])
    await routers.kick(place, 'ppp', ['rumah-0001', 'nobody'])
    expect(simulator.pppSessions()).toEqual([])
    // A pool does not beat an address of one's own.
    expect(dial('rumah-0001')).toMatchObject({ address: '10.20.0.77' })
    expect(simulator.pppSessions()).toMatchObject([{ profile: 'isolir', addressList: 'ISOLIR' }])
  })

  test('made by others can be read whole, password and all, for taking a router over', async () => {
    const { simulator, routers, place } = await withCustomers()
    simulator.seedSecrets([
      { name: 'lama', password: 'p1', comment: 'rumah pak RT', remoteAddress: '10.9.9.9' },
    ])
    simulator.seedUsers([{ name: 'wifi', password: 'p2', limitUptimeSeconds: 60 }])
    expect(await routers.allUsers(place, 'ppp')).toMatchObject([
      { name: 'lama', password: 'p1', comment: 'rumah pak RT', remoteAddress: '10.9.9.9' },
    ])
    expect(await routers.allUsers(place, 'hotspot')).toMatchObject([
      { name: 'wifi', password: 'p2', limitUptimeSeconds: 60, remoteAddress: null },
    ])
  })
})

test('a session tells how long it lasts and what the customer moved', async () => {
  const { clock, simulator, routers, place, dial } = await withCustomers(secret('rumah-0001'))
  dial('rumah-0001')
  clock.now += 3_600_000
  simulator.pppMove('rumah-0001', { downloaded: 5_000_000_000, uploaded: 7 })
  expect(await routers.activeSessions(place, 'ppp')).toEqual([
    {
      ref: expect.any(String),
      name: 'rumah-0001',
      address: expect.stringMatching(/^10\./),
      mac: MAC,
      uptimeSeconds: 3_600,
      bytesIn: 5_003_600_000,
      bytesOut: 450_007,
      bytes: 5_004_050_007,
    },
  ])
})

test('a router without the ppp package has no secrets and nobody on line', async () => {
  const simulator = await router({
    faults: { trap: { command: '/ppp', message: 'no such command prefix' } },
  })
  const routers = ourSide()
  expect(await routers.listUsers(target(simulator), 'ppp')).toEqual([])
  expect(await routers.activeSessions(target(simulator), 'ppp')).toEqual([])
  expect(await routers.listProfiles(target(simulator), 'ppp')).toEqual([])
})

describe('a router', () => {
  test('shows its ports with what flows through them now, customers left out', async () => {
    const { clock, routers, place, dial } = await withCustomers(secret('rumah-0001'))
    dial('rumah-0001')
    clock.now += 10_000
    const ports = await routers.interfaces(place)
    expect(ports.map(({ name }) => name)).toEqual(['ether1', 'ether2', 'ether3', 'bridge1'])
    expect(ports[0]).toEqual({
      name: 'ether1',
      type: 'ether',
      running: true,
      rxBytes: 50_000,
      txBytes: 41_250,
      rxBitsPerSecond: 40_000,
      txBitsPerSecond: 33_000,
    })
    expect(ports[2]).toMatchObject({ running: false, rxBitsPerSecond: 0 })
  })

  test('shows how it is doing', async () => {
    const { clock, routers, place } = await withCustomers()
    clock.now += 60_000
    expect(await routers.resources(place)).toEqual({
      uptimeSeconds: 60,
      version: '7.18.2 (stable)',
      board: 'hEX',
      cpuLoadPercent: 3,
      freeMemoryBytes: 186_646_528,
      totalMemoryBytes: 268_435_456,
      freeDiskBytes: 4_718_592,
    })
  })

  test('shows the end of its log, newest last', async () => {
    const { routers, place, dial } = await withCustomers(secret('rumah-0001'))
    dial('rumah-0001')
    dial('rumah-0002')
    expect(await routers.logs(place, { limit: 2 })).toEqual([
      {
        at: '2026-11-21 02:00:00',
        topics: 'pppoe,ppp,info,account',
        message: expect.stringMatching(/^rumah-0001 logged in, 10\./),
      },
      {
        at: '2026-11-21 02:00:00',
        topics: 'pppoe,ppp,error',
        message: 'user rumah-0002 authentication failed',
      },
    ])
  })

  test.each([true, false])('restarts when it is told to (says goodbye: %s)', async (says) => {
    const simulator = await router({ rebootMs: 10, faults: { answersReboot: says } })
    const routers = ourSide()
    const place = target(simulator)
    simulator.seedSecrets([{ name: 'rumah-0001', password: 'p' }])
    simulator.pppDial('rumah-0001', 'p', MAC)
    await routers.listProfiles(place, 'ppp')
    const before = routers.session(place.id)
    await routers.reboot(place)
    expect(routers.session(place.id)).toBeNull()
    await until(() => !simulator.isOn())
    await until(simulator.isOn)
    expect(simulator.pppSessions()).toEqual([])
    expect(simulator.secrets()).toHaveLength(1)
    await until(() => routers.health()[0]?.pausedForMs === 0)
    expect(await routers.listUsers(place, 'ppp')).toHaveLength(1)
    expect(routers.session(place.id)).not.toBe(before)
  })

  test('that says nothing to an order to restart may or may not have heard it', async () => {
    const simulator = await router({ faults: { stall: 'no' } })
    const routers = ourSide({ limits: { commandTimeoutMs: 20 } })
    await routers.listProfiles(target(simulator), 'ppp')
    simulator.setFaults({ stall: 'unapplied' })
    await expect(routers.reboot(target(simulator))).rejects.toThrow(OutcomeUnknown)
  })

  test('does not restart for a login that may not ask for it', async () => {
    const simulator = await router()
    const snapshot = simulator.snapshot()
    snapshot.apiUsers.items.push({ id: '*9', name: 'pengintip', password: 'p', group: 'read' })
    simulator.restore(snapshot)
    const looker = target(simulator, { username: 'pengintip', password: 'p' })
    await expect(ourSide().reboot(looker)).rejects.toMatchObject({ code: 'not_permitted' })
    expect(simulator.isOn()).toBe(true)
  })
})

test('on the wire an address is unset, and traffic is watched until it is cancelled', async () => {
  const simulator = await router()
  simulator.seedSecrets([{ name: 'rumah-0001', remoteAddress: '10.9.9.9' }])
  const client = await rawClient(simulator.port)
  await client.login()
  const empty = await client.ask('/ppp/secret/set', '=.id=*1', '=remote-address=')
  expect(empty[0]).toMatchObject({ reply: '!trap' })
  await client.ask('/ppp/secret/unset', '=.id=*1', '=value-name=remote-address')
  expect(simulator.secrets()).toMatchObject([{ remoteAddress: '' }])
  client.send('/interface/monitor-traffic', '=interface=ether1', '.tag=w')
  await client.ask('/cancel', '=tag=w', '.tag=c')
  expect(client.replies).toContainEqual(
    expect.objectContaining({
      reply: '!trap',
      tag: 'w',
      words: expect.objectContaining({ message: 'interrupted' }),
    }),
  )
})

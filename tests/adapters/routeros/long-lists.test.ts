import { expect, test } from 'vitest'
import { ourSide, router, target, vouchers } from './support.ts'

test('ten thousand users are read without keeping anybody else waiting', async () => {
  const simulator = await router()
  simulator.seedUsers(vouchers(10_000))
  const routers = ourSide()
  await routers.listProfiles(target(simulator), 'hotspot')

  const watch = watchEventLoop()
  const users = await routers.listUsers(target(simulator), 'hotspot')
  expect(watch.longestMs()).toBeLessThan(50)
  expect(users).toHaveLength(10_000)
  expect(users.at(-1)).toMatchObject({ name: 'wf-10000', profile: 'harian' })
})

test('fifty thousand users arrive whole', async () => {
  const simulator = await router()
  simulator.seedUsers(vouchers(50_000))
  const routers = ourSide()
  const users = await routers.listUsers(target(simulator), 'hotspot')
  expect(new Set(users.map((user) => user.name)).size).toBe(50_000)
})

test('a long list on a slow line is waited for as long as rows keep coming', async () => {
  const simulator = await router({ faults: { chunks: { seed: 7, largest: 200 } } })
  simulator.seedUsers(vouchers(3_000))
  const routers = ourSide({ limits: { commandTimeoutMs: 50, listTimeoutMs: 10_000 } })
  const startedAt = performance.now()
  expect(await routers.listUsers(target(simulator), 'hotspot')).toHaveLength(3_000)
  expect(performance.now() - startedAt, 'longer than one command may take').toBeGreaterThan(50)
})

/** The longest stretch of work of this thread between two turns of the loop, whatever else runs. */
function watchEventLoop(): { longestMs: () => number } {
  let last = cpuMs()
  let longest = 0
  let watching = true
  const turn = () => {
    const now = cpuMs()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    longestMs: () => {
      watching = false
      return longest
    },
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

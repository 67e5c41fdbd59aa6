import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'

/**
 * An empty database of the Redis of REDIS_URL, this test's alone until it ends. Fifteen tests may
 * have one at a time, whatever process they are in.
 */
export async function testRedisUrl(): Promise<string> {
  const base = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379'
  const desk = new Redis(base)
  for (let number = 1; number <= 15; number++) {
    const key = `wicara-test:database:${number}`
    if (!(await desk.set(key, process.pid, 'EX', 300, 'NX'))) continue
    await desk.select(number)
    await desk.flushdb()
    await desk.select(0)
    onTestFinished(async () => {
      await desk.del(key)
      desk.disconnect()
    })
    const url = new URL(base)
    url.pathname = `/${number}`
    return url.href
  }
  desk.disconnect()
  throw new Error('Fifteen tests have a Redis database already')
}

import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { testDatabaseUrl } from '../support/test-db.ts'
import { gather } from './crowd.ts'
import { openPlace } from './place.ts'
import { quietPort } from './program.ts'
import { seed } from './rounds.ts'

test(
  'two processes share the work, and when one is killed the other goes on alone',
  { timeout: 60_000 },
  async () => {
    const draw = seededDice(seed)
    const place = await openPlace({ DATABASE_URL: await testDatabaseUrl() })
    const { whatsapp } = place
    const port = String(await quietPort())
    // Side by side from the first start: the queue's own tables are not there yet.
    const [one, other] = await Promise.all([place.open(), place.open({ PORT: port })])
    const crowd = await gather(whatsapp, { people: 12 })
    whatsapp.webhooks.repeat(true)

    await crowd.write(6, { draw, withinMs: 1_000 })
    await crowd.content(15_000)
    expect(crowd.doubled()).toBe(0)

    await whatsapp.webhooks.subscribe(`${other.url}/webhooks/whatsapp`)
    const writing = crowd.write(6, { draw, withinMs: 1_000 })
    await new Promise((resolve) => setTimeout(resolve, 200 + draw(600)))
    await one.kill()
    const [ms] = await Promise.all([crowd.content(20_000), writing])

    console.log(
      `seed ${seed}: two processes, ${crowd.asked()} messages, ${crowd.doubled()} answers came ` +
        `twice; the other had taken over after ${Math.round(ms)} ms`,
    )
    expect(ms).toBeLessThan(10_000)
    expect(other.lastWords()).toBeUndefined()
  },
)

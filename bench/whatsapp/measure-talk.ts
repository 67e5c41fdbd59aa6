import { setTimeout as pause } from 'node:timers/promises'
import { openPair } from './pair.ts'
import { hold } from './targets.ts'
import type { Talk, Talked } from './world.ts'

const CUSTOMERS = 100
const SETTINGS_KNOWN_MS = 6_000
const MOST_P99_MS = 1_000

type Options = { seconds: number; perSecond: number }

/** From a customer's phone to the answer read on it, the whole product between. */
export async function measureTalk({ seconds, perSecond }: Options) {
  const pair = await openPair({ sessions: 1, answers: true, withBare: false })
  try {
    const { world, phones } = pair
    const phone = phones[0] ?? ''
    const talk = (options: Omit<Talk, 'phone' | 'customers'>) =>
      world.ask<Talked>('talk', { phone, customers: CUSTOMERS, ...options } satisfies Talk)
    // A process learns within seconds at what pace the owner wants it to write.
    await talk({ seconds: 1, perSecond: 4 })
    await pause(SETTINGS_KNOWN_MS)
    // Strangers become customers, keys are settled, code gets warm.
    await talk({ seconds: (2 * CUSTOMERS) / perSecond, perSecond })
    const { answers, p50Ms, p99Ms } = await talk({ seconds, perSecond })
    console.log(`\nAsked and answered: ${answers} from ${CUSTOMERS} chats, ${perSecond}/s`)
    console.log(`p50: ${Math.round(p50Ms)} ms`)
    hold('p99', { is: p99Ms, most: MOST_P99_MS, unit: ' ms' })
  } finally {
    await pair.stop()
  }
}

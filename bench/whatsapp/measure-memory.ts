import { randomUUID } from 'node:crypto'
import { inTurns } from './in-turns.ts'
import { residentMb } from './other-process.ts'
import { openPair, type Pair } from './pair.ts'
import { hold } from './targets.ts'

const MOST_MB = 450
const CUSTOMERS = 20
const EACH = 100

/** Of one process with so many numbers in it, paired a moment ago, and after a busy while. */
export async function measureMemory({ sessions }: { sessions: number }) {
  const pair = await openPair({ sessions, answers: false })
  try {
    const login = await memoryOf(pair)
    await run(pair)
    const after = await memoryOf(pair)
    console.log(`\nMemory: ${sessions} numbers in one process`)
    console.table({
      ours: { 'after login, MB': login.ours, 'after messages, MB': after.ours },
      'bare Baileys': { 'after login, MB': login.bare, 'after messages, MB': after.bare },
    })
    console.log(`messages: ${EACH} heard by each number, ${CUSTOMERS} sent, all sealed`)
    hold('memory after login', { is: login.ours, most: MOST_MB, unit: ' MB' })
    hold('memory after messages', { is: after.ours, most: MOST_MB, unit: ' MB' })
  } finally {
    await pair.stop()
  }
}

const memoryOf = async ({ bare, shop }: Pair) => ({
  bare: await residentMb(bare.pid),
  ours: await residentMb(shop.pid),
})

async function run({ world, bare, shop, phones, barePhones }: Pair) {
  const to = await world.ask<{ chat: string; jid: string }[]>('addresses', { customers: CUSTOMERS })
  for (const [place, phone] of phones.entries()) {
    const both = [phone, barePhones[place] ?? '']
    const flood = { phones: both, customers: CUSTOMERS, each: EACH, plain: false }
    await world.ask('write', flood)
    await world.ask('release', { phones: both })
    await world.ask('taken', { phones: both })
    const door = shop.door(shop.accountIds[place] ?? 0)
    await inTurns(CUSTOMERS, async (customer) => {
      const chat = to[customer]?.chat ?? ''
      await door?.send(chat, { text: 'Ya' }, AbortSignal.timeout(60_000), randomUUID())
    })
    const jids = to.map(({ jid }) => jid)
    await bare.ask('send', { phone: barePhones[place], jids, count: CUSTOMERS })
  }
}

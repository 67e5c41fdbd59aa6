import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { median } from '../figures.ts'
import { cpuMs } from './other-process.ts'
import type { Pair } from './pair.ts'
import { hold } from './targets.ts'
import type { Flood } from './world.ts'

/** Of each number. */
export const CUSTOMERS = 20
const LEAST_PER_SECOND = 300
const LEAST_RATIO = 0.5

type Rate = { perSecond: number; cpuMs: number }

/** Everything is written and waits; measured is from letting it go until the last is committed. */
export async function measureHearing(pair: Pair, size: { messages: number; rounds: number }) {
  const inbox = await openInbox(pair.databaseUrl)
  const numbers = pair.phones.length
  try {
    // The first sealed word between two is dear, and happens once.
    for (const plain of [false, true]) {
      await hear(pair, inbox, { plain, numbers, messages: CUSTOMERS * numbers })
    }
    await measure(pair, inbox, { ...size, numbers, plain: true })
    await measure(pair, inbox, { ...size, numbers, plain: false })
    await measure(pair, inbox, { ...size, messages: size.messages / 3, numbers: 1, plain: false })
  } finally {
    await inbox.close()
  }
}

type Flooded = { messages: number; numbers: number; plain: boolean }

async function measure(
  pair: Pair,
  inbox: Inbox,
  { rounds, ...flooded }: Flooded & { rounds: number },
) {
  const { messages, numbers, plain } = flooded
  const all: { ours: Rate; bare: Rate }[] = []
  for (let round = 0; round < rounds; round += 1) all.push(await hear(pair, inbox, flooded))
  const middle = (of: (one: { ours: Rate; bare: Rate }) => number) => median(all.map(of))
  const ours = middle((one) => one.ours.perSecond)
  const ratio = middle((one) => one.ours.perSecond / one.bare.perSecond)
  const kind = `${plain ? 'plain' : 'sealed'}, by ${numbers === 1 ? 'one number' : `${numbers} numbers of a process`}`
  console.log(`\nHeard ${kind}: ${messages} from ${CUSTOMERS} chats each, median of ${rounds}`)
  console.table({
    'ours, committed in the inbox': {
      'messages /s': Math.round(ours),
      'processor ms each': middle((one) => one.ours.cpuMs).toFixed(2),
    },
    'bare Baileys, told': {
      'messages /s': Math.round(middle((one) => one.bare.perSecond)),
      'processor ms each': middle((one) => one.bare.cpuMs).toFixed(2),
    },
  })
  const ratioIs = `ours / bare, ${kind}`
  if (plain) hold(ratioIs, { is: ratio, least: LEAST_RATIO })
  else console.log(`${ratioIs}: ${ratio.toFixed(2)}`)
  // One number opens its messages one by one, each stored before the next: commits set its pace.
  if (numbers > 1) hold(`heard a second ${kind}`, { is: ours, least: LEAST_PER_SECOND })
}

/** In turn, so that a busy moment of the machine hits both. */
async function hear(pair: Pair, inbox: Inbox, { plain, numbers, messages }: Flooded) {
  const { world, bare, shop } = pair
  const [phones, barePhones] = [pair.phones.slice(0, numbers), pair.barePhones.slice(0, numbers)]
  const each = Math.ceil(messages / numbers)
  const flood = { plain, each, customers: CUSTOMERS }
  const heard = await bare.ask<number>('heard')
  const peer = await timed(world, bare.pid, {
    flood: { ...flood, phones: barePhones },
    over: () => bare.ask('hears', { atLeast: heard + each * numbers }),
  })
  const before = await inbox.last()
  const ours = await timed(world, shop.pid, {
    flood: { ...flood, phones },
    over: () => inbox.has({ after: before, messages: each * numbers }),
  })
  return { bare: peer, ours }
}

type Timed = { flood: Flood; over: () => Promise<unknown> }

async function timed(world: Pair['world'], pid: number, { flood, over }: Timed): Promise<Rate> {
  const { phones } = flood
  const messages = flood.each * phones.length
  await world.ask('write', flood)
  const spent = await cpuMs(pid)
  const began = performance.now()
  await world.ask('release', { phones })
  await over()
  const seconds = (performance.now() - began) / 1_000
  await world.ask('taken', { phones })
  return { perSecond: messages / seconds, cpuMs: ((await cpuMs(pid)) - spent) / messages }
}

type Inbox = Awaited<ReturnType<typeof openInbox>>

async function openInbox(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ask = async (text: string, values: unknown[] = []) =>
    Number((await client.query<{ is: string }>(text, values)).rows[0]?.is ?? 0)
  return {
    last: () => ask('select max(id) as is from inbox'),
    async has({ after, messages }: { after: number; messages: number }) {
      const text = `select count(*) as is from inbox where id > $1 and kind = 'message'`
      for (const deadline = performance.now() + 120_000; ; await pause(10)) {
        const is = await ask(text, [after])
        if (is === messages) return
        if (is > messages || performance.now() > deadline) {
          throw new Error(`${messages} were written, ${is} stand in the inbox`)
        }
      }
    },
    close: () => client.end(),
  }
}

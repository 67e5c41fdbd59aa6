import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { median } from '../figures.ts'
import { inTurns } from './in-turns.ts'
import { CUSTOMERS } from './measure-hearing.ts'
import { cpuMs } from './other-process.ts'
import type { Pair } from './pair.ts'
import { hold } from './targets.ts'

const MOST_ABOVE_BARE_MS = 2
/** What is told of a message after it arrived: that it did. */
const SETTLED_MS = 1_000

type Cost = { cpuMs: number; perSecond: number }

/** To people with whom keys are settled; ours until the server has taken each. */
export async function measureSending(pair: Pair, size: { messages: number; rounds: number }) {
  const { messages, rounds } = size
  const { world, bare, shop, phones, barePhones } = pair
  const to = await world.ask<{ chat: string; jid: string }[]>('addresses', { customers: CUSTOMERS })
  const jids = to.map(({ jid }) => jid)
  const [phone = ''] = phones
  const [barePhone = ''] = barePhones
  const door = shop.door(shop.accountIds[0] ?? 0)
  if (!door) throw new Error('The number is not connected')
  const sendBare = (count: number) =>
    timed(pair, { pid: bare.pid, phone: barePhone, count }, () =>
      bare.ask('send', { phone: barePhone, jids, count }),
    )
  const sendOurs = (count: number) =>
    timed(pair, { pid: shop.pid, phone, count }, () =>
      inTurns(count, async (place) => {
        const chat = to[place % to.length]?.chat ?? ''
        const text = `Jawaban ${place}`
        await door.send(chat, { text }, AbortSignal.timeout(60_000), randomUUID())
      }),
    )

  await sendBare(CUSTOMERS)
  await sendOurs(CUSTOMERS)
  const all: { bare: Cost; ours: Cost }[] = []
  for (let round = 0; round < rounds; round += 1) {
    all.push({ bare: await sendBare(messages), ours: await sendOurs(messages) })
  }
  const middle = (of: (one: { ours: Cost; bare: Cost }) => number) => median(all.map(of))
  console.log(`\nSent: ${messages} to ${CUSTOMERS} chats, median of ${rounds}`)
  console.table({
    'ours, taken by the server': {
      'processor ms each': middle(({ ours }) => ours.cpuMs).toFixed(2),
      'messages /s': Math.round(middle(({ ours }) => ours.perSecond)),
    },
    'bare Baileys, sendMessage': {
      'processor ms each': middle(({ bare }) => bare.cpuMs).toFixed(2),
      'messages /s': Math.round(middle(({ bare }) => bare.perSecond)),
    },
  })
  hold('processor time of a message above bare', {
    is: middle((one) => one.ours.cpuMs - one.bare.cpuMs),
    most: MOST_ABOVE_BARE_MS,
    unit: ' ms',
  })
}

type Sending = { pid: number; phone: string; count: number }

async function timed(
  { world }: Pair,
  { pid, phone, count }: Sending,
  send: () => Promise<unknown>,
): Promise<Cost> {
  const before = await world.ask<number>('arrivals', { phone })
  const spent = await cpuMs(pid)
  const began = performance.now()
  await send()
  await world.ask('arrived', { phone, atLeast: before + count })
  const seconds = (performance.now() - began) / 1_000
  await pause(SETTLED_MS)
  return { cpuMs: ((await cpuMs(pid)) - spent) / count, perSecond: count / seconds }
}

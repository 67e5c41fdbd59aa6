import { beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { cuttable } from '../support/cuttable.ts'
import { until } from '../support/until.ts'
import { type BillingShop, type Line, namesOf, openBillingShop } from './billing-shop.ts'
import { everIsolated, wrongInChats, wrongInTheBooks } from './billing-truth.ts'
import { choosePayment, pay, payInCash } from './payers.ts'
import type { Program } from './program.ts'
import { seed } from './rounds.ts'

const timeout = 120_000
/** What the house promises of a router that comes back. */
const SOON_MS = 60_000

let shop: BillingShop
let program: Program
let way: Awaited<ReturnType<typeof cuttable>>
/** Cut off, and about to pay: while the database is away, and while the router is. */
let unlucky: Line[]
let waiting: Line[]
let debtors: Line[]
/** Have paid until next month. */
let content: Line[]

beforeAll(async () => {
  shop = await openBillingShop({
    customers: 80,
    leading: async (url) => (way = await cuttable(url)).url,
  })
  unlucky = shop.lines.slice(0, 10)
  waiting = shop.lines.slice(10, 60)
  debtors = shop.lines.slice(60, 70)
  content = shop.lines.slice(70)
  program = await shop.open()
  await shop.everybodyOnLine()
  const due = [...unlucky, ...waiting, ...debtors]
  await shop.comeDue(due)
  await shop.strike('issue-invoices')
  await until(() => shop.billed(due), due.length)
  await shop.runLate(due)
  await shop.strike('isolate-overdue')
  await until(() => isolatedNow(), namesOf(due).join(), 30_000)
}, timeout)

test(
  'what is paid while the database is away is credited once, when it is back',
  { timeout },
  async () => {
    const draw = seededDice(seed)
    const references = await choosePayment(shop, unlucky)
    const answers: number[] = []
    const told = references.map(async (reference) => {
      await pause(draw(1_000))
      shop.midtrans.settle(reference, 'paid')
      // Whoever is not answered at all tells again, as whoever is refused does.
      const answered = await shop.midtrans.tell(reference).catch(() => [0])
      answers.push(...answered)
      if (answered[0] !== 200) await pay(shop, reference)
    })
    await pause(300)
    way.cut()
    await pause(2_000)
    way.mend()
    await Promise.all(told)

    const owing = namesOf([...waiting, ...debtors]).join()
    await until(() => isolatedNow(), owing, 30_000)
    await until(() => shop.cutOff().join(), owing, 30_000)
    console.log(`seed ${seed}: the gateway was answered ${answers.join(' ')}`)
    expect(await wrongInTheBooks(shop, [...unlucky, ...waiting, ...debtors])).toEqual([])
    expect(program.lastWords()).toBeUndefined()
  },
)

test(
  'who pays while the router is away is on line soon after it is back, and nobody else is touched',
  { timeout },
  async () => {
    // Half of them by QRIS, half at the counter: a gateway can be asked only so often.
    const references = await choosePayment(shop, waiting.slice(0, 25))
    await shop.router.switchOff()
    await Promise.all([
      ...references.map((reference) => pay(shop, reference)),
      ...waiting.slice(25).map((line) => payInCash(shop, line)),
    ])
    await until(() => isolatedNow(), namesOf(debtors).join(), 45_000)

    const backAt = performance.now()
    await shop.router.switchOn()
    for (const line of shop.lines) shop.dial(line)
    const sessions = sessionsOf(content)
    expect(sessions).toHaveLength(content.length)
    let dials = 0
    const left = () =>
      waiting.filter((line) => {
        if (shop.onLine().includes(line.username)) return false
        dials += shop.dial(line) ? 1 : 0
        return true
      }).length
    await until(left, 0, SOON_MS)
    const tookMs = performance.now() - backAt
    await until(() => shop.cutOff().join(), namesOf(debtors).join())
    console.log(
      `seed ${seed}: ${waiting.length} back on line ${Math.round(tookMs)} ms after the router`,
    )

    expect(sessionsOf(content)).toEqual(sessions)
    // Nor was anybody thrown out again whose modem was quicker than the rest of the list.
    expect(dials).toBe(waiting.length)
    expect(debtors.some((line) => shop.dial(line))).toBe(false)
    const billed = [...unlucky, ...waiting, ...debtors]
    const chats = { billed, paid: [...unlucky, ...waiting], isolated: await everIsolated(shop) }
    await until(async () => (await wrongInChats(shop, chats)).join('; '), '', 30_000)
    expect(await wrongInTheBooks(shop, billed)).toEqual([])
    expect(program.lastWords()).toBeUndefined()
  },
)

async function isolatedNow() {
  return (await shop.isolated()).join()
}

function sessionsOf(lines: Line[]) {
  const names = namesOf(lines)
  return shop.router.pppSessions().flatMap(({ id, name }) => (names.includes(name) ? [id] : []))
}

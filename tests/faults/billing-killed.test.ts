import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { until } from '../support/until.ts'
import { type BillingShop, type Line, namesOf, openBillingShop } from './billing-shop.ts'
import { everIsolated, wrongInChats, wrongInTheBooks } from './billing-truth.ts'
import { choosePayment, isHeldAt, pay } from './payers.ts'
import type { Program } from './program.ts'
import { patienceMs, rounds, seed } from './rounds.ts'

const DUE = 40
/** So many pay before they are cut off, and so many after. */
const PAYING = 6

/** What the program is at when it dies, and the writing it does not come to. */
const DEATHS = [
  { work: 'payments', tables: ['payments', 'transfers', 'counters', 'audit'] },
  { work: 'isolate-overdue', tables: ['audit'] },
  { work: 'issue-invoices', tables: ['counters', 'invoices', 'transfers'] },
]

test(
  'everybody is billed once, who paid is on line and who did not is not, whenever the program dies',
  { timeout: 2 * patienceMs },
  async () => {
    const draw = seededDice(seed)
    const shop = await openBillingShop({ customers: rounds * DUE })
    let program = await shop.open()
    await shop.everybodyOnLine()
    const sessions = new Map(shop.router.pppSessions().map(({ id, name }) => [id, name]))
    const paying: Line[] = []
    let inTheMiddle = 0

    for (let round = 0; round < rounds; round += 1) {
      const due = shop.lines.slice(round * DUE, (round + 1) * DUE)
      const early = due.slice(0, PAYING)
      const late = due.slice(PAYING, 2 * PAYING)
      paying.push(...early, ...late)
      const death = DEATHS[round % DEATHS.length] ?? { work: '', tables: [] }
      const table = death.tables[draw(death.tables.length)] ?? ''
      const liveOrDie = async (work: string, begin: () => Promise<unknown>) => {
        if (death.work !== work) return void (await begin())
        if (await dieAt({ shop, program, table }, begin)) inTheMiddle += 1
        program = await shop.open()
      }
      // Who died at it is asked again by the next minute.
      const duty = async (name: string) => {
        await liveOrDie(name, () => shop.strike(name))
        await shop.strike(name)
      }

      await shop.comeDue(due)
      await duty('issue-invoices')
      await until(() => shop.billed(due), DUE, 20_000)
      await shop.runLate(due)
      const references = await choosePayment(shop, [...early, ...late])
      const told = references.slice(0, PAYING).map((reference) => pay(shop, reference))
      await pause(draw(400))
      await duty('isolate-overdue')
      const unpaid = namesOf(due.slice(PAYING))
      await until(async () => hasAll(await shop.isolated(), unpaid), true, 20_000)
      await liveOrDie('payments', async () => {
        told.push(...references.slice(PAYING).map((reference) => pay(shop, reference)))
      })
      await Promise.all(told)
    }

    const unpaid = namesOf(shop.lines.filter((line) => !paying.includes(line)))
    await settled(shop, unpaid)
    const isolated = await everIsolated(shop)
    const chats = { billed: shop.lines, paid: paying, isolated }
    const silent = async () => (await wrongInChats(shop, chats)).slice(0, 9).join('; ')
    await until(silent, '', 60_000)
    console.log(
      `seed ${seed}: ${rounds} kills, ${inTheMiddle} in the middle of the work; ` +
        `${shop.lines.length} lines billed, ${isolated.size} cut off, ${paying.length} paid`,
    )
    expect(await wrongInTheBooks(shop, shop.lines)).toEqual([])
    // Nobody dials by himself here: who is on line was never cut off.
    const left = [...sessions].filter(([, name]) => !isolated.has(name))
    expect(shop.router.pppSessions().map(({ id, name }) => [id, name])).toEqual(left)
    expect(shop.lines.filter((line) => shop.dial(line)).length).toBe(paying.length)
    expect(program.lastWords()).toBeUndefined()
  },
)

/** Begins some work, and kills the program where it would write to that table. */
async function dieAt(
  { shop, program, table }: { shop: BillingShop; program: Program; table: string },
  begin: () => Promise<unknown>,
): Promise<boolean> {
  return shop.db.transaction().execute(async (db) => {
    await sql`lock table ${sql.table(table)} in share mode`.execute(db)
    await begin()
    // Its own clock may have struck a moment before: then there is nothing left to die over.
    const held = await until(() => isHeldAt(shop, table), true, 3_000).catch(() => false)
    await program.kill()
    return held
  })
}

/** Resolves when the books say what should be, and the router what the books say. */
async function settled(shop: BillingShop, unpaid: string[]) {
  await until(async () => (await shop.isolated()).join(), unpaid.join(), 30_000)
  await until(() => shop.cutOff().join(), unpaid.join(), 30_000)
  await until(() => shop.onLine().some((name) => unpaid.includes(name)), false, 30_000)
}

function hasAll(names: string[], wanted: string[]) {
  const known = new Set(names)
  return wanted.every((name) => known.has(name))
}

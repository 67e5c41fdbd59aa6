import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import type { Program } from './program.ts'
import { patienceMs, rounds, seed } from './rounds.ts'
import { gatherOnWhatsApp } from './whatsapp-crowd.ts'
import { isAlive, LEAKS, openLinkedPlace, socketsOf, type WhatsAppPlace } from './whatsapp-place.ts'

const ONE = '6281100000001'
const TWO = '6281100000002'
/** Six who write ten messages each; forty and sixty where there is time. */
const IS_LONG = rounds > 3
const PEOPLE = IS_LONG ? 40 : 6
const EACH_TIME = IS_LONG ? 6 : 1
const DATABASE_AWAY_MS = IS_LONG ? 10_000 : 1_500

type Storm = { place: WhatsAppPlace; programs: Program[]; unlinked: { until: number } }

/** Nothing is waited for but that the numbers are back: messages are written through all of it. */
const TROUBLES: ((storm: Storm) => Promise<void>)[] = [
  async ({ place: { whatsapp } }) => {
    const [one, two] = [whatsapp.business(ONE), whatsapp.business(TWO)]
    one.fail({ does: 'duplicate', times: 4 })
    one.fail({ does: 'lose-receipt', times: 4 })
    two.fail({ does: 'delay', ms: 300, times: 3 })
    two.fail({ does: 'withhold-ack', times: 1 })
    two.fail({ does: 'nack', code: 503, times: 1 })
  },
  async ({ place: { whatsapp } }) => {
    whatsapp.business(ONE).cut()
    whatsapp.business(TWO).end(515)
  },
  async ({ place: { database } }) => {
    database.cut()
    await pause(DATABASE_AWAY_MS)
    database.mend()
  },
  async ({ programs }) => {
    for (const program of programs) {
      const sockets = await socketsOf(program)
      if (sockets !== undefined) process.kill(sockets, 'SIGKILL')
    }
  },
  async ({ place }) => {
    await place.isBack(ONE)
    place.whatsapp.business(ONE).fail({ does: 'swap', times: 2 })
    place.whatsapp.business(ONE).end(440)
    await place.isIn(ONE, 'paused')
    await place.setState(ONE, 'on')
  },
  async ({ place, unlinked }) => {
    await place.isBack(TWO)
    place.whatsapp.business(TWO).end(401)
    await place.isIn(TWO, 'unlinked')
    await place.link(TWO)
    unlinked.until = Date.now()
  },
  async ({ place, programs }) => {
    const [dies] = programs.splice(0, 1)
    await dies?.kill()
    programs.push(await place.open())
  },
  async ({ place }) => {
    await Promise.all([place.isBack(ONE), place.isBack(TWO)])
    place.whatsapp.business(ONE).end(503)
    place.whatsapp.business(TWO).stall()
    await pause(500)
    place.whatsapp.business(TWO).cut()
  },
]

test(
  'through everything that WhatsApp, the network and the power do, each customer is answered once and in order',
  { timeout: patienceMs + (IS_LONG ? 600_000 : 60_000) },
  async () => {
    const draw = seededDice(seed)
    const { place, program } = await openLinkedPlace([ONE, TWO])
    const { whatsapp } = place
    const programs = [program]
    if (IS_LONG) programs.push(await place.open())
    const crowd = await gatherOnWhatsApp(place, { people: PEOPLE, phones: [ONE, TWO] })
    const unlinked = { until: 0 }
    const storm = { place, programs, unlinked }

    await crowd.write(EACH_TIME, { draw, withinMs: 300 })
    for (const trouble of TROUBLES) {
      const writing = crowd.write(EACH_TIME, { draw, withinMs: 400 })
      await trouble(storm)
      await writing
    }
    await Promise.all([place.isBack(ONE), place.isBack(TWO)])
    await crowd.write(EACH_TIME, { draw, withinMs: 300 })

    // What was there for a device that is not linked any more, WhatsApp itself throws away.
    const isGone = (one: { id: string; to: string; at: number }) =>
      one.to === TWO && one.at <= unlinked.until && crowd.fateOf(one.id) === undefined
    const ms = await crowd.content(60_000, isGone)
    const { wrong, repeated, late } = await crowd.examine()
    console.log(
      `seed ${seed}: ${crowd.asked().length} messages, ${repeated} answers were sent again under their ` +
        `own id, ${late} messages were heard behind later ones; the last was answered after ${Math.round(ms)} ms`,
    )
    expect(wrong).toEqual([])
    for (const phone of [ONE, TWO]) expect(whatsapp.business(phone).isOnline()).toBe(true)

    const sockets = await Promise.all(programs.map(socketsOf))
    for (const one of programs) expect(await one.stop()).toMatchObject({ code: 0 })
    for (const pid of sockets) expect(pid !== undefined && (await isAlive(pid))).toBe(false)
    expect(place.said()).not.toMatch(LEAKS)
  },
)

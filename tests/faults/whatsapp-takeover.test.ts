import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { until } from '../support/until.ts'
import type { Program } from './program.ts'
import { rounds, seed } from './rounds.ts'
import { gatherOnWhatsApp } from './whatsapp-crowd.ts'
import { isAlive, LEAKS, openLinkedPlace, socketsOf, type WhatsAppPlace } from './whatsapp-place.ts'

const ONE = '6281100000001'
const IS_LONG = rounds > 3
const PEOPLE = IS_LONG ? 20 : 4
const EACH_TIME = IS_LONG ? 4 : 2

test(
  'of two programs one has the number, also while its owner hangs or dies, and nobody waits long',
  { timeout: 240_000 },
  async () => {
    const draw = seededDice(seed)
    const { place, program: first } = await openLinkedPlace([ONE])
    const second = await place.open()
    const crowd = await gatherOnWhatsApp(place, { people: PEOPLE, phones: [ONE] })
    const watch = watchLogins(place)

    // It hangs for longer than its lease lasts, and comes to itself when another has the number.
    const sockets = (await socketsOf(first)) ?? 0
    const owner = await ownerOf(place)
    const writing = crowd.write(EACH_TIME, { draw, withinMs: 1_500 })
    process.kill(sockets, 'SIGSTOP')
    const hungMs = await timed(() =>
      until(async () => (await ownerOf(place)) !== owner, true, 30_000),
    )
    await place.isBack(ONE)
    process.kill(sockets, 'SIGCONT')
    await writing
    await crowd.content(30_000)
    // It counts as there once it was told what it missed.
    await until(watch.logins, (logins) => logins >= 1)
    expect(watch.logins()).toBe(1)
    expect(await place.stateOf(ONE)).toBe('on')

    // The program dies, and its sockets with it: they see that nobody is there any more.
    const others = (await socketsOf(second)) ?? 0
    const moreWriting = crowd.write(EACH_TIME, { draw, withinMs: 1_000 })
    const diedMs = await timed(async () => {
      await second.kill()
      await until(() => place.whatsapp.business(ONE).isOnline(), false)
      await place.isBack(ONE)
    })
    await moreWriting
    await crowd.content(30_000)
    await until(watch.logins, (logins) => logins >= 2)
    expect(watch.logins()).toBe(2)
    await until(() => isAlive(others), false)

    const powerMs = IS_LONG ? await powerFails(place, first) : undefined
    if (IS_LONG) {
      await crowd.write(2, { draw, withinMs: 500 })
      await crowd.content(30_000)
    }

    for (const ms of [hungMs, diedMs, powerMs ?? 0]) expect(ms).toBeLessThan(30_000)
    const { wrong, repeated, late } = await crowd.examine()
    console.log(
      `seed ${seed}: ${crowd.asked().length} messages; taken over ${Math.round(hungMs)} ms after it hung, ` +
        `${Math.round(diedMs)} ms after it died${powerMs ? `, ${Math.round(powerMs)} ms after the power failed` : ''}; ` +
        `${repeated} answers sent again under their own id, ${late} heard late`,
    )
    expect(wrong).toEqual([])
    // Whoever lost it went by itself, and took nothing away from whoever has it.
    expect(await place.audited('session.replaced')).toBe(0)
    for (const one of place.programs) await one.stop()
    expect(place.said()).not.toMatch(LEAKS)
    expect(place.said()).not.toContain('Bad MAC')
  },
)

/** Program and sockets at once: nobody gives anything back. */
async function powerFails(place: WhatsAppPlace, program: Program) {
  await place.open()
  const sockets = await socketsOf(program)
  return timed(async () => {
    if (sockets !== undefined) process.kill(sockets, 'SIGKILL')
    await program.kill()
    await until(() => place.whatsapp.business(ONE).isOnline(), false)
    await place.isBack(ONE)
  })
}

/** How often the number was taken since, as WhatsApp sees it. */
function watchLogins({ whatsapp }: WhatsAppPlace) {
  let logins = 0
  whatsapp.onChange(({ what }) => {
    if (what === 'online') logins += 1
  })
  return { logins: () => logins }
}

async function ownerOf({ db }: WhatsAppPlace) {
  const { owner } = await db.selectFrom('session_leases').select('owner').executeTakeFirstOrThrow()
  return owner
}

async function timed(work: () => Promise<unknown>) {
  const began = performance.now()
  await work()
  return performance.now() - began
}

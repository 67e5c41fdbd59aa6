import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { until } from '../support/until.ts'
import { rounds, seed } from './rounds.ts'
import { gatherOnWhatsApp } from './whatsapp-crowd.ts'
import { LEAKS, openLinkedPlace, socketsOf } from './whatsapp-place.ts'

const ONE = '6281100000001'
const IS_LONG = rounds > 3
const AWAY_MS = IS_LONG ? 8_000 : 500
const PEOPLE = IS_LONG ? 6 : 4
/** A lease that cannot be renewed is over by then. */
const LET_GO_MS = 14_000

test(
  'what is heard while the database is away stands on the disk, also through a death, and is answered in order',
  { timeout: 120_000 },
  async () => {
    const draw = seededDice(seed)
    const { place, program } = await openLinkedPlace([ONE])
    const crowd = await gatherOnWhatsApp(place, { people: PEOPLE, phones: [ONE] })
    await crowd.write(1, { draw, withinMs: 200 })
    await crowd.content(20_000)
    const here = () => crowd.asked().filter(({ id }) => crowd.fateOf(id) !== undefined).length
    await until(here, PEOPLE)
    const taken = () => here() - PEOPLE

    place.database.cut()
    const cutAt = performance.now()
    // Some of it is taken from WhatsApp, which sends it no more; the rest waits there, for its keys.
    await crowd.write(3, { draw, withinMs: 500, plain: true })
    await crowd.write(1, { draw, withinMs: 200 })
    await pause(AWAY_MS)
    const kept = async () => ({ lines: await linesIn(place.spill), taken: taken() })
    let last = await kept()
    await until(
      async () => {
        last = await kept()
        // At times the first of them waits for a key, and all behind it until the number is let go:
        // then nothing was taken, and WhatsApp has all of it still.
        const isLetGo = performance.now() - cutAt > LET_GO_MS
        return last.lines >= Math.max(isLetGo ? 0 : 1, last.taken)
      },
      true,
      20_000,
    ).catch((error: unknown) => {
      throw new Error(`${last.taken} were taken, and ${last.lines} are on the disk`, {
        cause: error,
      })
    })
    process.kill((await socketsOf(program)) ?? 0, 'SIGKILL')
    place.database.mend()

    const ms = await crowd.content(40_000)
    const { wrong, late } = await crowd.examine()
    expect(wrong).toEqual([])
    expect(late).toBe(0)
    await until(() => linesIn(place.spill), 0)
    console.log(
      `seed ${seed}: ${crowd.asked().length} messages, the last answered ${Math.round(ms)} ms after the database was back`,
    )
    await program.stop()
    expect(place.said()).not.toMatch(LEAKS)
  },
)

async function linesIn(folder: string) {
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')),
  )
  return files.flatMap((text) => text.split('\n')).filter((line) => line !== '').length
}

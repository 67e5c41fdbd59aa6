import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { databaseUrl, onServer } from '../support/postgres.ts'
import { testDatabaseUrl } from '../support/test-db.ts'
import { gather } from './crowd.ts'
import { openPlace, type Place } from './place.ts'
import type { Program } from './program.ts'
import { seed } from './rounds.ts'

const timeout = 60_000

test(
  'a database that throws everybody out, again and again, costs nobody an answer',
  { timeout },
  async () => {
    const url = await testDatabaseUrl()
    const place = await openPlace({ DATABASE_URL: url })
    const after = await writeThrough(place, await place.open(), async () => {
      for (let time = 0; time < 6; time += 1) {
        await throwEverybodyOut(url)
        await pause(250)
      }
    })
    // The program lived, so it knew what it had sent.
    expect(after).toEqual({ lastWords: undefined, doubled: 0 })
  },
)

test(
  'the embedded database killed under load is started again, and nobody notices but by waiting',
  { timeout },
  async () => {
    const place = await openPlace()
    const program = await place.open()
    const after = await writeThrough(place, program, async () => {
      process.kill(await embeddedPid(place), 'SIGKILL')
    })
    expect(after).toEqual({ lastWords: undefined, doubled: 0 })
    expect(await program.stop()).toMatchObject({ code: 0 })
  },
)

/** Load, with `trouble` in the middle of it, until everybody is answered. */
async function writeThrough(place: Place, program: Program, trouble: () => Promise<void>) {
  const draw = seededDice(seed)
  const { whatsapp } = place
  const crowd = await gather(whatsapp, { people: 12 })
  const writing = crowd.write(8, { draw, withinMs: 2_000 })
  await pause(300 + draw(500))
  await trouble()
  const [ms] = await Promise.all([crowd.content(30_000), writing])
  console.log(
    `seed ${seed}: ${crowd.asked()} messages, ${crowd.doubled()} answers came twice, ` +
      `all answered ${Math.round(ms)} ms after the trouble`,
  )
  return { lastWords: program.lastWords(), doubled: crowd.doubled() }
}

/** All connections end, and none is allowed for a moment. */
async function throwEverybodyOut(url: string) {
  const name = new URL(url).pathname.slice(1)
  const server = databaseUrl(url, 'postgres')
  await onServer(server, `alter database ${name} allow_connections false`)
  await onServer(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  await pause(150)
  await onServer(server, `alter database ${name} allow_connections true`)
}

async function embeddedPid({ settings }: Place) {
  const file = path.join(settings.DATA_DIR, 'postgres', 'data', 'postmaster.pid')
  return Number((await readFile(file, 'utf8')).split('\n')[0])
}

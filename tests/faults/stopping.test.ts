import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { until } from '../support/until.ts'
import { gather } from './crowd.ts'
import { openPlace } from './place.ts'
import { spawnProgram, startProgram } from './program.ts'

const timeout = 60_000

test(
  'asked to end with work in hand, it ends well within ten seconds, and nothing is lost',
  { timeout },
  async () => {
    const place = await openPlace({ DATABASE_URL: await testDatabaseUrl() })
    const { whatsapp } = place
    const first = await place.open()
    const crowd = await gather(whatsapp, { people: 8 })
    // Some sends will hang for as long as we let them.
    whatsapp.fail({ on: 'messages', does: 'hang-before', times: 3, after: 5 })
    const writing = crowd.write(4, { draw: seededDice(7), withinMs: 600 })
    await until(
      () => whatsapp.posted().length,
      (count) => count > 8,
    )

    const end = await first.stop()
    expect(end).toMatchObject({ code: 0 })
    expect(end.ms).toBeLessThan(10_000)

    await place.open()
    await writing
    await crowd.content(20_000)
    expect(crowd.doubled()).toBe(0)
  },
)

test(
  'a taken port is said in one sentence, and no database is left behind',
  { timeout },
  async () => {
    const dataDir = await folder()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    atTheEnd(async () => void server.close())
    const { port } = server.address() as AddressInfo

    const { child, gone, said } = spawnProgram({ DATA_DIR: dataDir, PORT: String(port) }, dataDir)
    await gone
    expect(child.exitCode).toBe(1)
    expect(said()).toMatch(/^The port is taken .*PORT=8081 npm start\.\n$/m)
    expect(said().trim().split('\n')).toEqual([expect.stringContaining('The port is taken')])
    expect(await databaseOf(dataDir)).toBeUndefined()
  },
)

test(
  'what a death leaves of the database, the next start takes over, and its end ends it',
  { timeout },
  async () => {
    const dataDir = await folder()
    const settings = { DATA_DIR: dataDir, PORT: '0' }
    const first = await startProgram(settings, dataDir)
    await first.kill()
    const orphan = await databaseOf(dataDir)
    expect(orphan).toBeDefined()

    const second = await startProgram(settings, dataDir)
    expect(await databaseOf(dataDir)).toBe(orphan)
    expect(await second.stop()).toMatchObject({ code: 0 })
    expect(await databaseOf(dataDir)).toBeUndefined()
  },
)

test(
  'it opens in a folder that only its owner may enter, and asks for no language',
  { timeout },
  async () => {
    const home = await folder()
    const closed = path.join(home, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const program = await startProgram({ DATA_DIR: path.join(closed, 'data'), PORT: '0' }, closed)
    const health = await fetch(`${program.url}/health`)
    expect(health.status).toBe(200)
    expect(await program.stop()).toMatchObject({ code: 0 })
  },
)

async function folder() {
  const made = await mkdtemp(path.join(tmpdir(), 'wicara-faults-'))
  atTheEnd(async () => {
    const pid = await databaseOf(made)
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
    await until(() => databaseOf(made), undefined)
    await rm(made, { recursive: true, force: true })
  })
  return made
}

/** The number of the PostgreSQL that runs in this folder; asked of the system, not of the program. */
async function databaseOf(dataDir: string): Promise<number | undefined> {
  const data = path.join(dataDir, 'postgres', 'data')
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(`postgres\0-D\0${data}\0`)) return Number(name)
  }
  return undefined
}

import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { until } from '../support/until.ts'
import { gather } from './crowd.ts'
import { databaseOf, openFolder } from './folder.ts'
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
    const dataDir = await openFolder()
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
  'asked to end before it is ready, it ends at once and leaves no database behind',
  { timeout },
  async () => {
    const dataDir = await openFolder()
    const settings = { DATA_DIR: dataDir, PORT: '0' }
    await (await startProgram(settings, dataDir)).stop()

    const { child, gone, said } = spawnProgram(settings, dataDir)
    await until(
      () => databaseOf(dataDir),
      (pid) => pid !== undefined,
    )
    const asked = performance.now()
    child.kill('SIGTERM')
    await gone
    expect(performance.now() - asked).toBeLessThan(9_000)
    expect(child.exitCode).toBe(0)
    expect(said()).toBe('')
    await until(() => databaseOf(dataDir), undefined)
  },
)

test.each(['/proc/nowhere/data', '/dev/null/data'])(
  'a DATA_DIR that cannot be is said in one sentence: %s',
  { timeout },
  async (dataDir) => {
    const { child, gone, said } = spawnProgram({ DATA_DIR: dataDir }, await openFolder())
    await gone
    expect(child.exitCode).toBe(1)
    expect(said()).toMatch(/^DATA_DIR \/\S+ cannot be used \(.+\)\. Name a folder .*\.\n$/)
  },
)

test(
  'what a death leaves of the database, the next start takes over, and its end ends it',
  { timeout },
  async () => {
    const dataDir = await openFolder()
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
    const home = await openFolder()
    const closed = path.join(home, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const program = await startProgram({ DATA_DIR: path.join(closed, 'data'), PORT: '0' }, closed)
    const health = await fetch(`${program.url}/health`)
    expect(health.status).toBe(200)
    expect(await program.stop()).toMatchObject({ code: 0 })
  },
)

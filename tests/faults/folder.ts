import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atTheEnd } from '../support/test-db.ts'
import { until } from '../support/until.ts'

/** A folder to run a program in. Neither it nor a database in it outlives the test. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wicara-faults-'))
  atTheEnd(async () => {
    for (const dataDir of [folder, path.join(folder, 'data')]) {
      const pid = await databaseOf(dataDir)
      if (pid !== undefined) process.kill(pid, 'SIGQUIT')
      await until(() => databaseOf(dataDir), undefined)
    }
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

/** The number of the PostgreSQL that runs in this folder; asked of the system, not of the program. */
export async function databaseOf(dataDir: string): Promise<number | undefined> {
  const data = path.join(dataDir, 'postgres', 'data')
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(`postgres\0-D\0${data}\0`)) return Number(name)
  }
  return undefined
}

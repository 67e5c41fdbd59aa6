import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { CannotStart } from '../../domain/fault.ts'
import { postgresPrograms } from './programs.ts'
import { POSTGRES_ENV, type RunAs, runAs } from './run-as.ts'

/** The database, its password and the port it had last, in one folder. */
export type Cluster = {
  folder: string
  /** PostgreSQL's own folder. */
  data: string
  password: string
  runAs: RunAs
}

/** Opens the database files in `folder`, and makes them when there are none. */
export async function openCluster(folder: string): Promise<Cluster> {
  await mkdir(path.dirname(folder), { recursive: true })
  const how = runAs(postgresPrograms().initdb, path.dirname(folder))
  if (!(await isThere(folder))) await makeCluster(folder, how)
  const data = await realpath(path.join(folder, 'data'))
  await giveTo(how, folder, data)
  const password = (await readFile(path.join(folder, 'password'), 'utf8')).trim()
  return { folder, data, password, runAs: how }
}

/** Made aside and then renamed: a start that dies half-way leaves nothing that looks finished. */
async function makeCluster(folder: string, how: RunAs) {
  await removeHalfMade(folder)
  const aside = `${folder}.new-${process.pid}`
  await mkdir(aside, { mode: 0o700 })
  await writeFile(path.join(aside, 'password'), randomBytes(24).toString('base64url'), {
    mode: 0o600,
  })
  await giveTo(how, aside)
  await initdb(aside, how)
  try {
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    // Another start finished first: its files are as good.
    if (!(await isThere(folder))) throw error
  }
}

async function initdb(aside: string, how: RunAs) {
  const args = ['-D', path.join(aside, 'data'), '-U', 'wicara', '-A', 'scram-sha-256']
  const password = `--pwfile=${path.join(aside, 'password')}`
  const child = spawn(...how.command(postgresPrograms().initdb, [...args, password, ...ENCODING]), {
    cwd: aside,
    env: POSTGRES_ENV,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  await rm(aside, { recursive: true, force: true })
  throw new CannotStart(
    `The embedded PostgreSQL could not be made in ${path.dirname(aside)}: ${said}`,
  )
}

/** UTF-8 with C's order, and upper and lower case beyond ASCII, wherever LANG points. */
export const ENCODING = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/** What starts left behind that died in initdb. */
async function removeHalfMade(folder: string) {
  const prefix = `${path.basename(folder)}.new-`
  for (const name of await readdir(path.dirname(folder))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue
    await rm(path.join(path.dirname(folder), name), { recursive: true, force: true })
  }
}

/** As root the owner depends on what this machine allows, and may have changed with the machine. */
async function giveTo({ owner }: RunAs, ...roots: string[]) {
  if (!owner) return
  const [folder = '', data = folder] = roots
  if ((await lstat(data)).uid === owner.uid && (await lstat(folder)).uid === owner.uid) return
  const inside = await readdir(folder, { recursive: true })
  for (const name of ['', ...inside]) await chown(path.join(folder, name), owner.uid, owner.gid)
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function isThere(file: string) {
  return lstat(file).then(
    () => true,
    () => false,
  )
}

import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { type FileHandle, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Deps } from '../../../domain/deps.ts'

export type Spill<Event> = Awaited<ReturnType<typeof openSpill<Event>>>

type Options = {
  folder: string
  accountId: number
  /** Of the host that writes: two that share a folder each have files of their own. */
  host: string
  secrets: Pick<Deps['secrets'], 'seal' | 'open'>
  log: Pick<Logger, 'warn' | 'error'>
}

/**
 * What was heard while the database was away: WhatsApp thinks it delivered and sends it no more.
 * Lines, each sealed, on the disk before `append` resolves. Takes over what a dead process left.
 */
export async function openSpill<Event>(options: Options) {
  const { folder, accountId, host, secrets, log } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${accountId}.${process.pid}.${host}${ENDING}`)
  await adopt(options, file)
  let size = sizeOf(file)
  let handle: FileHandle | undefined

  async function openFile() {
    handle ??= await open(file, 'a', 0o600)
    return handle
  }

  async function append(events: Event[]) {
    const lines = events.map((event) => secrets.seal(JSON.stringify(event)).toString('base64'))
    // A line that was torn by a death ends here, and is one that nobody can read.
    const text = `${size > 0 ? '\n' : ''}${lines.join('\n')}\n`
    const to = await openFile()
    await to.write(text)
    await to.datasync()
    size += Buffer.byteLength(text)
  }

  /** All there is, oldest first. What cannot be read is left out. */
  async function read(): Promise<{ events: Event[]; upTo: number }> {
    const bytes = size > 0 ? await readFile(file) : Buffer.alloc(0)
    const lines = bytes.toString('utf8').split('\n')
    const events = lines.flatMap((line) => {
      if (line === '') return []
      try {
        return [JSON.parse(secrets.open(Buffer.from(line, 'base64'))) as Event]
      } catch (err) {
        log.error({ err, accountId }, 'a line that was spilled cannot be read')
        return []
      }
    })
    return { events, upTo: bytes.length }
  }

  return {
    isEmpty: () => size === 0,
    append,
    read,
    /** Everything up to there is in the database now. */
    async drop(upTo: number) {
      // What was added since makes all of it come again; the inbox knows what it has.
      if (upTo < size) return
      await handle?.close()
      handle = undefined
      await unlink(file).catch(() => {})
      size = 0
    },
    async close() {
      await handle?.close()
      handle = undefined
    },
  }
}

/** Accounts for which a dead process left something. */
export function spilledAccounts(folder: string, liveHosts: ReadonlySet<string>): number[] {
  const left = filesIn(folder).filter((name) => isOrphan(name, liveHosts))
  return [...new Set(left.map((name) => Number(name.split('.')[0])))]
}

async function adopt({ folder, accountId, host }: Options, file: string) {
  LIVE.add(host)
  const left = filesIn(folder).filter(
    (name) => Number(name.split('.')[0]) === accountId && isOrphan(name, LIVE),
  )
  for (const name of left.toSorted((one, other) => ageOf(folder, one) - ageOf(folder, other))) {
    const from = path.join(folder, name)
    if (sizeOf(file) === 0) renameSync(from, file)
    else {
      // Both kinds are sealed lines: one behind the other they are one file.
      const target = await open(file, 'a', 0o600)
      await target.write(Buffer.concat([Buffer.from('\n'), await readFile(from)]))
      await target.datasync()
      await target.close()
      await unlink(from)
    }
  }
}

/** Hosts of this process: their files have an owner. */
const LIVE = new Set<string>()

export const forgetHost = (host: string) => void LIVE.delete(host)
export const liveHosts = (): ReadonlySet<string> => LIVE

function isOrphan(name: string, alive: ReadonlySet<string>) {
  const [, pid, host = ''] = name.split('.')
  if (Number(pid) === process.pid) return !alive.has(host)
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING))
  } catch {
    return []
  }
}

function sizeOf(file: string) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

const ageOf = (folder: string, name: string) =>
  statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0

const ENDING = '.spill'

import { setImmediate as afterThisMoment, setTimeout as pause } from 'node:timers/promises'
import type {
  AuthenticationCreds,
  AuthenticationState,
  SignalDataSet,
  SignalDataTypeMap,
} from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import type { Db } from '../../../domain/tables.ts'
import { isDatabaseAway } from '../../database-away.ts'
import { inBatches } from '../../in-batches.ts'
import {
  archiveCreds,
  type Fenced,
  holdsFence,
  lockFence,
  selectCreds,
  selectKeys,
  type StoredKey,
  upsertCreds,
  writeKeys,
} from './key-queries.ts'
import type { Library } from './library.ts'

/** Somebody else has the session: nothing of ours may be written any more. */
export class LostSession extends Error {
  override readonly name = 'LostSession'
}

/** What is stored cannot be read: another SECRET_KEY, or a format of a later day. */
export class BadKeys extends Error {
  override readonly name = 'BadKeys'
}

export type KeyDeps = Pick<Deps, 'db' | 'secrets'>

export type Keys = {
  auth: AuthenticationState
  /** Whether this session was paired before. */
  isPaired: () => boolean
  /** Merges and stores the whole, after all that was asked before. */
  saveCreds: (update: Partial<AuthenticationCreds>) => Promise<void>
  /** Resolves when everything that was asked for is stored. */
  stored: () => Promise<void>
  /**
   * From now on nothing is written: what was asked for late is refused. Resolves when what was
   * under way is over, in one way or the other.
   */
  close: () => Promise<void>
  /** Of a LID the number, or the other way round, as WhatsApp once told us. */
  phoneOfLid: (lid: string) => Promise<string | undefined>
}

type Options = Fenced & {
  library: Library
  /** Called once, when a write found that the session is somebody else's. */
  onLost: () => void
  /** How long a database that is away is waited for: what is not stored, WhatsApp sends again. */
  patienceMs?: number
}

/**
 * The keys of one session in PostgreSQL, sealed, written only as long as the session is ours.
 * Values are what the library of their day made: `format` names the day.
 */
export async function openKeys(deps: KeyDeps, options: Options): Promise<Keys> {
  const { library, accountId, onLost, patienceMs = 60_000 } = options
  const format = createFormat(deps, library)
  const patiently = <T>(work: () => Promise<T>) => waitForDatabase(work, patienceMs)
  let closed = false
  const underWay = new Set<Promise<void>>()
  const guarded = (write: () => Promise<void>): Promise<void> => {
    const written = patiently(async () => {
      if (closed) throw new LostSession('The session is over')
      await write()
    }).catch((error: unknown) => {
      if (error instanceof LostSession && !closed) onLost()
      throw error
    })
    const over = written.catch(() => {}).finally(() => underWay.delete(over))
    underWay.add(over)
    return written
  }

  const stored = await selectCreds(deps.db, accountId)
  const creds: AuthenticationCreds = stored ? format.readCreds(stored) : library.initAuthCreds()
  let saving = Promise.resolve()

  return {
    auth: { creds, keys: createKeyShelf(deps, { ...options, format, guarded, patiently }) },
    isPaired: () => creds.me !== undefined && creds.account !== undefined,
    saveCreds(update) {
      Object.assign(creds, update)
      const value = format.write(creds)
      const saved = saving.then(() =>
        guarded(() => writeCreds(deps.db, options, { format: FORMAT, value })),
      )
      // What comes next does not wait for what failed; whoever asked is told.
      saving = saved.catch(() => {})
      return saved
    },
    stored: () => saving,
    async close() {
      closed = true
      // A database that hangs must not keep the session from being let go.
      await Promise.race([
        Promise.all(underWay),
        pause(CLOSED_WITHIN_MS, undefined, { ref: false }),
      ])
    },
    async phoneOfLid(lid) {
      const found = await selectKeys(deps.db, {
        accountId,
        type: 'lid-mapping',
        ids: [`${lid}_reverse`],
      })
      const value = found[0] && format.read('lid-mapping', found[0])
      return typeof value === 'string' ? value : undefined
    },
  }
}

/** Of a session that was unlinked: kept to find out why, never used again. */
export async function putKeysAway(
  { db }: Pick<Deps, 'db'>,
  { accountId, because }: { accountId: number; because: string },
) {
  await db.transaction().execute(async (db) => {
    // Writes that are under way come first, and go with the rest.
    await lockFence(db, accountId)
    await archiveCreds(db, accountId, because)
  })
}

const FORMAT = 1
const MOST_CACHED = 5_000

type Format = ReturnType<typeof createFormat>

function createFormat({ secrets }: KeyDeps, { BufferJSON, proto }: Library) {
  function open({ format, value }: { format: number; value: Buffer }): unknown {
    if (format !== FORMAT) throw new BadKeys(`Keys of format ${format} are not known here`)
    try {
      return JSON.parse(secrets.open(value), BufferJSON.reviver)
    } catch (cause) {
      throw new BadKeys('Keys cannot be opened', { cause })
    }
  }
  return {
    write: (value: unknown) => secrets.seal(JSON.stringify(value, BufferJSON.replacer)),
    readCreds: (stored: { format: number; value: Buffer }) => open(stored) as AuthenticationCreds,
    read(type: string, stored: { format: number; value: Buffer }): unknown {
      const value = open(stored)
      if (type !== 'app-state-sync-key') return value
      return proto.Message.AppStateSyncKeyData.fromObject(value as object)
    },
  }
}

type Shelf = Fenced & {
  format: Format
  guarded: (write: () => Promise<void>) => Promise<void>
  patiently: <T>(work: () => Promise<T>) => Promise<T>
}

type Written = { kept: StoredKey[]; gone: { type: string; id: string }[] }

/** Knows what it read and wrote a moment ago, and a write only once it is stored. */
function createKeyShelf(
  { db }: KeyDeps,
  { accountId, fence, format, guarded, patiently }: Shelf,
): AuthenticationState['keys'] {
  const known = new Map<string, { format: number; value: Buffer } | null>()
  let generation = 0

  function remember(name: string, stored: { format: number; value: Buffer } | null) {
    known.delete(name)
    known.set(name, stored)
    const [oldest] = known.keys()
    if (known.size > MOST_CACHED && oldest !== undefined) known.delete(oldest)
  }

  // What is asked for while one commit is under way shares the next.
  const write = momentByMoment(
    inBatches(async (moments: Written[][]) => {
      const latest = lastOfEach(moments.flat())
      await guarded(async () => {
        if (!(await writeKeys(db, { accountId, fence }, latest))) throw new LostSession(TAKEN)
      })
      generation += 1
      for (const { type, id, format, value } of latest.kept) {
        remember(nameOf(type, id), { format, value })
      }
      for (const { type, id } of latest.gone) remember(nameOf(type, id), null)
      return moments.map(() => undefined)
    }),
  )

  return {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const before = generation
      const missing = ids.filter((id) => !known.has(nameOf(type, id)))
      const rows =
        missing.length > 0
          ? await patiently(() => selectKeys(db, { accountId, type, ids: missing }))
          : []
      const read = new Map(rows.map((row) => [row.id, row]))
      const found: Record<string, SignalDataTypeMap[T]> = {}
      for (const id of ids) {
        // A write that came meanwhile knows better than what was read.
        const stored = known.get(nameOf(type, id)) ?? read.get(id)
        if (generation === before && missing.includes(id)) {
          remember(nameOf(type, id), read.get(id) ?? null)
        }
        if (stored && known.get(nameOf(type, id)) !== null) {
          found[id] = format.read(type, stored) as SignalDataTypeMap[T]
        }
      }
      return found
    },
    async set(data: SignalDataSet) {
      const written: Written = { kept: [], gone: [] }
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null || value === undefined) written.gone.push({ type, id })
          else written.kept.push({ type, id, format: FORMAT, value: format.write(value) })
        }
      }
      if (written.kept.length > 0 || written.gone.length > 0) await write(written)
    },
  }
}

/** What is asked for in one moment is one: the keys of everybody whom a message is sealed for. */
function momentByMoment(write: (sets: Written[]) => Promise<void>) {
  let gathered: { sets: Written[]; stored: Promise<void> } | undefined

  async function store(sets: Written[]) {
    await afterThisMoment()
    gathered = undefined
    await write(sets)
  }

  return (set: Written): Promise<void> => {
    if (!gathered) {
      const sets: Written[] = []
      gathered = { sets, stored: store(sets) }
    }
    gathered.sets.push(set)
    return gathered.stored
  }
}

const nameOf = (type: string, id: string) => `${type}:${id}`

/** One statement may not touch a row twice: of several writes of one key, the last. */
function lastOfEach(sets: Written[]): Written {
  const last = new Map<string, { kept: StoredKey } | { gone: { type: string; id: string } }>()
  for (const { kept, gone } of sets) {
    for (const key of kept) last.set(nameOf(key.type, key.id), { kept: key })
    for (const key of gone) last.set(nameOf(key.type, key.id), { gone: key })
  }
  const all = [...last.values()]
  return {
    kept: all.flatMap((one) => ('kept' in one ? [one.kept] : [])),
    gone: all.flatMap((one) => ('gone' in one ? [one.gone] : [])),
  }
}

async function writeCreds(db: Db, fenced: Fenced, creds: { format: number; value: Buffer }) {
  await db.transaction().execute(async (db) => {
    if (!(await holdsFence(db, fenced))) throw new LostSession(TAKEN)
    await upsertCreds(db, fenced.accountId, creds)
  })
}

async function waitForDatabase<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await pause(AGAIN_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > deadline) throw error
    }
  }
}

const TAKEN = 'The session is somebody else’s'
const AGAIN_MS = 300
const CLOSED_WITHIN_MS = 3_000

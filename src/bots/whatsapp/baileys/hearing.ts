import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../../../domain/deps.ts'
import { isDatabaseAway } from '../../database-away.ts'
import type { Heard, WriteDown } from '../../door.ts'
import { addressesOf, type Names, namesIn, NOBODY, newAddress } from './address.ts'
import { hearMessage, statusOf } from './hear-message.ts'
import { findChats, findOurs, learnNames } from './hearing-queries.ts'
import type { Library } from './library.ts'
import type { Spill } from './spill.ts'
import type { StoredMessage } from './stored-message.ts'

/** What a socket told, as it is kept until the inbox has it. */
export type Told =
  /** `old`: from so long ago that an answer would only puzzle. */
  | { kind: 'messages'; messages: StoredMessage[]; old?: true }
  | { kind: 'fates'; updates: StoredMessage[] }
  | { kind: 'names'; pairs: { lid: string; phone: string }[] }

type Options = {
  accountId: number
  library: Library
  writeDown: WriteDown
  spill: Spill<Told>
  /** Digits of our own number and LID. */
  own: () => Names
  phoneOfLid: (lid: string) => Promise<string | undefined>
  /** Longer, and the database counts as away. */
  patienceMs?: number
}

export type Hearing = ReturnType<typeof createHearing>

/**
 * Everything one session is told goes through here, in order, into the inbox; while the database
 * is away into a file, and from there first. `hear` never throws: Baileys would end the process.
 */
export function createHearing(deps: Pick<Deps, 'db' | 'log'>, options: Options) {
  const { accountId, spill, patienceMs = PATIENCE_MS } = options
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  const nap = createNap()
  let stopped = false
  const spilled = createSince()

  async function spillWaiting() {
    if (waiting.length === 0) return
    spilled.note()
    const events = waiting
    waiting = []
    const kept = await keepOnDisk(deps, options, events.map(toldOf))
    if (kept) settle(events)
    else waiting = [...events, ...waiting]
  }

  async function work() {
    while (waiting.length > 0 || !spill.isEmpty()) {
      if (!spill.isEmpty()) {
        await spillWaiting()
        if (stopped) return
        const back = await replay(deps, options).catch(() => false)
        if (!back) await nap.take()
        continue
      }
      const events = waiting.splice(0, AT_ONCE)
      try {
        await inTime(writeAll(deps, options, events.map(toldOf)), patienceMs)
        settle(events)
      } catch (err) {
        deps.log.warn({ err, accountId }, 'the database is away: what is heard goes to the disk')
        waiting = [...events, ...waiting]
        await spillWaiting()
        if (stopped) return
      }
    }
  }

  function run() {
    running ??= work()
      .catch((err: unknown) => deps.log.error({ err, accountId }, 'hearing stopped'))
      .finally(() => {
        running = undefined
        if (!stopped && waiting.length > 0) run()
      })
    nap.end()
  }

  function take(one: Waiting) {
    waiting.push(one)
    run()
  }

  async function idle() {
    for (let now = running; now; now = running) await now
  }

  return {
    hear: (told: Told) => take({ told }),
    /** Resolves once it is in the inbox or on the disk. */
    keep: (told: Told) => new Promise<void>((kept) => take({ told, kept })),
    /** Puts what an earlier process left into the inbox. */
    catchUp() {
      if (!spill.isEmpty()) run()
    },
    /** Since when something could not be written down at once, if that was so. Asking forgets it. */
    takeSpilledSince: () => (spill.isEmpty() ? spilled.take() : undefined),
    idle,
    async stop() {
      stopped = true
      nap.end()
      await idle()
      await spillWaiting()
      await spill.close()
    },
  }
}

/** A short one, over at once when somebody comes. */
function createNap() {
  let end: (() => void) | undefined
  return {
    async take() {
      const woken = Promise.withResolvers<void>()
      end = woken.resolve
      await Promise.race([pause(AGAIN_MS), woken.promise])
    },
    end: () => end?.(),
  }
}

async function keepOnDisk(
  { log }: Pick<Deps, 'log'>,
  { accountId, spill }: Options,
  events: Told[],
) {
  try {
    await spill.append(events)
    return true
  } catch (err) {
    log.fatal({ err, accountId, events: events.length }, 'neither database nor disk')
    await pause(AGAIN_MS)
    return false
  }
}

/** Puts what stands on the disk into the inbox; fails while the database is away. */
async function replay(deps: Pick<Deps, 'db' | 'log'>, options: Options) {
  const { accountId, spill, patienceMs = PATIENCE_MS } = options
  const { events, upTo } = await spill.read()
  for (let at = 0; at < events.length; at += AT_ONCE) {
    await inTime(writeAll(deps, options, events.slice(at, at + AT_ONCE)), patienceMs * 4)
  }
  await spill.drop(upTo)
  deps.log.info({ accountId, events: events.length }, 'what was spilled is in the inbox')
  return true
}

const AT_ONCE = 200
const AGAIN_MS = 500
const PATIENCE_MS = 3_000

function createSince() {
  let since: Date | undefined
  return {
    note: () => void (since ??= new Date()),
    take() {
      const taken = since
      since = undefined
      return taken
    },
  }
}

type Waiting = { told: Told; kept?: () => void }

const toldOf = ({ told }: Waiting) => told

function settle(events: Waiting[]) {
  for (const { kept } of events) kept?.()
}

/** Fails only where the database is away: what it refuses alone is kept aside, and the rest goes on. */
async function writeAll(deps: Pick<Deps, 'db' | 'log'>, options: Options, events: Told[]) {
  const heard = await translate(deps, options, events)
  try {
    await options.writeDown(heard)
  } catch (error) {
    if (isDatabaseAway(error) || heard.length === 0) throw error
    for (const one of heard) await writeOne(deps, options, one)
  }
  const pairs = events.flatMap((event) => (event.kind === 'names' ? event.pairs : []))
  if (pairs.length > 0) await learnNames(deps.db, options.accountId, pairs)
}

async function writeOne({ log }: Pick<Deps, 'log'>, { writeDown }: Options, one: Heard) {
  try {
    await writeDown([one])
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    log.error({ err: error, providerId: one.providerId }, 'the inbox refuses a message')
    await writeDown([{ ...one, inbound: { kind: 'unknown' }, raw: { refused: true } }])
  }
}

async function translate(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  { accountId, library, own, phoneOfLid }: Options,
  events: Told[],
): Promise<Heard[]> {
  const all = events.flatMap((event) =>
    event.kind === 'messages' ? event.messages : event.kind === 'fates' ? event.updates : [],
  )
  const names = await namesOfAll(all, phoneOfLid)
  const namesOf = (message: StoredMessage) => names.get(message) ?? {}
  const people = all.map(namesOf)
  const [chats, ours] = await Promise.all([
    findChats(db, {
      accountId,
      addresses: people.flatMap(addressesOf),
      lids: people.flatMap(({ lid }) => (lid ? [lid] : [])),
    }),
    findOurs(db, accountId, sentByUs(events)),
  ])
  const addressOf = createAddresses(chats)
  const known = { library, addressOf, namesOf, own: own(), isOurs: (id: string) => ours.has(id) }

  const read = (message: StoredMessage, old: boolean): Omit<Heard, 'accountId'>[] => {
    try {
      const said = hearMessage(message, known)
      if (!said) return []
      return [old ? { ...said, inbound: { kind: 'unknown' } } : said]
    } catch (err) {
      log.error({ err, accountId }, 'a message could not be read')
      const { id } = message.key
      const unread = { chat: NOBODY, inbound: { kind: 'unknown' as const }, raw: message }
      return id ? [{ ...unread, providerId: id }] : []
    }
  }
  return events
    .flatMap((event) => {
      if (event.kind === 'messages') {
        return event.messages.flatMap((message) => read(message, event.old === true))
      }
      if (event.kind !== 'fates') return []
      return event.updates.flatMap((update) => {
        const said = statusOf(update, addressOf(namesOf(update)) ?? NOBODY)
        return said ? [said] : []
      })
    })
    .map((said) => ({ accountId, ...said }))
}

/** What may be an echo of what we sent. */
function sentByUs(events: Told[]): string[] {
  const messages = events.flatMap((event) => (event.kind === 'messages' ? event.messages : []))
  return messages.flatMap(({ key: { fromMe, id } }) => (fromMe && id ? [id] : []))
}

/** An open chat wins; what is opened now counts for the messages behind it. */
function createAddresses(chats: { chat: string; lid: string | null }[]) {
  const open = new Set(chats.filter(({ lid }) => lid === null).map(({ chat }) => chat))
  const byLid = new Map(chats.flatMap(({ chat, lid }) => (lid ? [[lid, chat] as const] : [])))
  return (names: Names) => {
    const chat =
      addressesOf(names).find((address) => open.has(address)) ??
      byLid.get(names.lid ?? '') ??
      newAddress(names)
    if (chat) open.add(chat)
    return chat
  }
}

async function namesOfAll(
  messages: StoredMessage[],
  phoneOfLid: (lid: string) => Promise<string | undefined>,
) {
  const asked = new Map<string, Promise<string | undefined>>()
  const names = new Map<StoredMessage, Names>()
  for (const message of messages) {
    const { remoteJid, remoteJidAlt } = message.key
    const found = namesIn(remoteJid, remoteJidAlt)
    if (found.lid && !found.phone) {
      if (!asked.has(found.lid)) asked.set(found.lid, phoneOfLid(found.lid))
      const phone = await asked.get(found.lid)
      if (phone) found.phone = phone
    }
    names.set(message, found)
  }
  return names
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = setTimeout(() => reject(new Error('The database does not answer')), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(late)
    work.catch(() => {})
  }
}

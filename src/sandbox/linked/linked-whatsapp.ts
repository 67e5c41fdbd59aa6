import { randomUUID } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Logger } from 'pino'
import type { SavedState } from '../../bots/whatsapp/baileys/stand-in/state.ts'
import type { SessionNews } from '../../domain/sessions/report-session.ts'
import { forkLinked, type LinkedProcess } from './fork-linked.ts'
import { createLinkedChats, isUnread, type KeptChats, type Pair } from './linked-chats.ts'
import type { Deed, File, LinkedNumber, Person, Place, Server, Told } from './protocol.ts'

type Kept = { version: 1; state: SavedState | undefined; numbers: LinkedNumber[]; chats: KeptChats }

type Options = {
  now: () => Date
  log: Logger
  /** Who has a phone. */
  people: () => Person[]
  /** Something happened that a later start must know. */
  remember: () => void
}

export type LinkedWhatsApp = ReturnType<typeof createLinkedWhatsApp>

/**
 * WhatsApp as our linked numbers see it. It is played by a process of its own, which is started
 * when the first number is wanted: whoever never links one pays nothing for it.
 */
export function createLinkedWhatsApp({ now, log, people, remember }: Options) {
  const chats = createLinkedChats(now)
  let process: LinkedProcess | undefined
  let state: SavedState | undefined
  let numbers: LinkedNumber[] = []

  function hear(told: Told) {
    if (told.kind === 'change') {
      const { kind: _kind, account, customer, ...change } = told
      chats.hear({ account, customer }, change)
    }
    if (told.kind !== 'numbers') return
    numbers = told.numbers
    chats.changed()
    remember()
  }

  function started(): LinkedProcess {
    if (process) return process
    const begun = forkLinked(state, hear)
    process = begun
    begun.onEnd(() => {
      if (process === begun) process = undefined
    })
    const introduced = begun.perform({ does: 'introduce', people: people() })
    introduced.catch((err: unknown) => log.warn({ err }, 'the sandbox cannot link numbers'))
    return begun
  }

  const perform = (deed: Deed) => started().perform(deed)
  const plays = createPlays(perform, { numbers: () => numbers, changed: chats.changed })
  async function snapshot(): Promise<Uint8Array | undefined> {
    if (process) state = (await process.perform({ does: 'save' })) as SavedState
    if (!state) return undefined
    const kept: Kept = { version: 1, state, numbers, chats: chats.kept() }
    return serialize(kept)
  }

  return {
    ...createHands(chats, { perform, now }),
    /** Where it is; it is started now, if it was not. */
    server: (): Promise<Server> => started().ready,
    numbers: () => numbers.map((one) => ({ ...one, held: plays.isHeld(one.phone) })),
    has: (phone: string) => numbers.some((one) => one.phone === phone),
    ...plays,
    introduce(person: Person) {
      if (!process) return
      const told = process.perform({ does: 'introduce', people: [person] })
      told.catch((err: unknown) => log.warn({ err }, 'somebody has no phone'))
    },
    snapshot,
    restore(bytes: Uint8Array) {
      const kept = deserialize(bytes) as Kept
      if (kept.version !== 1) return
      state = kept.state
      numbers = kept.numbers.map((one) => ({ ...one, online: false }))
      chats.restore(kept.chats)
    },
    stop: async () => process?.stop(),
  }
}

type Stage = { numbers: () => LinkedNumber[]; changed: () => void }

/** What happens to our numbers in WhatsApp. */
function createPlays(perform: (deed: Deed) => Promise<unknown>, { numbers, changed }: Stage) {
  /** What numbers show to be scanned, by account. */
  const codes = new Map<number, string>()
  const held = new Set<string>()
  let networkIsOn = true
  return {
    /** What the program says of its sessions: a QR on somebody's screen is there to be scanned. */
    heard(accountId: number, news: SessionNews) {
      if (news.kind === 'qr') codes.set(accountId, news.code)
      else codes.delete(accountId)
      changed()
    },
    showsQr: () => codes.size > 0,
    /** The phone of the shop scans the newest QR; one that was unlinked before links itself again. */
    async scan(name: string): Promise<string> {
      const qr = [...codes.values()].at(-1)
      if (qr === undefined) throw new Error('Tidak ada QR yang terbuka.')
      const again = numbers().find(({ linked }) => !linked)
      const phone = again?.phone ?? `${FIRST_NUMBER + numbers().length}`
      await perform({ does: 'scan', qr, phone, name })
      codes.clear()
      changed()
      return phone
    },
    async hold(account: string, until: Date | undefined) {
      await perform({ does: 'hold', account, until })
      if (until) held.add(account)
      else held.delete(account)
      changed()
    },
    isHeld: (phone: string) => held.has(phone),
    async end(account: string, code: 401 | 440) {
      await perform({ does: 'end', account, code })
      changed()
    },
    async switchNetwork(on: boolean) {
      networkIsOn = on
      await perform({ does: 'network', on })
      changed()
    },
    networkIsOn: () => networkIsOn,
  }
}

type Hand = { perform: (deed: Deed) => Promise<unknown>; now: () => Date }
type Saying = { replyTo?: string }

/** What a customer's fingers do in a chat with one of the linked numbers, and what he sees. */
function createHands(chats: ReturnType<typeof createLinkedChats>, { perform, now }: Hand) {
  const written = (pair: Pair, { replyTo }: Saying = {}) => ({
    ...pair,
    id: newMessageId(),
    at: now(),
    ...(replyTo !== undefined && { replyTo }),
  })
  return {
    chat: ({ account, customer }: Pair) => {
      const pair = { account, customer }
      return {
        messages: () => chats.messages(pair),
        isTyping: () => chats.isTyping(pair),
        unread: () => chats.messages(pair).filter(isUnread).length,
        async say(text: string, saying?: Saying) {
          const message = written(pair, saying)
          const { id, replyTo } = message
          chats.add(pair, { id, text, mine: true, fate: 'sent', ...(replyTo && { replyTo }) })
          await perform({ does: 'text', text, ...message })
        },
        async sendFile({ caption, ...file }: File & { caption?: string }) {
          const message = written(pair)
          const { id } = message
          const shown = { ...file, id }
          chats.add(pair, { id, text: caption ?? '', mine: true, fate: 'sent', file: shown })
          await perform({ does: 'file', file, ...(caption && { caption }), ...message })
        },
        async shareLocation(place: Place) {
          const message = written(pair)
          const location = { latitude: place.latitude, longitude: place.longitude }
          chats.add(pair, { id: message.id, text: '', mine: true, fate: 'sent', location })
          await perform({ does: 'place', place, ...message })
        },
        /** The customer looks at it. */
        async read() {
          const ids = chats.read(pair)
          if (ids.length > 0) await perform({ does: 'read', ids, ...pair })
        },
      }
    },
    file: chats.file,
    onChange: chats.onChange,
  }
}

/** As phones make them. */
const newMessageId = () => `3A${randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase()}`
/** Nobody has a number that begins like this. */
const FIRST_NUMBER = 6_281_100_008_801

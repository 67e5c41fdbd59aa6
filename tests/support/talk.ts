import type { SimulatorOptions } from '../../src/adapters/routeros/simulator/world.ts'
import type { Door, Heard } from '../../src/bots/door.ts'
import { handleConversation } from '../../src/bots/handle-conversation.ts'
import { createInbox } from '../../src/bots/inbox.ts'
import { createOutbox } from '../../src/bots/outbox.ts'
import type { Deps } from '../../src/domain/deps.ts'
import { Rejected } from '../../src/domain/fault.ts'
import type { Inbound } from '../../src/domain/messages/inbound.ts'
import type { Message } from '../../src/domain/messages/message.ts'
import type { Role } from '../../src/domain/people/person.ts'
import type { LinkedChannel } from '../../src/domain/sessions/session.ts'
import { upsertStaff } from '../../src/domain/people/people-queries.ts'
import type { ChannelName } from '../../src/domain/tables.ts'
import type { Mind } from '../../src/intents/answer.ts'
import type { Intent } from '../../src/intents/intent.ts'
import { createRegistry } from '../../src/intents/registry.ts'
import type { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { world } from './world.ts'

type Sent = Message & { chat: string; edited?: string }

/** A small business with its doors open: what is said goes the whole way, in and out. */
export async function talk({
  more = [],
  simulator = {},
  linkable = ['baileys'],
  // What notices are made of; given, as people see them, with their buttons.
  word = (notice) => ({ text: `${notice.code} ${JSON.stringify(notice.details)}` }),
  ...mind
}: Partial<Mind> & {
  more?: Intent[]
  simulator?: Partial<SimulatorOptions>
  /** Channels whose numbers are linked by QR. */
  linkable?: LinkedChannel[]
  word?: ReturnType<typeof wordNotice>
} = {}) {
  const place = await world({ simulator })
  const { deps } = place
  const telegram = await openDoor(deps, 'telegram')
  const cloud = await openDoor(deps, 'cloud')
  const doors = new Map([telegram, cloud].map(({ door }) => [door.accountId, door]))
  const outbox = createOutbox({
    deps,
    doors,
    word,
    onFate: () => {},
  })
  const whole: Mind = {
    intents: [
      ...createRegistry({ botName: () => 'wicara_bot', linkable: () => linkable }),
      ...more,
    ],
    rules: () => undefined,
    quietMs: 0,
    ...mind,
  }
  const waiting = new Set<number>()
  deps.wake.conversation = (id) => waiting.add(id)
  deps.wake.outbox = (id) => void outbox.drain(id)
  const writeDown = createInbox(deps, () => {})

  async function settle() {
    for (const id of waiting) {
      waiting.delete(id)
      await handleConversation(deps, { mind: whole, outbox }, id)
    }
    await outbox.idle()
  }

  let heard = 0
  type Line = typeof telegram
  function phone(line: Line, kind: 'telegram' | 'phone', value: string, where = value) {
    const mine = () => line.sent.filter(({ chat }) => chat === where)
    const bring = async (inbound: Inbound, id?: string) => {
      const seen = mine().length
      heard += 1
      const message: Heard = {
        accountId: line.door.accountId,
        chat: where,
        providerId: id ?? `m${heard}`,
        inbound,
        raw: {},
      }
      await writeDown([message])
      await settle()
      return mine().slice(seen)
    }
    const hear = (inbound: Partial<Extract<Inbound, { kind: 'message' }>>, id?: string) =>
      bring({ kind: 'message', from: [{ kind, value }], text: '', ...inbound }, id)
    return {
      hear,
      /** What the channel says of itself in this chat. */
      news: (about: { what: string; to?: string }) => bring({ kind: 'system', ...about }),
      edit: (id: string, text: string) =>
        bring({ kind: 'edit', editOf: id, from: [{ kind, value }], text }),
      say: (text: string) => hear({ text }),
      /** Taps the button of that label on the newest message that has one. */
      tap: (label: string) => {
        const choices = mine().flatMap((message) => message.choices ?? [])
        const key = choices.findLast((choice) => choice.label === label)?.key
        if (!key)
          throw new Error(`no button ${label} among ${choices.map((one) => one.label).join()}`)
        return hear({ text: label, tap: key })
      },
      sent: mine,
      /** Number of the newest message the bot sent here that says this, as a reply names it. */
      idOf: (words: string) => {
        const at = line.sent.findLastIndex(
          ({ chat, text }) => chat === where && text.includes(words),
        )
        return `${line.door.channel}-${at + 1}`
      },
    }
  }

  return {
    ...place,
    doors,
    settle,
    outbox,
    telegram,
    cloud,
    customer: (value = '+628123456789') => phone(cloud, 'phone', value),
    staff: async (role: Role = 'owner', value = '77') => {
      const person = phone(telegram, 'telegram', value)
      await person.say('halo')
      const { person_id } = await deps.db
        .selectFrom('identities')
        .where('value', '=', value)
        .select('person_id')
        .executeTakeFirstOrThrow()
      await upsertStaff(deps.db, { personId: person_id, role, addedBy: null, at: deps.now() })
      const inGroup = (chat: string) => phone(telegram, 'telegram', value, chat)
      return { ...person, personId: person_id, inGroup }
    },
    stranger: (value = '99') => phone(telegram, 'telegram', value),
  }
}

/** A door that keeps what goes out, and fails when told to. */
async function openDoor({ db }: Deps, channel: ChannelName) {
  const { id: accountId } = await db
    .insertInto('channel_accounts')
    .values({ channel, name: 'test' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const sent: Sent[] = []
  const failures: unknown[] = []
  /** What somebody sent, by its ref; a fault where it cannot be fetched. */
  const shelf = new Map<string, Uint8Array | Error>()
  const take = () => {
    const failure = failures.shift()
    if (failure) throw failure
  }
  const door: Door = {
    channel,
    accountId,
    pace: { perSecond: 10_000, burst: 10_000 },
    canEdit: channel === 'telegram',
    health: () => ({ state: 'healthy' }),
    async send(chat, message) {
      take()
      sent.push({ ...message, chat })
      return { providerId: `${channel}-${sent.length}` }
    },
    async edit(chat, providerId, message) {
      take()
      sent.push({ ...message, chat, edited: providerId })
      return { providerId }
    },
    async download(ref) {
      const found = shelf.get(ref) ?? new Rejected('gone', { code: 'file_gone' })
      if (found instanceof Error) throw found
      return { bytes: found, mime: 'application/octet-stream' }
    },
    start: async () => {},
    stop: async () => {},
  }
  return { door, sent, failures, shelf }
}

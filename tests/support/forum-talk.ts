import { pino } from 'pino'
import type { Door, Heard } from '../../src/bots/door.ts'
import { handleConversation } from '../../src/bots/handle-conversation.ts'
import { createInbox } from '../../src/bots/inbox.ts'
import { createOutbox } from '../../src/bots/outbox.ts'
import { startBotApi } from '../../src/bots/telegram/stand-in/bot-api.ts'
import { createTelegramDoor } from '../../src/bots/telegram/telegram-door.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import type { Inbound } from '../../src/domain/messages/inbound.ts'
import type { Message } from '../../src/domain/messages/message.ts'
import { openOpsChat } from '../../src/domain/people/open-account.ts'
import { upsertStaff } from '../../src/domain/people/people-queries.ts'
import type { Role } from '../../src/domain/people/person.ts'
import type { ChannelName } from '../../src/domain/tables.ts'
import type { Mind } from '../../src/intents/answer.ts'
import { createRegistry } from '../../src/intents/registry.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { atTheEnd } from './test-db.ts'
import { world } from './world.ts'

export const SITI = 77
type Sent = Message & { chat: string; edited?: string; id: string }

/**
 * A team with a real Telegram door to a stand-in that has a forum group, and customers on a
 * WhatsApp that keeps what it is given. What follows from a message is done by `settle`.
 */
export async function forumTalk({
  forum = true,
  rights = { topics: true, pin: true },
  canEdit = true,
}: { forum?: boolean; rights?: { topics: boolean; pin: boolean } | null; canEdit?: boolean } = {}) {
  const place = await world()
  const { deps } = place
  const api = await startBotApi({ firstPauseMs: 10, clock: place.clock.now })
  api.introduce({ id: SITI, name: 'Siti', language: 'id' })
  const group = api.createGroup({ by: SITI, title: 'Tim', forum })
  if (rights === null) api.setRights({ by: SITI, group })
  else if (forum) api.setRights({ by: SITI, group, rights })

  const waiting = new Set<number>()
  deps.wake.conversation = (id) => waiting.add(id)
  const writeDown = createInbox(deps, () => {})
  const account = (channel: ChannelName) =>
    deps.db
      .insertInto('channel_accounts')
      .values({ channel, name: 'test' })
      .returning('id')
      .executeTakeFirstOrThrow()
  const telegramId = (await account('telegram')).id
  const telegram = createTelegramDoor({
    token: api.token,
    apiRoot: api.url,
    updates: { mode: 'polling' },
    accountId: telegramId,
    writeDown,
    readFile: ({ key }) => deps.files.get(key),
    log: pino({ level: 'silent' }),
    firstPauseMs: 10,
    groupPerMinute: 6_000,
  })
  const cloud = whatsapp((await account('cloud')).id, canEdit)
  const doors = new Map<number, Door>([telegram, cloud.door].map((door) => [door.accountId, door]))
  const outbox = createOutbox({
    deps,
    doors,
    word: wordNotice({ pay: () => 'https://bayar.id/x' }),
    onFate: () => {},
  })
  deps.wake.outbox = (id) => void outbox.drain(id)
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  const mind: Mind = {
    intents: createRegistry({ botName: () => 'wicara_bot' }),
    rules: () => undefined,
    quietMs: 0,
  }

  /** Everything that was heard is answered, sent, and done. */
  async function settle() {
    for (let quiet = 0; quiet < 2;) {
      const heard = [...waiting]
      waiting.clear()
      for (const id of heard) await handleConversation(deps, { mind, outbox }, id)
      await outbox.idle()
      // What waits for its next try goes now.
      await deps.db
        .updateTable('effects')
        .set({ claimed_until: null })
        .where('state', '=', 'waiting')
        .execute()
      await work.idle()
      await outbox.idle()
      quiet = waiting.size === 0 && api.pending() === 0 ? quiet + 1 : 0
      if (api.pending() > 0) await new Promise((done) => setTimeout(done, 5))
    }
  }

  let heard = 0
  function customer(digits = '628123456789', name = 'Budi Santoso') {
    const bring = async (inbound: Inbound) => {
      const id = `wamid.${(heard += 1)}`
      const one: Heard = {
        accountId: cloud.door.accountId,
        chat: digits,
        providerId: id,
        inbound,
        raw: {},
      }
      await writeDown([one])
      return id
    }
    const from = [{ kind: 'phone' as const, value: `+${digits}` }]
    const hear = (inbound: Partial<Extract<Inbound, { kind: 'message' }>>) =>
      bring({ kind: 'message', from, name, text: '', ...inbound })
    return {
      bring,
      hear,
      say: async (text: string) => {
        const id = await hear({ text })
        await settle()
        return id
      },
      edit: (editOf: string, text: string) => bring({ kind: 'edit', from, name, editOf, text }),
      react: (to: string, emoji: string) => bring({ kind: 'reaction', from, to, emoji }),
      revoke: (of: string) => bring({ kind: 'revoke', from, of }),
      typedOnPhone: (text: string) => bring({ kind: 'system', what: 'typed_on_phone', text }),
      heard: () => cloud.sent.filter(({ chat }) => chat === digits),
      texts: () => cloud.sent.filter(({ chat }) => chat === digits).map(({ text }) => text),
    }
  }

  async function staff(role: Role, id = SITI, name = 'Siti') {
    api.introduce({ id, name, language: 'id' })
    api.say(id, '/start')
    await settle()
    const { person_id } = await deps.db
      .selectFrom('identities')
      .where('value', '=', String(id))
      .select('person_id')
      .executeTakeFirstOrThrow()
    await upsertStaff(deps.db, { personId: person_id, role, addedBy: null, at: deps.now() })
    return person_id
  }

  const topicOf = (name: string) => {
    const found = api.topics(group).find((one) => one.name.startsWith(name))
    if (!found) throw new Error(`no topic of ${name}`)
    return found
  }
  const inTopic = (name: string) =>
    api.messages(group).filter(({ topic }) => topic === topicOf(name).id)

  await telegram.start()
  atTheEnd(async () => {
    await work.stop()
    await outbox.idle()
    await telegram.stop()
    await api.stop()
  })
  await staff('owner')
  await openOpsChat(deps, { accountId: telegramId, chat: String(group) })
  await settle()
  return {
    ...place,
    api,
    group,
    cloud,
    customer,
    staff,
    settle,
    outbox,
    work,
    topicOf,
    inTopic,
    textsIn: (name: string) => inTopic(name).map(({ text }) => text),
    /** Somebody writes in the topic of a customer. */
    write: async (
      name: string,
      text: string,
      { by = SITI, replyTo = 0, anonymous = false } = {},
    ) => {
      const id = api.say(by, text, {
        chat: group,
        topic: topicOf(name).id,
        ...(replyTo && { replyTo }),
        ...(anonymous && { anonymous }),
      })
      await settle()
      return id
    },
    /** Taps the newest button of that label in the topic. */
    tap: async (name: string, label: string, by = SITI) => {
      const message = inTopic(name).findLast((one) =>
        one.buttons?.flat().some((button) => button.label === label),
      )
      const data = message?.buttons?.flat().find((button) => button.label === label)?.data
      if (!message || data === undefined) throw new Error(`no button ${label}`)
      api.tap(by, message.id, data, { chat: group })
      await settle()
    },
    human: () =>
      deps.db
        .selectFrom('conversations')
        .where('human_since', 'is not', null)
        .select(['chat', 'human_by', 'human_on_phone'])
        .execute(),
  }
}

/** A WhatsApp that keeps what goes out, and fails when told to. */
function whatsapp(accountId: number, canEdit: boolean) {
  const sent: Sent[] = []
  const failures: unknown[] = []
  const shelf = new Map<string, Uint8Array>()
  const keep = (message: Message & { chat: string; edited?: string }) => {
    const failure = failures.shift()
    if (failure) throw failure
    const id = `out.${sent.length + 1}`
    sent.push({ ...message, id })
    return { providerId: id }
  }
  const door: Door = {
    channel: 'cloud',
    accountId,
    pace: { perSecond: 10_000, burst: 10_000 },
    canEdit,
    canReact: true,
    health: () => ({ state: 'healthy' }),
    send: async (chat, message) => keep({ ...message, chat }),
    edit: async (chat, edited, message) => {
      keep({ ...message, chat, edited })
      return { providerId: edited }
    },
    download: async (ref) => ({
      bytes: shelf.get(ref) ?? Buffer.from('ffd8ffe000104a46494600', 'hex'),
      mime: 'application/octet-stream',
    }),
    start: async () => {},
    stop: async () => {},
  }
  return { door, sent, failures, shelf }
}

import { pino } from 'pino'
import { createSecrets } from '../../../src/adapters/secrets/secrets.ts'
import { seededDice } from '../../../src/adapters/routeros/simulator/faults.ts'
import type { Door } from '../../../src/bots/door.ts'
import { createOutbox } from '../../../src/bots/outbox.ts'
import type { Message, Sort } from '../../../src/domain/messages/message.ts'
import type { ChannelName } from '../../../src/domain/tables.ts'
import { testClock } from '../../support/clock.ts'
import { testDb } from '../../support/test-db.ts'

type Sent = Message & { chat: string; key: string | undefined }

/** Some numbers of ours with doors that keep what goes out, and people to write to. */
export async function numbers(given: { start?: string } = {}) {
  const db = await testDb()
  const clock = testClock(given.start)
  const woken = new Set<number>()
  const deps = {
    db,
    now: clock.now,
    draw: seededDice(1),
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    secrets: createSecrets(Buffer.alloc(32, 'wicara').toString('base64')),
    business: { timeZone: 'Asia/Jakarta', publicUrl: 'http://127.0.0.1' },
    wake: {
      conversation: () => {},
      outbox: (id: number) => void woken.add(id),
      effects: () => {},
    },
  }
  // Tests do not sit out gaps.
  const value = JSON.stringify({ all: { chatGapMs: 0 }, sessions: {} })
  await db
    .insertInto('settings')
    .values({ key: 'sending', value, updated_at: clock.now() })
    .execute()
  const doors = new Map<number, Door>()
  const outbox = createOutbox({
    deps,
    doors,
    settingsFreshMs: 0,
    word: ({ code, details }) => ({ text: `${code} ${JSON.stringify(details)}` }),
    onFate: () => {},
  })

  async function number(channel: ChannelName, name: string, more: Partial<Door> = {}) {
    const { id: accountId } = await db
      .insertInto('channel_accounts')
      .values({ channel, name, phone: `+62811000${doors.size}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (channel === 'baileys' || channel === 'waha') {
      const until = new Date(Date.now() + 3_600_000)
      await db
        .insertInto('session_leases')
        .values({ account_id: accountId, connection: 'open', until, connected_at: clock.now() })
        .execute()
    }
    const sent: Sent[] = []
    const failures: unknown[] = []
    const door: Door = {
      channel,
      accountId,
      pace: { perSecond: 10_000, burst: 10_000 },
      canEdit: false,
      health: () => ({ state: 'healthy' }),
      async send(chat, message, _signal, key) {
        const failure = failures.shift()
        if (failure) throw failure
        sent.push({ ...message, chat, key })
        return { providerId: `${name}-${sent.length}` }
      },
      edit: async (_chat, providerId) => ({ providerId }),
      start: async () => {},
      stop: async () => {},
      ...more,
    }
    doors.set(accountId, door)
    return { accountId, door, sent, failures, texts: () => sent.map(({ text }) => text) }
  }

  /** A chat of somebody; `heardHoursAgo` undefined: never. */
  async function chat(
    accountId: number,
    phone: string,
    { personId, heardHoursAgo }: { personId?: number; heardHoursAgo?: number } = {},
  ) {
    const id = personId ?? (await person(accountId, phone))
    const heard =
      heardHoursAgo === undefined
        ? null
        : new Date(clock.now().getTime() - heardHoursAgo * 3_600_000)
    const { id: conversationId } = await db
      .insertInto('conversations')
      .values({
        account_id: accountId,
        chat: phone.replace('+', ''),
        person_id: id,
        last_inbound_at: heard,
        window_until: heard && new Date(heard.getTime() + 24 * 3_600_000),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id: conversationId, personId: id }
  }

  async function person(accountId: number, phone: string | null) {
    const { id } = await db
      .insertInto('people')
      .values({ name: 'Budi' })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (phone) {
      await db
        .insertInto('identities')
        .values({ account_id: accountId, kind: 'phone', value: phone, person_id: id })
        .execute()
    }
    return id
  }

  async function write(
    conversationId: number,
    said: { text: string; sort?: Sort; template?: boolean; at?: Date; priority?: number },
  ) {
    const { text, sort = 'service', template = false, at = clock.now(), priority = 5 } = said
    const message: Message = {
      text,
      ...(template && { outsideWindow: { name: 'news', language: 'id', values: [text] } }),
    }
    const { id } = await db
      .insertInto('outbox')
      .values({
        conversation_id: conversationId,
        content: JSON.stringify({ message }),
        sort,
        from_bot: sort === 'answer',
        priority,
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  const fates = async (conversationId: number) => {
    const rows = await db
      .selectFrom('outbox')
      .where('conversation_id', '=', conversationId)
      .select(['content', 'state', 'error'])
      .orderBy('id')
      .execute()
    return rows.map(({ content, state, error }) =>
      [
        'message' in content ? content.message.text : content.notice.code,
        state,
        ...(error === null ? [] : [error]),
      ].join(' '),
    )
  }

  return { db, deps, clock, doors, outbox, woken, number, chat, person, write, fates }
}

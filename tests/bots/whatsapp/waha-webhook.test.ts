import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import type { WebhookRequest } from '../../../src/bots/door.ts'
import { createInbox } from '../../../src/bots/inbox.ts'
import { testDb } from '../../support/test-db.ts'
import { HMAC_KEY, SITI, soon, workingWaha } from './open-waha.ts'

type Given = { key?: string; at?: number; headers?: Record<string, string>; body?: string }

/** A request as WAHA would post it. */
function posted(
  now: number,
  { key = HMAC_KEY, at = now, headers, body }: Given = {},
): WebhookRequest {
  const payload = { id: `false_${SITI}@c.us_AB12CD34`, body: 'halo', fromMe: false }
  const event = { id: 'evt_1', timestamp: at, event: 'message.any', session: 'toko', payload }
  const bytes = Buffer.from(body ?? JSON.stringify(event))
  return {
    method: 'POST',
    query: {},
    headers: {
      'x-webhook-hmac': createHmac('sha512', key).update(bytes).digest('hex'),
      'x-webhook-hmac-algorithm': 'sha512',
      'x-webhook-timestamp': String(at),
      ...headers,
    },
    body: bytes,
  }
}

describe('news of WAHA', () => {
  test('that is signed is written down before it is acknowledged', async () => {
    const { webhook, clock, book } = await workingWaha()
    expect(await webhook(posted(clock.now().getTime()))).toEqual({ status: 200 })
    expect(book.texts()).toEqual(['halo'])
  })

  test.each<[string, Given]>([
    ['signed with another key', { key: 'salah' }],
    ['not signed', { headers: { 'x-webhook-hmac': '' } }],
    ['signed in another way', { headers: { 'x-webhook-hmac-algorithm': 'sha256' } }],
    ['changed on the way', { headers: { 'x-webhook-hmac': 'ab'.repeat(64) } }],
    ['from last week', { at: new Date('2026-10-26T09:00:00+07:00').getTime() }],
    ['from tomorrow', { at: new Date('2026-11-03T09:00:00+07:00').getTime() }],
  ])('that is %s is refused, and nothing is written', async (_how, given) => {
    const { webhook, clock, book } = await workingWaha()
    expect(await webhook(posted(clock.now().getTime(), given))).toEqual({ status: 401 })
    expect(book.written).toEqual([])
  })

  test('that WAHA could not bring us for two hours is taken', async () => {
    const { webhook, clock, book } = await workingWaha()
    const at = clock.now().getTime()
    clock.pass({ hours: 2, minutes: 45 })
    expect(await webhook(posted(clock.now().getTime(), { at }))).toEqual({ status: 200 })
    expect(book.texts()).toEqual(['halo'])
  })

  test('of versions that say no time in what they sign goes by the header', async () => {
    const { webhook, clock } = await workingWaha()
    const body = JSON.stringify({ event: 'message.any', session: 'toko', payload: {} })
    const now = clock.now().getTime()
    expect(await webhook(posted(now, { body }))).toEqual({ status: 200 })
    expect(await webhook(posted(now, { body, at: now - 86_400_000 }))).toEqual({ status: 401 })
    const none = { ...posted(now, { body }) }
    delete none.headers['x-webhook-timestamp']
    expect(await webhook(none)).toEqual({ status: 200 })
  })

  test('that is no event is refused as such', async () => {
    const { webhook, clock } = await workingWaha()
    for (const body of ['', '[]', 'null', '{"a":1}', '{']) {
      expect(await webhook(posted(clock.now().getTime(), { body }))).toEqual({ status: 400 })
    }
    expect(await webhook({ ...posted(0), method: 'GET' })).toEqual({ status: 405 })
  })

  test('of a session that is not ours is taken and left', async () => {
    const { webhook, clock, book } = await workingWaha()
    const body = JSON.stringify({ event: 'message.any', session: 'lain', payload: {} })
    expect(await webhook(posted(clock.now().getTime(), { body }))).toEqual({ status: 200 })
    expect(book.written).toEqual([])
  })

  test('is posted again until the database is back', async () => {
    const { waha, book } = await workingWaha()
    book.failNext(2)
    waha.say(SITI, 'halo')
    await waha.webhooks.settled()
    expect(book.texts()).toEqual(['halo'])
  })
})

test('told twice and the wrong way round, everything is in the inbox once', async () => {
  const db = await testDb()
  const account = { channel: 'waha', name: 'toko' } as const
  const { id: accountId } = await db
    .insertInto('channel_accounts')
    .values(account)
    .returning('id')
    .executeTakeFirstOrThrow()
  const wake = { conversation: () => {}, outbox: () => {}, effects: () => {} }
  const deps = { db, now: () => new Date(), wake, log: pino({ level: 'silent' }) }
  const writeDown = createInbox(deps, () => {})
  const { waha, door } = await workingWaha({ accountId, writeDown }, { engine: 'WEBJS' })

  waha.webhooks.repeat(true)
  waha.say(SITI, 'satu \u0000 \uD83D')
  const { arrive } = waha.sayUnseen(SITI, 'dua')
  await waha.webhooks.settled()
  arrive()
  waha.webhooks.hold()
  waha.say(SITI, 'tiga')
  await door.send(SITI, { text: 'halo' }, soon())
  waha.markRead(SITI)
  waha.webhooks.release({ backwards: true, twice: true })
  await waha.webhooks.settled()

  const rows = await db.selectFrom('inbox').select(['kind', 'inbound']).orderBy('id').execute()
  const kinds = rows.map(({ kind }) => kind).toSorted()
  expect(kinds).toEqual(['message', 'message', 'message', 'status', 'status', 'status'])
  const texts = rows.flatMap(({ inbound }) => ('text' in inbound ? [inbound.text] : []))
  expect(texts).toContain('dua')
})

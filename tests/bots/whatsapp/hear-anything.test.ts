import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Heard } from '../../../src/bots/door.ts'
import { hearWebhook } from '../../../src/bots/whatsapp/cloud/hear-webhook.ts'
import { hearEvent } from '../../../src/bots/whatsapp/waha/hear-event.ts'
import type { Listener } from '../../../src/bots/whatsapp/waha/sender.ts'
import type { WahaEvent } from '../../../src/bots/whatsapp/waha/wire.ts'
import { contact, from, hearValue, metadata } from './hear.ts'

const WEIRD = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  'x',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  [],
  {},
  [null],
  [[1]],
  { a: 1 },
]

const listener: Listener = {
  accountId: 7,
  lids: { learn: () => {}, phoneOf: async () => undefined },
  knownChat: async () => undefined,
  isOurs: async () => false,
  wasSent: async () => false,
  now: () => 1_795_219_720_000,
}

const written = { ...from, id: 'wamid.A', timestamp: '1795219720' }
const POSTS = [
  {
    messages: [
      { ...written, type: 'text', text: { body: 'halo' }, context: { id: 'wamid.x' } },
      { ...written, type: 'image', image: { id: '1', mime_type: 'image/jpeg' } },
      { ...written, type: 'location', location: { latitude: 1, longitude: 2, name: 'a' } },
      { ...written, type: 'contacts', contacts: [{ name: { formatted_name: 'A' }, phones: [{}] }] },
      { ...written, type: 'reaction', reaction: { message_id: 'wamid.y', emoji: 'x' } },
      { ...written, type: 'revoke', revoke: { original_message_id: 'wamid.z' } },
      { ...written, type: 'system', system: { type: 'user_changed_number', wa_id: '62899' } },
    ],
  },
  { statuses: [{ id: 'wamid.o', status: 'failed', timestamp: '1', errors: [{ code: 1 }] }] },
  { message_echoes: [{ ...written, to: '628', type: 'text', text: { body: 'x' } }] },
  { user_preferences: [{ wa_id: '628', category: 'marketing_messages', value: 'stop' }] },
  { event: 'APPROVED', message_template_name: 'x', message_template_language: 'id' },
].flatMap((value) =>
  ['messages', 'account_update', 'message_template_status_update'].map((field) => ({
    entry: [{ time: 1, changes: [{ field, value: { metadata, contacts: [contact], ...value } }] }],
  })),
)

const message = {
  id: 'false_6281234567890@c.us_3EB0',
  timestamp: 1_795_219_720,
  source: 'app',
  body: 'halo',
  hasMedia: true,
  media: { url: 'http://x/api/files/y.jpg', mimetype: 'image/jpeg', filename: 'a' },
  location: { latitude: 1, longitude: 2, name: 'n' },
  vCards: ['FN:x'],
  replyTo: { id: 'X', participant: '6281234567890@c.us' },
  reaction: { text: 'x', messageId: 'true_62@c.us_3' },
  editedMessageId: 'x',
  revokedMessageId: 'x',
  ack: 1,
  error: { code: 'x' },
  _data: { pushName: 'x', key: { remoteJidAlt: '1@lid' }, message: { extendedTextMessage: {} } },
}
const EVENTS = ['message', 'waiting', 'edited', 'reaction', 'ack'].flatMap((kind) =>
  ['false', 'true'].map((mine) => ({
    event: kind === 'message' ? kind : `message.${kind}`,
    timestamp: 1,
    payload: { ...message, id: `${mine}_6281234567890@c.us_3EB0` },
  })),
)
const REVOKED = { event: 'message.revoked', payload: { before: message, after: message } }

/** What could be sent, with anything at all in one or two of its places. */
const broken = (samples: object[]) =>
  fc
    .tuple(fc.constantFrom(...samples), fc.array(place(), { minLength: 1, maxLength: 2 }))
    .map(([sample, places]) => places.reduce<unknown>(breakAt, sample))

const place = () =>
  fc.record({
    path: fc.array(fc.nat(11), { minLength: 1, maxLength: 8 }),
    value: fc.oneof(fc.constantFrom(...WEIRD), fc.jsonValue()),
  })

function breakAt(
  whole: unknown,
  { path: [turn, ...path], value }: { path: number[]; value: unknown },
): unknown {
  if (typeof whole !== 'object' || whole === null) return value
  const keys = Object.keys(whole)
  const key = turn === undefined ? undefined : keys[turn % keys.length]
  if (key === undefined) return value
  const part = breakAt(Object.entries(whole).find(([name]) => name === key)?.[1], { path, value })
  if (Array.isArray(whole))
    return whole.map((one: unknown, at) => (String(at) === key ? part : one))
  return { ...whole, [key]: part }
}

function isFit({ chat, providerId, inbound, raw }: Heard) {
  const named = typeof chat === 'string' && typeof providerId === 'string'
  return named && typeof inbound.kind === 'string' && raw !== undefined && raw !== null
}

test('whatever Meta posts is written down and breaks nothing', () => {
  fc.assert(
    fc.property(broken(POSTS), (post) => {
      const body = typeof post === 'object' && post !== null ? post : {}
      expect(
        hearWebhook(body, { accountId: 7, phoneNumberId: '106540352242922' }).every(isFit),
      ).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})

test('whatever WAHA posts is written down and breaks nothing', async () => {
  await fc.assert(
    fc.asyncProperty(broken([...EVENTS, REVOKED]), async (event) => {
      const heard = await hearEvent(Object(event) as WahaEvent, listener)
      expect(heard.every(isFit)).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})

test('nothing where a message should be is kept as unknown, and so is the rest of its post', () => {
  expect(hearValue({ messages: [null] })).toMatchObject([
    { chat: 'account', inbound: { kind: 'unknown' }, raw: { empty: true } },
  ])
  expect(hearValue({}, '__proto__')).toMatchObject([{ inbound: { kind: 'unknown' } }])
  const me = { accountId: 7, phoneNumberId: '1' }
  expect(hearWebhook({ entry: JSON.parse('[{"changes":[null]}]') as [] }, me)).toMatchObject([
    { inbound: { kind: 'unknown' }, raw: { empty: true } },
  ])
})

test.each([
  { event: 'message.edited', payload: { ...message, body: { a: 1 } } },
  { event: 'message.ack', timestamp: 1e300, payload: { id: 'true_62@c.us_3', ack: 1 } },
])('an event of WAHA that cannot be read is kept as unknown: $event', async (event) => {
  expect(await hearEvent(event, listener)).toMatchObject([{ inbound: { kind: 'unknown' } }])
})

test('what others fail at is not taken for unreadable: WAHA comes back with it', async () => {
  const away = { ...listener, isOurs: () => Promise.reject(new Error('database away')) }
  const payload = { ...message, id: 'true_6281234567890@c.us_3EB0' }
  await expect(hearEvent({ event: 'message', payload }, away)).rejects.toThrow('database away')
})

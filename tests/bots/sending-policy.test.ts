import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { settleStatuses } from '../../src/bots/settle-statuses.ts'
import { Rejected, Unreachable } from '../../src/domain/fault.ts'
import type { Sort } from '../../src/domain/messages/message.ts'
import { changeSendingSettings } from '../../src/domain/sending/change-sending-settings.ts'
import { openAccount } from '../../src/domain/people/open-account.ts'
import { numbers } from '../domain/sending/numbers.ts'

const NIGHT = '2026-11-02T22:00:00+07:00'
const WINDOW = { hasWindow: true } as const
const spam = () => new Rejected('Spam rate limit hit', { code: 'spam_limit' })
const shut = () => new Rejected('Re-engagement message', { code: 'window_closed' })

test('at night an answer goes and a reminder written before it waits for the morning', async () => {
  const shop = await numbers({ start: NIGHT })
  const wa = await shop.number('cloud', 'toko')
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  await shop.write(id, { text: 'ingat', sort: 'reminder' })
  await shop.write(id, { text: 'jawaban', sort: 'answer' })
  await shop.write(id, { text: 'tagihan' })
  await shop.outbox.drain(id)
  expect(wa.texts()).toEqual(['jawaban', 'tagihan'])
  expect(await shop.fates(id)).toEqual(['ingat queued quiet', 'jawaban sent', 'tagihan sent'])

  // Nothing is tried over and over while it waits.
  await shop.outbox.sweep()
  expect(wa.texts()).toHaveLength(2)
  shop.clock.set('2026-11-03T07:00:00+07:00')
  await shop.outbox.sweep()
  expect(wa.texts()).toEqual(['jawaban', 'tagihan', 'ingat'])
})

test('who wrote "stop" while a reminder waited is not reminded, and gets what he paid for', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko')
  const { id, personId } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  await shop.write(id, { text: 'promo', sort: 'promo' })
  await shop.write(id, { text: 'kwitansi' })
  await shop.db
    .updateTable('people')
    .set({ opted_out_at: shop.clock.now() })
    .where('id', '=', personId)
    .execute()
  await shop.outbox.drain(id)
  expect(wa.texts()).toEqual(['kwitansi'])
  expect(await shop.fates(id)).toEqual(['promo dropped opted_out', 'kwitansi sent'])
})

test('a shut window takes templates, and of free words the team is told once per chat', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko', WINDOW)
  const telegram = await openAccount(shop, { channel: 'telegram', name: 'bot' })
  const owner = await shop.chat(telegram, '77')
  await sql`insert into staff (person_id, role, added_at) values (${owner.personId}, 'owner', now())`.execute(
    shop.db,
  )
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 25 })
  await shop.write(id, { text: 'tagihan', template: true })
  await shop.write(id, { text: 'kabar' })
  await shop.outbox.drain(id)
  expect(wa.sent).toEqual([
    expect.objectContaining({
      text: 'tagihan',
      template: expect.objectContaining({ name: 'news' }),
    }),
  ])
  expect(await shop.fates(id)).toEqual(['tagihan sent', 'kabar failed window_closed'])
  expect(await shop.fates(owner.id)).toEqual(['send.failed.staff queued'])
})

test('where Meta says that a window is shut which we believed open, its template goes, once', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko', WINDOW)
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 23 })
  wa.failures.push(shut())
  await shop.write(id, { text: 'tagihan', template: true })
  await shop.outbox.drain(id)
  expect(wa.sent).toEqual([expect.objectContaining({ template: expect.anything() })])

  wa.failures.push(shut())
  await shop.write(id, { text: 'lagi', template: true })
  await shop.outbox.drain(id)
  expect((await shop.fates(id)).at(-1)).toBe('lagi failed window_closed · Re-engagement message')
})

async function hearRefusal(
  { db }: Awaited<ReturnType<typeof numbers>>,
  accountId: number,
  n: number,
) {
  const error = 'window_closed · 131047'
  const inbound = { kind: 'status', messageId: `toko-${n}`, fate: 'failed', error, at: '' }
  await sql`insert into inbox (account_id, chat, provider_id, kind, inbound, raw, correlation, received_at)
    values (${accountId}, '6281', ${`s${n}`}, 'status', ${JSON.stringify(inbound)}::jsonb, '{}', 'c', now())`.execute(
    db,
  )
}

test('of two refusals that come one after the other each goes by its template, and only once', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko', WINDOW)
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 23 })
  await shop.write(id, { text: 'tagihan', template: true })
  await shop.write(id, { text: 'kwitansi', template: true })
  await shop.outbox.drain(id)
  for (const n of [1, 2]) {
    await hearRefusal(shop, wa.accountId, n)
    await settleStatuses(shop.deps)
    await shop.outbox.drain(id)
  }
  expect(wa.sent.slice(2)).toMatchObject([
    { text: 'tagihan', template: { name: 'news' } },
    { text: 'kwitansi', template: { name: 'news' } },
  ])
  // The template itself is refused: that is its end.
  await hearRefusal(shop, wa.accountId, 3)
  await settleStatuses(shop.deps)
  await shop.outbox.drain(id)
  expect(wa.sent).toHaveLength(4)
  const [tagihan] = await shop.db.selectFrom('outbox').select('fate').orderBy('id').execute()
  expect(tagihan).toEqual({ fate: 'failed' })
})

test('a refusal that comes later does the same', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko', WINDOW)
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 23 })
  await shop.write(id, { text: 'tagihan', template: true })
  await shop.write(id, { text: 'kabar' })
  await shop.outbox.drain(id)
  expect(wa.sent).toHaveLength(2)
  for (const n of [1, 2]) await hearRefusal(shop, wa.accountId, n)
  await settleStatuses(shop.deps)
  await shop.outbox.drain(id)
  expect(wa.sent.slice(2)).toEqual([expect.objectContaining({ template: expect.anything() })])
  expect(await shop.fates(id)).toEqual(['tagihan sent', 'kabar failed window_closed'])
})

test('who had enough advertising today gets none until tomorrow, from any number, and his bill at once', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko')
  const other = await shop.number('cloud', 'cs')
  const { id, personId } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  const elsewhere = await shop.chat(other.accountId, '+6281', { personId, heardHoursAgo: 1 })
  wa.failures.push(new Rejected('Meta chose not to deliver', { code: 'marketing_limit' }))
  await shop.write(id, { text: 'promo', sort: 'promo' })
  await shop.write(elsewhere.id, { text: 'promo lain', sort: 'promo' })
  await shop.write(id, { text: 'tagihan' })
  await shop.outbox.drain(id)
  await shop.outbox.drain(elsewhere.id)
  expect(wa.texts()).toEqual(['tagihan'])
  expect(await shop.fates(elsewhere.id)).toEqual(['promo lain queued promo_held'])
  shop.clock.set('2026-11-04T12:00:00+07:00')
  await shop.outbox.sweep()
  expect(other.texts()).toEqual(['promo lain'])
})

test('a number that Meta takes for a spammer advertises no more today, and the team hears it once', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko')
  const telegram = await openAccount(shop, { channel: 'telegram', name: 'bot' })
  const owner = await shop.chat(telegram, '77')
  await sql`insert into staff (person_id, role, added_at) values (${owner.personId}, 'owner', now())`.execute(
    shop.db,
  )
  const ids: number[] = []
  for (const phone of ['+6281', '+6282', '+6283']) {
    const { id } = await shop.chat(wa.accountId, phone, { heardHoursAgo: 1 })
    await shop.write(id, { text: `promo ${phone}`, sort: 'promo' })
    ids.push(id)
  }
  wa.failures.push(spam(), spam())
  await Promise.all(ids.slice(0, 2).map((id) => shop.outbox.drain(id)))
  await shop.outbox.drain(ids[2] ?? 0)
  expect(wa.sent).toEqual([])
  expect(await shop.fates(ids[2] ?? 0)).toEqual(['promo +6283 queued promo_held'])
  const told = await shop.fates(owner.id)
  expect(told.filter((one) => one.startsWith('session.promo_held'))).toHaveLength(1)
})

test('a new number begins twenty talks on its first day, however many try at once; answers go on', async () => {
  const shop = await numbers()
  const wa = await shop.number('baileys', 'toko')
  await sql`update channel_accounts set warm_from = ${shop.clock.now()}`.execute(shop.db)
  const ids: number[] = []
  for (let n = 0; n < 30; n += 1) {
    const { id } = await shop.chat(wa.accountId, `+62810${n}`)
    await shop.write(id, { text: `tagihan ${n}` })
    ids.push(id)
  }
  await Promise.all(ids.map(shop.outbox.drain))
  expect(wa.sent).toHaveLength(20)
  const late = (await Promise.all(ids.map(shop.fates)))
    .flat()
    .filter((one) => one.includes('queued'))
  expect(late).toHaveLength(10)
  expect(late.every((one) => one.endsWith('queued budget'))).toBe(true)

  // One of them writes: what waited goes, before the answer to it.
  const waiting = await shop.db
    .selectFrom('outbox')
    .where('state', '=', 'queued')
    .select('conversation_id as id')
    .executeTakeFirstOrThrow()
  await sql`update conversations set last_inbound_at = ${shop.clock.now()},
    window_until = ${shop.clock.now()}::timestamptz + interval '1 day' where id = ${waiting.id}`.execute(
    shop.db,
  )
  await shop.write(waiting.id, { text: 'jawaban', sort: 'answer', priority: 1 })
  await shop.outbox.sweep()
  expect(await shop.fates(waiting.id)).toEqual([
    expect.stringMatching(/^tagihan \d+ sent$/),
    'jawaban sent',
  ])
  expect(wa.sent).toHaveLength(22)
  const { rows } = await sql`select sent, begun, new_chats from session_days`.execute(shop.db)
  expect(rows).toEqual([{ sent: 22, begun: 20, new_chats: 20 }])

  shop.clock.pass({ days: 1 })
  await shop.outbox.sweep()
  expect(wa.sent).toHaveLength(31)
})

test('a number that may not meet people writes to those it knows, and to others later', async () => {
  const shop = await numbers()
  const wa = await shop.number('baileys', 'toko')
  const until = new Date(shop.clock.now().getTime() + 3_600_000)
  await shop.db.updateTable('channel_accounts').set({ no_new_chats_until: until }).execute()
  const known = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 100 })
  const stranger = await shop.chat(wa.accountId, '+6282')
  for (const { id } of [known, stranger]) await shop.write(id, { text: 'kabar' })
  await shop.outbox.sweep()
  expect(await shop.fates(known.id)).toEqual(['kabar sent'])
  expect(await shop.fates(stranger.id)).toEqual(['kabar queued reachout'])
})

test('a number that is held keeps everything where it is until then', async () => {
  const shop = await numbers()
  const wa = await shop.number('waha', 'toko')
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  const until = new Date(shop.clock.now().getTime() + 60_000)
  await shop.db.updateTable('channel_accounts').set({ no_sending_until: until }).execute()
  await shop.write(id, { text: 'jawaban', sort: 'answer' })
  await shop.outbox.drain(id)
  await shop.outbox.sweep()
  expect(wa.sent).toEqual([])
  shop.clock.pass({ minutes: 1 })
  await shop.outbox.sweep()
  expect(wa.texts()).toEqual(['jawaban'])
})

test('what the owner changes counts for what already waits', async () => {
  const shop = await numbers({ start: NIGHT })
  const wa = await shop.number('cloud', 'toko')
  const { id, personId } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  await shop.write(id, { text: 'ingat', sort: 'reminder' })
  await shop.outbox.drain(id)
  expect(wa.sent).toEqual([])
  const change = { quietFromHour: 0, quietToHour: 0 }
  await changeSendingSettings(shop.deps, { change, by: personId })
  expect([...shop.woken]).toEqual([id])
  await shop.outbox.drain(id)
  expect(wa.texts()).toEqual(['ingat'])
})

test('a row is sent under one key however often it is tried', async () => {
  const shop = await numbers()
  const wa = await shop.number('cloud', 'toko')
  const { id } = await shop.chat(wa.accountId, '+6281', { heardHoursAgo: 1 })
  const row = await shop.write(id, { text: 'halo' })
  wa.failures.push(new Unreachable('away', { retryAfterMs: 1 }))
  await shop.outbox.drain(id)
  await sql`update outbox set not_before = null`.execute(shop.db)
  await shop.outbox.drain(id)
  expect(wa.sent.map(({ key }) => key)).toEqual([`${row}:0`])
})

test('whatever waits, fails and comes back, each chat hears things in the order they were written', async () => {
  const shop = await numbers({ start: NIGHT })
  const wa = await shop.number('cloud', 'toko', WINDOW)
  const sorts: Sort[] = ['answer', 'person', 'service', 'reminder', 'promo']
  let phones = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          sort: fc.constantFrom(...sorts),
          template: fc.boolean(),
          fails: fc.constantFrom('', '', '', 'away', 'refused'),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      fc.constantFrom(1, 25),
      async (plan, heardHoursAgo) => {
        shop.clock.set(NIGHT)
        phones += 1
        const { id } = await shop.chat(wa.accountId, `+629${phones}`, { heardHoursAgo })
        const from = wa.sent.length
        const ids: number[] = []
        for (const { sort, template } of plan) {
          ids.push(await shop.write(id, { text: String(ids.length), sort, template }))
        }
        wa.failures.length = 0
        const send = wa.door.send
        for (const { fails } of plan) {
          if (fails === 'away') wa.failures.push(new Unreachable('away', { retryAfterMs: 0 }))
          if (fails === 'refused') wa.failures.push(new Rejected('no', { code: 'no' }))
          await shop.outbox.drain(id)
        }
        wa.failures.length = 0
        for (let n = 0; n < 4; n += 1) {
          await sql`update outbox set not_before = null where error = 'away'`.execute(shop.db)
          await shop.outbox.drain(id)
        }
        shop.clock.pass({ hours: 9 })
        await sql`update outbox set not_before = null`.execute(shop.db)
        await shop.outbox.drain(id)
        expect(wa.door.send).toBe(send)

        const said = wa.sent.slice(from).map(({ text }) => Number(text))
        const of = (wanted: boolean) =>
          said.filter((n) => ['reminder', 'promo'].includes(plan[n]?.sort ?? '') === wanted)
        // Nothing twice; talk in its order; what stands aside in its own.
        expect(new Set(said).size).toBe(said.length)
        expect(of(false)).toEqual(of(false).toSorted((a, b) => a - b))
        expect(of(true)).toEqual(of(true).toSorted((a, b) => a - b))
        const left = await shop.db
          .selectFrom('outbox')
          .where('conversation_id', '=', id)
          .where('state', 'in', ['queued', 'sending'])
          .select('id')
          .execute()
        expect(left).toEqual([])
      },
    ),
    { numRuns: 25, seed: 7 },
  )
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { OutcomeUnknown, Unreachable } from '../../../src/domain/fault.ts'
import { moveQueue } from '../../../src/domain/sending/move-queue.ts'
import { numbers } from './numbers.ts'

type Shop = Awaited<ReturnType<typeof numbers>>

const words = (texts: string[]) => texts.filter((text) => !text.startsWith('chat.moved'))

async function lose(shop: Shop, accountId: number) {
  shop.doors.delete(accountId)
  await sql`update channel_accounts set state = 'banned', state_since = ${shop.clock.now()} where id = ${accountId}`.execute(
    shop.db,
  )
}

/** An old number with a talk that waits, and a new one that could go on with it. */
async function twoNumbers() {
  const shop = await numbers()
  const old = await shop.number('baileys', 'lama')
  const fresh = await shop.number('baileys', 'baru')
  const { accountId } = old
  const { id, personId } = await shop.chat(accountId, '+6281', { heardHoursAgo: 1 })
  return { ...shop, shop, old, fresh, accountId, id, personId }
}

async function openQuestion({ db, clock }: Shop, conversationId: number) {
  await db
    .insertInto('questions')
    .values({
      id: 'q1',
      conversation_id: conversationId,
      kind: 'menu',
      acts: '[]',
      free: null,
      asked_at: clock.now(),
      expires_at: new Date(clock.now().getTime() + 3_600_000),
    })
    .execute()
}

test('the queue of a lost number goes out from another, in order, after one word about it', async () => {
  const { shop, fresh, accountId, id } = await twoNumbers()
  for (const text of ['satu', 'dua', 'tiga']) await shop.write(id, { text, sort: 'answer' })
  await lose(shop, accountId)
  expect(await moveQueue(shop.deps, { accountId })).toEqual({
    messages: 3,
    people: 1,
    left: 0,
    ended: 0,
  })
  for (const chat of shop.woken) await shop.outbox.drain(chat)
  expect(fresh.texts()).toEqual(['chat.moved_number {"from":"+628110000"}', 'satu', 'dua', 'tiga'])
  expect(new Set(fresh.sent.map(({ chat }) => chat))).toEqual(new Set(['6281']))
  expect(await shop.fates(id)).toEqual([])
})

test('a person who has the chat has it there too, and a question can be answered there', async () => {
  const { shop, accountId, fresh, id, personId } = await twoNumbers()
  await openQuestion(shop, id)
  await sql`update conversations set human_since = ${shop.clock.now()}, human_by = ${personId},
    human_active_at = ${shop.clock.now()} where id = ${id}`.execute(shop.db)
  await shop.write(id, { text: 'kata admin', sort: 'person' })
  await lose(shop, accountId)
  await moveQueue(shop.deps, { accountId })
  const { rows } = await sql`
    select c.human_by, q.id as question from conversations c left join questions q on q.conversation_id = c.id
    where c.account_id in (${accountId}, ${fresh.accountId}) order by c.account_id`.execute(shop.db)
  expect(rows).toEqual([
    { human_by: null, question: null },
    { human_by: personId, question: 'q1' },
  ])
})

test('the topic of the team follows the talk, and a chat on the phone is one there too', async () => {
  const { shop, accountId, fresh, id } = await twoNumbers()
  const { rows } = await sql<{ id: number }>`
    with bot as (insert into channel_accounts (channel, name) values ('telegram', 'bot') returning id)
    insert into conversations (account_id, chat, is_ops)
    select bot.id, c.chat, c.chat = '-100' from bot, (values ('-100'), (${`topic:${id}`})) c(chat)
    returning id`.execute(shop.db)
  const [forum, topic] = rows
  await sql`insert into chat_topics (conversation_id, topic_id, forum_id)
    values (${id}, ${topic?.id}, ${forum?.id})`.execute(shop.db)
  await sql`update conversations set human_since = ${shop.clock.now()}, human_on_phone = true,
    human_active_at = ${shop.clock.now()} where id = ${id}`.execute(shop.db)
  await shop.write(id, { text: 'satu', sort: 'person' })
  await lose(shop, accountId)
  await moveQueue(shop.deps, { accountId })
  const { rows: after } = await sql`
    select c.account_id, c.human_on_phone, t.topic_id, r.chat = 'topic:' || c.id as at_home
    from conversations c left join chat_topics t on t.conversation_id = c.id
    left join conversations r on r.id = t.topic_id
    where c.account_id in (${accountId}, ${fresh.accountId}) order by c.account_id`.execute(shop.db)
  expect(after).toEqual([
    { account_id: accountId, human_on_phone: false, topic_id: null, at_home: null },
    { account_id: fresh.accountId, human_on_phone: true, topic_id: topic?.id, at_home: true },
  ])
  expect(await shop.fates(topic?.id ?? 0)).toEqual(['chat.card queued'])
})

test('what may be out already and old answers come to their end; people without a number wait', async () => {
  const { shop, accountId, id } = await twoNumbers()
  const yesterday = new Date(shop.clock.now().getTime() - 25 * 3_600_000)
  const sending = await shop.write(id, { text: 'di jalan' })
  await sql`update outbox set state = 'sending' where id = ${sending}`.execute(shop.db)
  const unsure = await shop.write(id, { text: 'entah' })
  await sql`update outbox set maybe_out = true where id = ${unsure}`.execute(shop.db)
  await shop.write(id, { text: 'basi', sort: 'answer', at: yesterday })
  await shop.write(id, { text: 'tagihan kemarin', at: yesterday })
  const nobody = await shop.person(accountId, null)
  const hidden = await shop.chat(accountId, '99@lid', { personId: nobody, heardHoursAgo: 1 })
  await shop.write(hidden.id, { text: 'halo' })
  await lose(shop, accountId)
  expect(await moveQueue(shop.deps, { accountId })).toEqual({
    messages: 1,
    people: 1,
    left: 1,
    ended: 2,
  })
  expect(await shop.fates(id)).toEqual([
    'di jalan failed number_lost',
    'entah failed number_lost',
    'basi dropped too_late',
  ])
  expect(await shop.fates(hidden.id)).toEqual(['halo queued'])
})

test('what had no answer once is not said from elsewhere, whatever later tries met', async () => {
  const { shop, old, fresh, accountId, id } = await twoNumbers()
  old.failures.push(new OutcomeUnknown('no ack'), new Unreachable('closed'))
  await shop.write(id, { text: 'entah' })
  for (const _ of [1, 2]) {
    await sql`update outbox set not_before = null`.execute(shop.db)
    await shop.outbox.drain(id)
  }
  expect(await shop.fates(id)).toEqual(['entah queued closed'])
  await lose(shop, accountId)
  await moveQueue(shop.deps, { accountId })
  for (const chat of shop.woken) await shop.outbox.drain(chat)
  expect(fresh.texts()).toEqual([])
})

test('what a dead process had in hand may be out, and what it had only taken is not', async () => {
  const { shop, old, id } = await twoNumbers()
  const ids = [await shop.write(id, { text: 'satu' }), await shop.write(id, { text: 'dua' })]
  await sql`update outbox set state = 'sending', attempts = 1`.execute(shop.db)
  await sql`update conversations set sending_owner = 'dead', sending_until = now() - interval '1 s'`.execute(
    shop.db,
  )
  old.failures.push(new Unreachable('closed'))
  await shop.outbox.drain(id)
  const unsure = () => shop.db.selectFrom('outbox').where('maybe_out', '=', true).select('id')
  expect(await unsure().execute()).toEqual([{ id: ids[0] }])
  await sql`update outbox set not_before = null`.execute(shop.db)
  await shop.outbox.drain(id)
  expect(old.texts()).toEqual(['satu', 'dua'])
})

test('words taken where no door is go back to their place', async () => {
  const { shop, accountId, old, id } = await twoNumbers()
  const row = { id: await shop.write(id, { text: 'ya' }), slot: null, attempts: 1 }
  await sql`update outbox set state = 'sending', attempts = 1`.execute(shop.db)
  shop.doors.delete(accountId)
  const speaker = { conversationId: id, accountId, chat: '6281', owner: 'me' }
  await shop.outbox.speakTaken(speaker, [{ ...row, message: { text: 'ya' } }])
  expect(await shop.fates(id)).toEqual(['ya queued'])
  shop.doors.set(accountId, old.door)
  await shop.outbox.sweep()
  expect(old.texts()).toEqual(['ya'])
})

test('two people with one phone do not keep the rest of the queue', async () => {
  const { shop, old, accountId, id } = await twoNumbers()
  await shop.write(id, { text: 'satu' })
  const twin = await shop.person(old.accountId, null)
  const elsewhere = await shop.number('waha', 'lain')
  await sql`insert into identities (account_id, kind, value, person_id)
    values (${elsewhere.accountId}, 'phone', '+6281', ${twin})`.execute(shop.db)
  await lose(shop, elsewhere.accountId)
  const double = await shop.chat(accountId, '55@lid', { personId: twin, heardHoursAgo: 1 })
  await shop.write(double.id, { text: 'dua' })
  await lose(shop, accountId)
  expect(await moveQueue(shop.deps, { accountId })).toMatchObject({ messages: 1, left: 1 })
})

test('the chat somebody already has on a living number is his, also under another address', async () => {
  const { shop, accountId, fresh, id, personId } = await twoNumbers()
  const there = await shop.chat(fresh.accountId, '77@lid', { personId, heardHoursAgo: 50 })
  await shop.write(id, { text: 'tagihan' })
  await lose(shop, accountId)
  await moveQueue(shop.deps, { accountId })
  expect(await shop.fates(there.id)).toEqual(['tagihan queued', 'chat.moved_number queued'])
  await shop.outbox.drain(there.id)
  expect(fresh.texts()).toEqual([expect.stringContaining('chat.moved_number'), 'tagihan'])
})

test('moved five times at once while it is being sent, everything is said once', async () => {
  const { shop, old, fresh, accountId } = await twoNumbers()
  const chats: number[] = []
  for (let n = 0; n < 20; n += 1) {
    const { id } = await shop.chat(accountId, `+6285${n}`, { heardHoursAgo: 1 })
    for (const text of ['a', 'b', 'c'])
      await shop.write(id, { text: `${n}${text}`, sort: 'answer' })
    chats.push(id)
  }
  // Its door still works for whoever is quick enough.
  await sql`update channel_accounts set state = 'unlinked' where id = ${accountId}`.execute(shop.db)
  await Promise.all([
    ...chats.map(shop.outbox.drain),
    ...Array.from({ length: 5 }, () => moveQueue(shop.deps, { accountId })),
  ])
  for (const chat of shop.woken) await shop.outbox.drain(chat)
  await shop.outbox.sweep()

  const all = [...words(old.texts()), ...words(fresh.texts())]
  expect(all).toHaveLength(60)
  expect(new Set(all).size).toBe(60)
  for (let n = 0; n < 20; n += 1) {
    const his = all.filter((text) => text.replace(/\D/g, '') === String(n))
    expect(his).toEqual([`${n}a`, `${n}b`, `${n}c`])
  }
  const moved = new Set(words(fresh.texts()).map((text) => text.replace(/\D/g, '')))
  const told = fresh.texts().filter((text) => text.startsWith('chat.moved'))
  expect(told).toHaveLength(moved.size)
})

test('what is written there afterwards follows without another word, and nothing is doubled', async () => {
  const { shop, fresh, old, accountId, id } = await twoNumbers()
  await shop.write(id, { text: 'satu' })
  await lose(shop, accountId)
  await moveQueue(shop.deps, { accountId })
  await shop.write(id, { text: 'dua' })
  await moveQueue(shop.deps, { accountId })
  await shop.outbox.sweep()
  expect(fresh.texts()).toEqual([expect.stringContaining('chat.moved_number'), 'satu', 'dua'])

  await sql`update channel_accounts set state = 'on' where id = ${accountId}`.execute(shop.db)
  shop.doors.set(accountId, old.door)
  await shop.outbox.sweep()
  expect(old.texts()).toEqual([])
})

test('free words do not go to a number of Meta whose window is shut, and templates do', async () => {
  const shop = await numbers()
  const { accountId } = await shop.number('baileys', 'lama')
  const meta = await shop.number('cloud', 'resmi', { hasWindow: true })
  const { id } = await shop.chat(accountId, '+6281', { heardHoursAgo: 1 })
  await shop.write(id, { text: 'jawaban', sort: 'answer' })
  await shop.write(id, { text: 'tagihan', template: true })
  await lose(shop, accountId)
  expect(await moveQueue(shop.deps, { accountId })).toMatchObject({ messages: 1, left: 1 })
  for (const chat of shop.woken) await shop.outbox.drain(chat)
  expect(meta.sent).toMatchObject([{ text: 'tagihan', template: { name: 'news' } }])
  expect(await shop.fates(id)).toEqual(['jawaban queued'])

  // They write there themselves: now it can be said.
  await sql`update conversations set window_until = ${shop.clock.now()}::timestamptz + interval '1 day'
    where account_id = ${meta.accountId}`.execute(shop.db)
  expect(await moveQueue(shop.deps, { accountId })).toMatchObject({ messages: 1, left: 0 })
  for (const chat of shop.woken) await shop.outbox.drain(chat)
  expect(meta.texts().slice(1)).toEqual([expect.stringContaining('chat.moved_number'), 'jawaban'])
})

test('what somebody is sending this moment is not ended under his hands', async () => {
  const { shop, accountId, id } = await twoNumbers()
  await shop.write(id, { text: 'di jalan' })
  await sql`update outbox set state = 'sending'`.execute(shop.db)
  await sql`update conversations set sending_owner = 'x', sending_until = now() + interval '1 minute' where id = ${id}`.execute(
    shop.db,
  )
  await lose(shop, accountId)
  expect(await moveQueue(shop.deps, { accountId })).toMatchObject({ ended: 0 })
  await sql`update conversations set sending_until = now()`.execute(shop.db)
  expect(await moveQueue(shop.deps, { accountId })).toMatchObject({ ended: 1 })
  expect(await shop.fates(id)).toEqual(['di jalan failed number_lost'])
})

test('where no other number can write, everything stays', async () => {
  const { shop, accountId, fresh, id } = await twoNumbers()
  await shop.write(id, { text: 'satu' })
  await lose(shop, accountId)
  await lose(shop, fresh.accountId)
  expect(await moveQueue(shop.deps, { accountId })).toEqual({
    messages: 0,
    people: 0,
    left: 1,
    ended: 0,
  })
  expect(await shop.fates(id)).toEqual(['satu queued'])
})

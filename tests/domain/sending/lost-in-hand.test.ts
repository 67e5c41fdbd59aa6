import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Unreachable } from '../../../src/domain/fault.ts'
import { moveQueue } from '../../../src/domain/sending/move-queue.ts'
import { numbers } from './numbers.ts'

const MOVED = 'chat.moved_number {"from":"+628110000"}'

/** Of a number that is lost, a chat with two messages; both can go out from another number. */
async function openShop(send?: () => Promise<never>) {
  const shop = await numbers()
  const old = await shop.number('baileys', 'lama', send && { send })
  const fresh = await shop.number('baileys', 'baru')
  const { accountId } = old
  const { id } = await shop.chat(accountId, '+6281', { heardHoursAgo: 1 })
  for (const text of ['satu', 'dua']) await shop.write(id, { text, sort: 'answer' })
  async function lose() {
    await sql`update channel_accounts set state = 'unlinked', state_since = ${shop.clock.now()}
      where id = ${accountId}`.execute(shop.db)
    return moveQueue(shop.deps, { accountId })
  }
  async function sayMoved() {
    for (const chat of shop.woken) await shop.outbox.drain(chat)
    return fresh.texts()
  }
  return { shop, old, id, lose, sayMoved }
}

test('what is in hand while a number is lost follows at once, and nothing overtakes it', async () => {
  const tried = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<never>()
  const { shop, id, lose, sayMoved } = await openShop(() => {
    tried.resolve()
    return answer.promise
  })
  const draining = shop.outbox.drain(id)
  await tried.promise
  expect(await lose()).toMatchObject({ messages: 0 })
  answer.reject(new Unreachable('closed'))
  await draining
  expect(await sayMoved()).toEqual([MOVED, 'satu', 'dua'])
})

test('what waits for its turn while a number is lost does not stay behind', async () => {
  const { shop, old, id, lose, sayMoved } = await openShop()
  old.failures.push(new Unreachable('too fast', { retryAfterMs: 600 }))
  await shop.outbox.drain(id)
  await sql`update outbox set not_before = null`.execute(shop.db)
  const draining = shop.outbox.drain(id)
  await lose()
  await draining
  expect(await sayMoved()).toEqual([MOVED, 'satu', 'dua'])
  expect(old.texts()).toEqual([])
})

test('an answer that was taken with others does not stay behind either', async () => {
  const { shop, old, id, lose, sayMoved } = await openShop()
  const rows = await shop.db.selectFrom('outbox').select('id').orderBy('id').execute()
  await sql`update outbox set state = 'sending', attempts = 1`.execute(shop.db)
  await sql`update conversations set sending_owner = 'me', sending_until = now() + interval '6 s'
    where id = ${id}`.execute(shop.db)
  await lose()
  old.failures.push(new Unreachable('closed'))
  const { accountId } = old
  await shop.outbox.speakTaken(
    { conversationId: id, accountId, chat: '6281', owner: 'me' },
    rows.map((row, place) => ({
      ...row,
      slot: null,
      attempts: 1,
      message: { text: ['satu', 'dua'][place] ?? '' },
    })),
  )
  expect(await sayMoved()).toEqual([MOVED, 'satu', 'dua'])
})

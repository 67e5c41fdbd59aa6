import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { createStoreSent } from '../../src/bots/store-sent.ts'
import { openAccount, openChat } from '../../src/domain/people/open-account.ts'
import type { Db } from '../../src/domain/tables.ts'
import { testDb } from '../support/test-db.ts'
import { until } from '../support/until.ts'

let db: Db
let accountId: number
beforeEach(async () => {
  db = await testDb()
  accountId = await openAccount({ db }, { channel: 'cloud', name: 'shop' })
})

/** A chat that `owner` speaks in, with messages of which the first is out. */
async function speaking(chat: string, messages = 1) {
  const conversationId = await openChat({ db }, { accountId, chat })
  const owner = `speaker of ${chat}`
  await sql`update conversations set sending_owner = ${owner}, sending_until = now() + interval '10 s'
    where id = ${conversationId}`.execute(db)
  const { rows } = await sql<{ id: number }>`
    insert into outbox (conversation_id, content, state, created_at)
    select ${conversationId}, '{"message":{"text":"halo"}}', case n when 1 then 'sending' else 'queued' end, now()
    from generate_series(1, ${messages}) n returning id`.execute(db)
  return { id: rows[0]?.id ?? 0, conversationId, owner, providerId: `wamid.${chat}`, release: true }
}

async function look({ id, conversationId }: { id: number; conversationId: number }) {
  const { rows } = await sql<{ state: string; provider_id: string; free: boolean }>`
    select state, provider_id, sending_until is null as free
    from outbox o join conversations c on c.id = o.conversation_id
    where o.id = ${id} and c.id = ${conversationId}`.execute(db)
  return rows[0]
}

test('answers of many chats at once are each stored with their own chat', async () => {
  const chats = await Promise.all(Array.from({ length: 20 }, (_, n) => speaking(`chat ${n}`)))
  const storeSent = createStoreSent({ db, now: () => new Date() })
  await Promise.all(chats.map(storeSent))
  for (const chat of chats) {
    expect(await look(chat)).toEqual({ state: 'sent', provider_id: chat.providerId, free: true })
  }
})

test('what was written while a chat was taken is found when it is free', async () => {
  const [quiet, busy] = [await speaking('quiet'), await speaking('busy', 2)]
  const storeSent = createStoreSent({ db, now: () => new Date() })
  expect(await Promise.all([storeSent(quiet), storeSent(busy)])).toEqual([
    { due: false },
    { due: true },
  ])
})

test('a chat that somebody holds keeps no other chat waiting, and is free in the end', async () => {
  const [held, first, other] = [
    await speaking('held'),
    await speaking('first'),
    await speaking('other'),
  ]
  const storeSent = createStoreSent({ db, now: () => new Date() })
  let waiting: Promise<unknown> | undefined
  await db.transaction().execute(async (holding) => {
    await sql`update conversations set misses = 1 where id = ${held.conversationId}`.execute(
      holding,
    )
    const done = [storeSent(first), storeSent(other)]
    waiting = storeSent(held)
    await Promise.all(done)
    expect(await look(other)).toMatchObject({ state: 'sent', free: true })
    const stored = await until(
      () => look(held),
      (seen) => seen?.state === 'sent',
    )
    expect(stored).toMatchObject({ free: false })
  })
  await waiting
  expect(await look(held)).toMatchObject({ free: true })
})

test('a speaker that was relieved frees nothing of the next one', async () => {
  const sent = await speaking('chat')
  await createStoreSent({ db, now: () => new Date() })({ ...sent, owner: 'somebody before' })
  expect(await look(sent)).toMatchObject({ state: 'sent', free: false })
})

import { expect, test } from 'vitest'
import { knownChatIn } from '../../../src/bots/whatsapp/waha/known-chat-queries.ts'
import { testDb } from '../../support/test-db.ts'

test('somebody is answered where he wrote first, under whatever name he comes', async () => {
  const db = await testDb()
  const accounts = await db
    .insertInto('channel_accounts')
    .values([
      { channel: 'waha', name: 'toko' },
      { channel: 'waha', name: 'cabang' },
    ])
    .returning('id')
    .execute()
  const [toko = 0, cabang = 0] = accounts.map(({ id }) => id)
  const known = knownChatIn(db, toko)
  expect(await known({ phone: '628777', lid: '1001' })).toBeUndefined()

  await db.insertInto('conversations').values({ account_id: toko, chat: '1001@lid' }).execute()
  expect(await known({ phone: '628777', lid: '1001' })).toBe('1001@lid')
  expect(await knownChatIn(db, cabang)({ phone: '628777', lid: '1001' })).toBeUndefined()

  // Known by his number first: his LID leads there, once we know whose it is.
  const { id: person_id } = await db
    .insertInto('people')
    .values({ name: 'Dewi', language: 'id', created_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const dewi = { account_id: toko, chat: '628111', person_id }
  await db.insertInto('conversations').values(dewi).execute()
  expect(await known({ lid: '2002' })).toBeUndefined()
  const lid = { account_id: toko, kind: 'lid', value: '2002', person_id } as const
  await db.insertInto('identities').values(lid).execute()
  expect(await known({ lid: '2002' })).toBe('628111')
})

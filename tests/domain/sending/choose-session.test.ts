import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { customerChats } from '../../../src/domain/people/customer-chats.ts'
import { chooseSession, spreadOver } from '../../../src/domain/sending/choose-session.ts'
import { numbers } from './numbers.ts'

const able = (accountId: number, more: object = {}) => ({
  accountId,
  channel: 'baileys' as const,
  healthy: true,
  lost: false,
  queued: 0,
  room: 100,
  ...more,
})

test('many people are shared by the numbers, until one has no room left today', () => {
  expect(spreadOver([able(1, { queued: 2 }), able(2), able(3)], 6, false)).toEqual([
    2, 3, 2, 3, 1, 2,
  ])
  expect(spreadOver([able(1, { room: 1 }), able(2, { queued: 50 })], 3, false)).toEqual([1, 2, 2])
})

test('who takes free words comes before who needs a template, unless there is one', () => {
  const both = [able(1, { channel: 'cloud' }), able(2, { queued: 9 })]
  expect(spreadOver(both, 1, false)).toEqual([2])
  expect(spreadOver(both, 1, true)).toEqual([1])
})

test('somebody new hears from a number that is connected and not held back', async () => {
  const shop = await numbers()
  const away = await shop.number('baileys', 'putus')
  await sql`update session_leases set connection = 'closed'`.execute(shop.db)
  const held = await shop.number('baileys', 'ditahan')
  const until = new Date(shop.clock.now().getTime() + 3_600_000)
  await sql`update channel_accounts set no_new_chats_until = ${until} where id = ${held.accountId}`.execute(
    shop.db,
  )
  const cloud = await shop.number('cloud', '123')
  expect(await chooseSession(shop.deps)).toBe(cloud.accountId)
  const good = await shop.number('waha', 'sehat')
  expect(await chooseSession(shop.deps)).toBe(good.accountId)
  expect(
    await chooseSession(shop.deps, { except: good.accountId, onlyFree: true, onlyHealthy: true }),
  ).toBeUndefined()
  expect([away.accountId, held.accountId]).toContain(
    await chooseSession(shop.deps, { except: good.accountId, onlyFree: true }),
  )
})

test('a customer hears of things where he last wrote, and elsewhere once that number is lost', async () => {
  const shop = await numbers()
  const first = await shop.number('baileys', 'satu')
  const second = await shop.number('baileys', 'dua')
  const old = await shop.chat(first.accountId, '+6281', { heardHoursAgo: 90 })
  const { personId } = old
  expect((await customerChats(shop.deps, [personId])).get(personId)).toBe(old.id)
  await sql`update channel_accounts set state = 'banned' where id = ${first.accountId}`.execute(
    shop.db,
  )
  const now = (await customerChats(shop.deps, [personId])).get(personId)
  const { account_id, chat } = await shop.db
    .selectFrom('conversations')
    .where('id', '=', now ?? 0)
    .select(['account_id', 'chat'])
    .executeTakeFirstOrThrow()
  expect({ account_id, chat }).toEqual({ account_id: second.accountId, chat: '6281' })
})

test('customers who never wrote are told from all our numbers, each from one', async () => {
  const shop = await numbers()
  const both = [await shop.number('baileys', 'satu'), await shop.number('waha', 'dua')]
  const [first] = both
  const people: number[] = []
  for (let n = 0; n < 10; n += 1) people.push(await shop.person(first?.accountId ?? 0, `+6281${n}`))
  const chats = await customerChats(shop.deps, people)
  expect(chats.size).toBe(10)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from conversations group by account_id`.execute(shop.db)
  expect(rows.map(({ n }) => n)).toEqual([5, 5])
  // Asked again, each keeps his.
  expect(await customerChats(shop.deps, people)).toEqual(chats)
})

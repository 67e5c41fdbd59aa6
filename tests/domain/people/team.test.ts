import { expect, test } from 'vitest'
import { renamePerson } from '../../../src/domain/people/change-person.ts'
import { ensureOwners } from '../../../src/domain/people/ensure-owners.ts'
import { ensurePerson } from '../../../src/domain/people/ensure-person.ts'
import { findCustomer } from '../../../src/domain/people/find-customers.ts'
import { openOpsChat } from '../../../src/domain/people/open-account.ts'
import { staffConversations } from '../../../src/domain/messages/message-queries.ts'
import { world } from '../../support/world.ts'

test('the owner of the settings is written down once, however often the shop is opened', async () => {
  const { deps } = await world()
  const siti = { accountId: await accountOf(deps), telegramIds: ['77'] }
  expect(await ensureOwners(deps, siti)).toMatchObject({ claimCode: null })
  await ensureOwners(deps, siti)
  const joined = await deps.db
    .selectFrom('audit')
    .where('action', '=', 'team.joined')
    .select('after')
    .execute()
  expect(joined).toEqual([{ after: { role: 'owner', from: 'settings' } }])
})

test('the group of the settings hears the news, and the one before it hears no more', async () => {
  const { deps, staff } = await world()
  const siti = await staff()
  const accountId = await accountOf(deps)
  await openOpsChat(deps, { accountId, chat: '-1' })
  const [old] = await staffConversations(deps.db, 'chats.take')
  await openOpsChat(deps, { accountId, chat: '-2' })
  const now = await staffConversations(deps.db, 'chats.take')
  expect(now).toHaveLength(1)
  expect(now).not.toContain(old)
  await openOpsChat(deps, { accountId, chat: undefined })
  expect(await staffConversations(deps.db, 'chats.take')).toEqual([siti.conversationId])
})

test('the beginning of a phone number is no customer number', async () => {
  const { deps, customer } = await world()
  await deps.db.insertInto('people').values({ name: 'Joko' }).execute()
  const budi = await customer()
  await renamePerson(deps, { personId: budi.id, name: 'Budi S.', by: budi.id })
  await expect(findCustomer(deps, `0${budi.id}`)).rejects.toMatchObject({ code: 'person.unknown' })
  expect(await findCustomer(deps, String(budi.id))).toMatchObject({ name: 'Budi S.' })
})

test('a customer is as old as the clock of the shop says', async () => {
  const { deps, clock } = await world({ start: '2026-03-01T03:00:00Z' })
  const accountId = await accountOf(deps)
  const { id: conversationId } = await deps.db
    .insertInto('conversations')
    .values({ account_id: accountId, chat: '5' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const inbound = { kind: 'message' as const, text: 'halo', from: [] }
  const person = await ensurePerson(deps, { accountId, conversationId, inbound, isPrivate: true })
  const { created_at } = await deps.db
    .selectFrom('people')
    .where('id', '=', person.id)
    .select('created_at')
    .executeTakeFirstOrThrow()
  expect(created_at).toEqual(clock.now())
})

async function accountOf({ db }: Awaited<ReturnType<typeof world>>['deps']) {
  const { id } = await db
    .insertInto('channel_accounts')
    .values({ channel: 'telegram', name: 'bot' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

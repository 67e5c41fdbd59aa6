import { expect, test } from 'vitest'
import { lastChats } from '../../../src/domain/people/customer-queries.ts'
import { ensurePerson } from '../../../src/domain/people/ensure-person.ts'
import { followChangedName } from '../../../src/domain/people/follow-changed-name.ts'
import type { IdentityKind } from '../../../src/domain/tables.ts'
import { world } from '../../support/world.ts'

type Names = { kind: IdentityKind; value: string }[]
const phone = (digits: string) => ({ kind: 'phone' as const, value: `+${digits}` })
const bsuid = (value: string) => ({ kind: 'bsuid' as const, value })

async function shop() {
  const { deps } = await world()
  const [{ id: accountId }, { id: second }] = (await deps.db
    .insertInto('channel_accounts')
    .values([
      { channel: 'cloud', name: '106540352242922' },
      { channel: 'baileys', name: 'toko' },
    ])
    .returning('id')
    .execute()) as [{ id: number }, { id: number }]
  const arrive = (chat: string, from: Names) => arriveAt(accountId, chat, from)
  async function arriveAt(accountId: number, chat: string, from: Names) {
    const { id: conversationId } = await deps.db
      .insertInto('conversations')
      .values({ account_id: accountId, chat, last_inbound_at: deps.now() })
      .onConflict((conflict) => conflict.columns(['account_id', 'chat']).doUpdateSet({ chat }))
      .returning('id')
      .executeTakeFirstOrThrow()
    const inbound = { kind: 'message' as const, from, text: 'halo' }
    const sender = { accountId, conversationId, inbound, isPrivate: true }
    return { ...(await ensurePerson(deps, sender)), conversationId }
  }
  const change = (was: Names, now: Names) =>
    followChangedName(deps, { accountId, renamed: { was, now } })
  const chatOf = async (personId: number) => {
    const [last] = await lastChats(deps.db, [personId])
    const found = deps.db.selectFrom('conversations').where('id', '=', last?.id ?? 0)
    return (await found.select('chat').executeTakeFirst())?.chat
  }
  const namesOf = async (personId: number) => {
    const rows = await deps.db
      .selectFrom('identities')
      .where('person_id', '=', personId)
      .select('value')
      .orderBy('value')
      .execute()
    return rows.map(({ value }) => value)
  }
  const audited = async () => {
    const rows = await deps.db.selectFrom('audit').select(['action', 'subject', 'after']).execute()
    return rows.filter(({ action }) => action.startsWith('person.name'))
  }
  return { deps, second, arrive, arriveAt, change, chatOf, namesOf, audited }
}

test('somebody with a new number is the same customer, and is written to there', async () => {
  const { arrive, change, chatOf, namesOf, audited } = await shop()
  const siti = await arrive('62811', [phone('62811'), bsuid('ID.1')])
  const now = [phone('62822'), bsuid('ID.2')]
  expect(await change([phone('62811'), bsuid('ID.1')], now)).toBe('followed')

  expect(await namesOf(siti.id)).toEqual(['+62822', 'ID.1', 'ID.2'])
  expect(await chatOf(siti.id)).toBe('62822')
  // With all that was said before.
  const there = await arrive('62822', now)
  expect(there).toMatchObject({ id: siti.id, conversationId: siti.conversationId })
  expect(await audited()).toMatchObject([
    { action: 'person.name_changed', subject: `person:${siti.id}`, after: { names: now } },
  ])
})

test('somebody who hides his number is found under his new id', async () => {
  const { arrive, change, chatOf } = await shop()
  const dewi = await arrive('ID.1', [bsuid('ID.1')])
  expect(await change([bsuid('ID.1')], [bsuid('ID.2')])).toBe('followed')
  expect(await chatOf(dewi.id)).toBe('ID.2')
  expect((await arrive('ID.2', [bsuid('ID.2')])).id).toBe(dewi.id)
})

test('a new id changes nothing about where somebody is written to whose number we know', async () => {
  const { arrive, change, chatOf } = await shop()
  const siti = await arrive('62811', [phone('62811'), bsuid('ID.1')])
  await change([phone('62811'), bsuid('ID.1')], [bsuid('ID.2')])
  expect(await chatOf(siti.id)).toBe('62811')
})

test('a name that somebody else has is never taken from him', async () => {
  const { arrive, change, namesOf, audited } = await shop()
  const siti = await arrive('62811', [phone('62811')])
  const budi = await arrive('62822', [phone('62822')])
  expect(await change([phone('62811')], [phone('62822')])).toBe('taken')
  expect(await namesOf(siti.id)).toEqual(['+62811'])
  expect(await namesOf(budi.id)).toEqual(['+62822'])
  expect(await audited()).toMatchObject([{ action: 'person.name_taken' }])
})

test('news of somebody we never knew, or told twice, changes nothing', async () => {
  const { arrive, change, namesOf, audited } = await shop()
  expect(await change([phone('62899')], [phone('62898')])).toBe('unknown')
  expect(await audited()).toEqual([])

  const siti = await arrive('62811', [phone('62811'), bsuid('ID.1')])
  const was = [phone('62811'), bsuid('ID.1')]
  await change(was, [phone('62822')])
  await change(was, [phone('62822')])
  expect(await namesOf(siti.id)).toEqual(['+62822', 'ID.1'])
})

test('whoever gets the number that was given up is somebody else', async () => {
  const { arrive, change } = await shop()
  const siti = await arrive('62811', [phone('62811'), bsuid('ID.1')])
  await change([phone('62811'), bsuid('ID.1')], [phone('62822'), bsuid('ID.2')])
  const stranger = await arrive('62811', [phone('62811'), bsuid('ID.9')])
  expect(stranger.id).not.toBe(siti.id)
  expect(stranger.conversationId).not.toBe(siti.conversationId)
})

test('a chat that was opened at the new number already is where he is written to', async () => {
  const { deps, arrive, change, chatOf } = await shop()
  const siti = await arrive('62811', [phone('62811'), bsuid('ID.1')])
  const { account_id } = await deps.db
    .selectFrom('conversations')
    .where('id', '=', siti.conversationId)
    .select('account_id')
    .executeTakeFirstOrThrow()
  await deps.db.insertInto('conversations').values({ account_id, chat: '62822' }).execute()
  await change([phone('62811'), bsuid('ID.1')], [phone('62822')])
  expect(await chatOf(siti.id)).toBe('62822')
})

test('whoever gets the number that was given up is somebody else on every number of ours', async () => {
  const { deps, second, arrive, arriveAt, change, namesOf } = await shop()
  const siti = await arrive('62811', [phone('62811')])
  const there = await arriveAt(second, '62811', [phone('62811')])
  expect(there.id).toBe(siti.id)
  await change([phone('62811')], [phone('62822')])
  expect(await namesOf(siti.id)).toEqual(['+62822'])

  const stranger = await arriveAt(second, '62811', [phone('62811')])
  expect(stranger.id).not.toBe(siti.id)
  // Nothing of hers can be read, said or tapped there: it is a chat of its own.
  expect(stranger.conversationId).not.toBe(there.conversationId)
  const again = await arrive('62811', [phone('62811')])
  expect(again.id).toBe(stranger.id)
  // She is still herself there, with all that was said before.
  const she = await arriveAt(second, '62822', [phone('62822')])
  expect(she).toMatchObject({ id: siti.id, conversationId: there.conversationId })
  const hers = deps.db.selectFrom('conversations').where('person_id', '=', siti.id).select('chat')
  expect((await hers.execute()).map(({ chat }) => chat)).toEqual(['62822', '62822'])
})

test('somebody with chats under both numbers keeps the new ones, and leaves the old to nobody', async () => {
  const { deps, second, arrive, arriveAt, change, chatOf } = await shop()
  const siti = await arrive('62811', [phone('62811')])
  const old = await arriveAt(second, '62811', [phone('62811')])
  const { db } = deps
  await db.insertInto('conversations').values({ account_id: second, chat: '62822' }).execute()
  const content = JSON.stringify({ message: { text: 'Tagihan Anda Rp 165.000' } })
  const waiting = { conversation_id: old.conversationId, content, created_at: deps.now() }
  await db.insertInto('outbox').values(waiting).execute()
  await change([phone('62811')], [phone('62822')])

  const said = db.selectFrom('outbox').innerJoin('conversations as c', 'c.id', 'conversation_id')
  const { chat } = await said.select('c.chat').executeTakeFirstOrThrow()
  expect(chat).toBe('62822')
  expect(await chatOf(siti.id)).toBe('62822')
  const stranger = await arriveAt(second, '62811', [phone('62811')])
  expect(stranger.id).not.toBe(siti.id)
  expect(stranger.conversationId).not.toBe(old.conversationId)
})

import { describe, expect, test } from 'vitest'
import {
  pauseBroadcast,
  resumeBroadcast,
  stopBroadcast,
} from '../../../src/domain/broadcasts/control-broadcast.ts'
import { changeDraft } from '../../../src/domain/broadcasts/draft-broadcast.ts'
import { callBackLetter } from '../../../src/domain/broadcasts/recipient-queries.ts'
import { feedBroadcasts } from '../../../src/domain/broadcasts/feed-broadcasts.ts'
import { startBroadcast } from '../../../src/domain/broadcasts/start-broadcast.ts'
import { setOptOut } from '../../../src/domain/people/change-person.ts'
import { seededDice } from '../../../src/adapters/routeros/simulator/faults.ts'
import { addsUp, broadcastDesk } from './broadcast-desk.ts'

describe('a broadcast on its way', () => {
  test('goes to everybody once and is done when all is settled, and what arrives later still counts', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await desk.crowd(30)
    const id = await desk.draft()
    expect(await startBroadcast(deps, { broadcastId: id, by: siti.id })).toEqual({
      state: 'sending',
      people: 30,
    })
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ total: 30, queued: 30, waiting: 0 })
    await desk.send(id, 100)
    expect(await desk.state(id)).toBe('sending')
    await feedBroadcasts(deps)
    expect(await desk.state(id)).toBe('done')
    await deps.db
      .updateTable('outbox')
      .set({ fate: 'read' })
      .where('correlation', '=', `broadcast:${id}`)
      .execute()
    expect(await desk.count(id)).toMatchObject({ sent: 30, delivered: 30, read: 30 })
    expect(await desk.got(id)).toHaveLength(30)
  })

  test('whoever writes "stop" after it started, joins the team or was merged does not get it', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    const [out = 0, hired = 0, merged = 0] = await desk.crowd(10)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await setOptOut(deps, { personId: out, out: true })
    await deps.db
      .insertInto('staff')
      .values({ person_id: hired, role: 'operator', added_at: deps.now() })
      .execute()
    await deps.db.updateTable('people').set({ merged_into: out }).where('id', '=', merged).execute()
    await feedBroadcasts(deps)
    await desk.send(id, 100)
    await feedBroadcasts(deps)
    const count = await desk.count(id)
    expect(count).toMatchObject({ total: 10, sent: 7, skipped: 3 })
    expect(count.reasons).toEqual({ opted_out: 1, staff: 1, merged: 1 })
    expect(addsUp(count)).toBe(true)
  })

  test('two people with one number are one reader, and who has no number is counted as such', async () => {
    const desk = await broadcastDesk()
    const { deps, siti, accountId } = desk
    const [one = 0, other = 0] = await desk.crowd(3)
    const { id: elsewhere } = await deps.db
      .insertInto('channel_accounts')
      .values({ channel: 'cloud', name: 'cabang' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { value } = await deps.db
      .selectFrom('identities')
      .where('person_id', '=', one)
      .where('account_id', '=', accountId)
      .select('value')
      .executeTakeFirstOrThrow()
    await deps.db
      .insertInto('identities')
      .values({ account_id: elsewhere, kind: 'phone', value, person_id: other })
      .execute()
    await deps.db
      .deleteFrom('identities')
      .where('person_id', '=', other + 1)
      .execute()
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    const count = await desk.count(id)
    expect(count).toMatchObject({ total: 3, queued: 1, skipped: 2 })
    expect(count.reasons).toEqual({ same_number: 1, no_chat: 1 })
  })

  test('a pause takes back at once what nobody has begun to send, and it goes on where it was', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await desk.crowd(50)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    await desk.send(id, 20)
    await pauseBroadcast(deps, { broadcastId: id, by: siti.id })
    expect(await desk.count(id)).toMatchObject({ sent: 20, waiting: 30, queued: 0 })
    expect(await desk.send(id, 100)).toBe(0)
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ waiting: 30, queued: 0 })
    await resumeBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    expect(await desk.send(id, 100)).toBe(30)
    expect(await desk.got(id)).toHaveLength(50)
  })

  test('a pause reaches also what already waited for its turn to be sent, but not what was tried before', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await desk.crowd(4)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    const mine = deps.db.selectFrom('outbox').where('correlation', '=', `broadcast:${id}`)
    const [first = 0, tried = 0] = (await mine.select('id').orderBy('id').execute()).map(
      (row) => row.id,
    )
    const take = (outboxId: number, attempts: number) =>
      deps.db
        .updateTable('outbox')
        .set({ state: 'sending', attempts })
        .where('id', '=', outboxId)
        .execute()
    await take(first, 1)
    await take(tried, 2)
    expect(await callBackLetter(deps.db, first)).toBe(false)
    await pauseBroadcast(deps, { broadcastId: id, by: siti.id })
    expect(await desk.count(id)).toMatchObject({ waiting: 2, queued: 2 })
    expect(await callBackLetter(deps.db, first)).toBe(true)
    expect(await callBackLetter(deps.db, first)).toBe(false)
    expect(await callBackLetter(deps.db, tried)).toBe(false)
    expect(await desk.count(id)).toMatchObject({ waiting: 3, queued: 1 })
    await resumeBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    await desk.send(id, 10)
    await deps.db
      .updateTable('outbox')
      .set({ state: 'sent', sent_at: deps.now() })
      .where('id', '=', tried)
      .execute()
    expect((await desk.got(id)).map(({ times }) => times)).toEqual([1, 1, 1, 1])
  })

  test('how long it takes counts what a new number may say to strangers in a day', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await deps.db
      .updateTable('channel_accounts')
      .set({ channel: 'baileys', state: 'on' })
      .where('id', '=', desk.accountId)
      .execute()
    await deps.db
      .insertInto('session_leases')
      .values({
        account_id: desk.accountId,
        owner: 'test',
        fence: 1,
        connection: 'open',
        until: new Date(Date.now() + 60_000),
      } as never)
      .execute()
    await desk.crowd(300)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    const [strange] = await desk.notices('broadcast.progress')
    expect(strange?.eta).toMatch(/^2026-11-0[4-9]/)
  })

  test('at its time, whoever has left the segment since is not told', async () => {
    const desk = await broadcastDesk()
    const { deps, siti, clock } = desk
    const [gone = 0] = await desk.crowd(5)
    await deps.db
      .updateTable('customers')
      .set({ tags: ['vip'] })
      .execute()
    const id = await desk.draft([{ by: 'tag', tag: 'vip' }])
    const sendAt = new Date('2026-11-03T09:00:00+07:00')
    await changeDraft(deps, { broadcastId: id, by: siti.id, change: { sendAt } })
    const { state } = await startBroadcast(deps, { broadcastId: id, by: siti.id })
    expect(state).toBe('scheduled')
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ waiting: 5, queued: 0 })
    await deps.db.updateTable('customers').set({ tags: [] }).where('person_id', '=', gone).execute()
    clock.set('2026-11-03T09:00:01+07:00')
    await feedBroadcasts(deps)
    const count = await desk.count(id)
    expect(count).toMatchObject({ queued: 4, skipped: 1, reasons: { left: 1 } })
  })

  test('nothing is handed on in quiet hours, and the progress says until when', async () => {
    const desk = await broadcastDesk({ start: '2026-11-02T22:00:00+07:00' })
    const { deps, siti } = desk
    await desk.crowd(5)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ waiting: 5, queued: 0 })
    const [progress] = await desk.notices('broadcast.progress')
    expect(progress).toMatchObject({ quietUntil: '2026-11-03 07:00', slot: 'panel' })
    expect(progress?.eta).toMatch(/^2026-11-03 07:0/)
  })

  test('what Meta calls spam stops it, the team is told, and it goes on only when somebody says so', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await desk.crowd(20)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    await desk.send(id, 3)
    const failed = deps.db
      .updateTable('outbox')
      .set({
        fate: 'failed',
        fate_at: new Date(Date.now() + 1_000),
        error: '131048 · Spam rate limit hit',
      })
      .where('state', '=', 'sent')
      .where('correlation', '=', `broadcast:${id}`)
    await failed.execute()
    await feedBroadcasts(deps)
    expect(await desk.state(id)).toBe('paused')
    expect(await desk.count(id)).toMatchObject({ failed: 3, waiting: 17, queued: 0 })
    expect(await desk.notices('broadcast.paused_itself')).toMatchObject([
      { id, because: 'spam_limit', number: 'toko' },
    ])
    await deps.db
      .updateTable('outbox')
      .set({ fate_at: new Date(Date.now() - 60_000) })
      .where('fate', '=', 'failed')
      .execute()
    await resumeBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    expect(await desk.state(id)).toBe('sending')
  })

  test('a number that WhatsApp restricts stops it too, once', async () => {
    const desk = await broadcastDesk()
    const { deps, siti, accountId, clock } = desk
    await desk.crowd(5)
    const id = await desk.draft()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    const until = new Date(clock.now().getTime() + 3_600_000)
    await deps.db
      .updateTable('channel_accounts')
      .set({ held_because: 'restricted', no_new_chats_until: until })
      .where('id', '=', accountId)
      .execute()
    await feedBroadcasts(deps)
    expect(await desk.state(id)).toBe('paused')
    await resumeBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    expect(await desk.state(id)).toBe('sending')
  })

  test('ten thousand readers are settled and handed on in sets', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    await desk.crowd(10_000)
    await deps.db.deleteFrom('staff').where('person_id', '<>', siti.id).execute()
    const id = await desk.draft()
    const began = performance.now()
    await startBroadcast(deps, { broadcastId: id, by: siti.id })
    for (let round = 0; round < 3; round += 1) {
      await feedBroadcasts(deps)
      await desk.send(id, 400)
    }
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(await desk.count(id)).toMatchObject({ total: 10_000, sent: 1_200 })
  }, 60_000)
})

describe('whatever happens at once', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'nobody gets it twice and the sums hold (dice %i)',
    async (seed) => {
      const desk = await broadcastDesk({ seed })
      const { deps, siti } = desk
      const roll = seededDice(seed)
      const people = await desk.crowd(120)
      const id = await desk.draft()
      await startBroadcast(deps, { broadcastId: id, by: siti.id })
      const which = { broadcastId: id, by: siti.id }
      const dies = () =>
        deps.db.transaction().execute(async (db) => {
          await feedBroadcasts({ ...deps, db })
          throw new Error('power cut')
        })
      const steps = [
        () => feedBroadcasts(deps),
        () => feedBroadcasts(deps),
        () => desk.send(id, 1 + roll(15)),
        () => desk.send(id, 1 + roll(15)),
        () => pauseBroadcast(deps, which),
        () => resumeBroadcast(deps, which),
        dies,
        ...(seed % 2 === 0 ? [() => (roll(8) === 0 ? stopBroadcast(deps, which) : undefined)] : []),
      ]
      for (let round = 0; round < 25; round += 1) {
        const at = Array.from({ length: 4 }, () => steps[roll(steps.length)])
        const done = await Promise.allSettled(at.map(async (step) => step?.()))
        for (const one of done) {
          if (one.status === 'fulfilled') continue
          const { code, message } = one.reason as { code?: string; message: string }
          expect(['broadcast.state', 'power cut']).toContain(code ?? message)
        }
        expect(addsUp(await desk.count(id))).toBe(true)
      }
      await resumeBroadcast(deps, which).catch(() => {})
      for (let round = 0; round < 3; round += 1) {
        await feedBroadcasts(deps)
        await desk.send(id, 1_000)
      }
      await feedBroadcasts(deps)
      const count = await desk.count(id)
      expect(addsUp(count)).toBe(true)
      expect(count).toMatchObject({ total: people.length, waiting: 0, queued: 0 })
      const got = await desk.got(id)
      expect(got.every(({ times }) => times === 1)).toBe(true)
      expect(got).toHaveLength(count.sent)
      const state = await desk.state(id)
      expect(['done', 'stopped']).toContain(state)
      expect(state === 'done' ? got.length : people.length).toBe(people.length)
    },
  )
})

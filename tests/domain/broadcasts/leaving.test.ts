import { describe, expect, test } from 'vitest'
import { changeBroadcastSettings } from '../../../src/domain/broadcasts/broadcast-settings.ts'
import {
  pauseBroadcast,
  resumeBroadcast,
} from '../../../src/domain/broadcasts/control-broadcast.ts'
import { copyBroadcast } from '../../../src/domain/broadcasts/draft-broadcast.ts'
import { feedBroadcasts } from '../../../src/domain/broadcasts/feed-broadcasts.ts'
import { decideBroadcast, startBroadcast } from '../../../src/domain/broadcasts/start-broadcast.ts'
import { removeStaff } from '../../../src/domain/people/remove-staff.ts'
import { broadcastDesk } from './broadcast-desk.ts'

describe('who leaves the segment', () => {
  test('whoever paid while it waited for approval or was paused is not told that he owes', async () => {
    const desk = await broadcastDesk()
    const { deps, siti, clock } = desk
    const [early = 0, late = 0] = await desk.crowd(5)
    await deps.db
      .updateTable('customers')
      .set({ tags: ['nunggak'] })
      .execute()
    const pays = (personId: number) =>
      deps.db.updateTable('customers').set({ tags: [] }).where('person_id', '=', personId).execute()
    await changeBroadcastSettings(deps, { change: { approvalAbove: 0 }, by: siti.id })
    const rudi = await desk.staff('admin', 'Rudi')
    const id = await desk.draft([{ by: 'tag', tag: 'nunggak' }], 'Anda belum bayar')
    const started = await startBroadcast(deps, { broadcastId: id, by: siti.id })
    expect(started).toEqual({ state: 'waiting', people: 5 })
    clock.pass({ days: 3 })
    await pays(early)
    await decideBroadcast(deps, { broadcastId: id, by: { id: rudi.id, name: 'Rudi' }, yes: true })
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ queued: 4, skipped: 1, reasons: { left: 1 } })
    await pauseBroadcast(deps, { broadcastId: id, by: siti.id })
    clock.pass({ days: 3 })
    await pays(late)
    await resumeBroadcast(deps, { broadcastId: id, by: siti.id })
    await feedBroadcasts(deps)
    expect(await desk.count(id)).toMatchObject({ queued: 3, skipped: 2, reasons: { left: 2 } })
  })
})

describe('the limit above which a second person is asked', () => {
  test('is not raised unseen: the others who may approve are told, who did it is not', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    const rudi = await desk.staff('admin', 'Rudi')
    await desk.staff('sales', 'Sari')
    const set = (approvalAbove: number) =>
      changeBroadcastSettings(deps, { change: { approvalAbove }, by: rudi.id })
    await set(100_000)
    await set(50)
    await changeBroadcastSettings(deps, { change: { testPhones: [] }, by: rudi.id })
    expect(await desk.notices('broadcast.approval_raised')).toMatchObject([
      { to: siti.conversationId, by: 'Rudi', before: 100, after: 100_000 },
    ])
    const audit = await deps.db
      .selectFrom('audit')
      .where('action', '=', 'broadcasts.settings_changed')
      .selectAll()
      .execute()
    expect(audit).toHaveLength(3)
  })
})

describe('a member who is removed while his broadcasts go out', () => {
  test('leaves those paused that nobody else approved, and the team is told instead of him', async () => {
    const desk = await broadcastDesk()
    const { deps, siti } = desk
    const sari = await desk.staff('sales', 'Sari')
    await desk.crowd(3)
    const from = { by: sari.id, conversationId: sari.conversationId, slot: 'panel' }
    const own = await copyBroadcast(deps, { broadcastId: await desk.draft(), ...from })
    await startBroadcast(deps, { broadcastId: own, by: sari.id })
    await changeBroadcastSettings(deps, { change: { approvalAbove: 0 }, by: siti.id })
    const seen = await copyBroadcast(deps, { broadcastId: own, ...from })
    const late = await copyBroadcast(deps, { broadcastId: own, ...from })
    for (const id of [seen, late]) await startBroadcast(deps, { broadcastId: id, by: sari.id })
    const yes = { by: { id: siti.id, name: 'Siti' }, yes: true }
    await decideBroadcast(deps, { broadcastId: seen, ...yes })
    const told = await desk.notices('broadcast.progress')

    await removeStaff(deps, { personId: sari.id, by: siti.id })
    expect(await desk.state(own)).toBe('paused')
    expect(await desk.state(seen)).toBe('sending')
    expect(await desk.state(late)).toBe('waiting')
    expect(await desk.notices('broadcast.starter_left')).toMatchObject([
      { to: siti.conversationId, id: own, starter: 'Sari' },
    ])
    await decideBroadcast(deps, { broadcastId: late, ...yes })
    await resumeBroadcast(deps, { broadcastId: own, by: siti.id })
    for (const id of [own, seen, late]) await desk.send(id, 10)
    await feedBroadcasts(deps)
    const after = (await desk.notices('broadcast.progress')).slice(told.length)
    expect(new Set(after.map(({ id }) => id))).toEqual(new Set([own, late]))
    expect(new Set(after.map(({ to }) => to))).toEqual(new Set([siti.conversationId]))
    const approved = await desk.notices('broadcast.approved')
    expect(approved.map(({ to }) => to)).toEqual([sari.conversationId, siti.conversationId])
    expect(await desk.count(own)).toMatchObject({ total: 3, queued: 3 })
  })
})

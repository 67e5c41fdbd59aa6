import { describe, expect, test } from 'vitest'
import { changeBroadcastSettings } from '../../../src/domain/broadcasts/broadcast-settings.ts'
import {
  pauseBroadcast,
  resumeBroadcast,
} from '../../../src/domain/broadcasts/control-broadcast.ts'
import { feedBroadcasts } from '../../../src/domain/broadcasts/feed-broadcasts.ts'
import { decideBroadcast, startBroadcast } from '../../../src/domain/broadcasts/start-broadcast.ts'
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

import { describe, expect, test } from 'vitest'
import { noteSessions } from '../../../src/domain/pppoe/note-sessions.ts'
import type { ActiveSession } from '../../../src/domain/routers/routers.ts'
import { changePackage } from '../../../src/domain/packages/change-package.ts'
import { isolateSubscriptions } from '../../../src/domain/subscriptions/isolate-subscriptions.ts'
import { type LineShop, lineShop } from '../../support/line-shop.ts'

function session(name: string, more: Partial<ActiveSession> = {}): ActiveSession {
  const bytes = { bytesIn: 0, bytesOut: 0, bytes: 0 }
  const rest = { ref: '*1', address: '10.10.0.2', mac: 'AA:BB:CC:00:00:01', uptimeSeconds: 60 }
  return { name, ...rest, ...bytes, ...more }
}

const hear = ({ deps, routerId }: LineShop, sessions: ActiveSession[]) =>
  noteSessions(deps, { routerId, sessions, at: deps.now() })

const usage = ({ deps }: LineShop) =>
  deps.db.selectFrom('usage_days').selectAll().orderBy('day').execute()

/** A router with `many` lines, all on line. */
async function busy(many: number) {
  const shop = await lineShop()
  const lines = await Promise.all(Array.from({ length: many }, () => shop.start()))
  await shop.work()
  shop.clock.pass({ minutes: 15 })
  const names = lines.map(({ username }) => username).toSorted()
  const some = (count: number) => names.slice(0, count).map((name) => session(name))
  await hear(shop, some(many))
  const next = (count: number, uptimeSeconds = 90) => {
    shop.clock.pass({ seconds: 30 })
    return hear(
      shop,
      some(count).map((one) => ({ ...one, uptimeSeconds })),
    )
  }
  return { ...shop, lines, next }
}

describe('a line', () => {
  test('is on line since its session began, and off line when the session is gone', async () => {
    const shop = await lineShop()
    const { subscriptionId: id, username } = await shop.start()
    await hear(shop, [session(username, { uptimeSeconds: 3600, address: '10.10.0.9' })])
    const began = new Date(shop.deps.now().getTime() - 3_600_000)
    expect(await shop.line(id)).toMatchObject({ online_since: began, address: '10.10.0.9' })
    shop.clock.pass({ seconds: 30 })
    // Whole seconds: the beginning would wander, and does not.
    await hear(shop, [session(username, { uptimeSeconds: 3629 })])
    expect(await shop.line(id)).toMatchObject({ online_since: began, seen_at: shop.deps.now() })
    await hear(shop, [])
    expect(await shop.line(id)).toMatchObject({ online_since: null, online_router_id: null })
  })

  test('uses what was added since the last look, and all of a session that is new', async () => {
    const shop = await lineShop()
    const { username } = await shop.start()
    await hear(shop, [session(username, { uptimeSeconds: 600, bytesIn: 1_000, bytesOut: 100 })])
    shop.clock.pass({ seconds: 30 })
    await hear(shop, [session(username, { uptimeSeconds: 630, bytesIn: 1_500, bytesOut: 120 })])
    shop.clock.pass({ minutes: 10 })
    await hear(shop, [session(username, { uptimeSeconds: 60, bytesIn: 70, bytesOut: 7 })])
    expect(await usage(shop)).toMatchObject([
      { day: '2026-11-02', in_bytes: 1_570, out_bytes: 127, seconds: 690 },
    ])
  })

  test('that was on line over midnight used part of it on each day', async () => {
    const shop = await lineShop()
    const { username } = await shop.start()
    shop.clock.set('2026-11-03T01:00:00+07:00')
    await hear(shop, [session(username, { uptimeSeconds: 4 * 3600, bytesIn: 4_001, bytesOut: 0 })])
    expect(await usage(shop)).toMatchObject([
      { day: '2026-11-02', in_bytes: 3_001, seconds: 10_800 },
      { day: '2026-11-03', in_bytes: 1_000, seconds: 3_600 },
    ])
  })

  test('is counted once, though two looks come at the same moment', async () => {
    const shop = await lineShop()
    const { username } = await shop.start()
    const one = [session(username, { bytesIn: 500 })]
    await Promise.all([hear(shop, one), hear(shop, one)])
    expect(await usage(shop)).toMatchObject([{ in_bytes: 500, seconds: 60 }])
  })
})

describe('many who go off line at once', () => {
  test('are one alert, and their return is one more', async () => {
    const shop = await busy(10)
    await shop.next(4)
    await shop.next(3, 120)
    await shop.next(3, 150)
    expect(await shop.notices('outage.began')).toMatchObject([
      { router: 'pusat', affected: 6, online: 10, to: shop.siti.conversationId },
    ])
    expect(await shop.notices('outage.ended')).toEqual([])
    shop.clock.pass({ minutes: 20 })
    await shop.next(9, 30)
    expect(await shop.notices('outage.ended')).toMatchObject([{ affected: 7, stillOff: 1 }])
    await shop.next(9, 60)
    expect(await shop.notices('outage.ended')).toHaveLength(1)
    expect(await shop.deps.db.selectFrom('outages').selectAll().execute()).toHaveLength(1)
  })

  test('are no outage when they are few, isolated, changed by us, or the router was away itself', async () => {
    const shop = await busy(12)
    await shop.next(8)
    const ids = shop.lines.map(({ subscriptionId }) => subscriptionId)
    await isolateSubscriptions(shop.deps, { subscriptionIds: ids, because: 'unpaid', by: null })
    await shop.next(0)
    expect(await shop.notices('outage.began')).toEqual([])

    const faster = await busy(8)
    await changePackage(
      faster.deps,
      { code: 'rumah20', change: { profile: 'rumah50' } },
      { by: faster.siti.id },
    )
    await faster.work()
    await faster.next(0)
    expect(await faster.notices('outage.began')).toEqual([])

    const other = await busy(8)
    await other.deps.db.updateTable('routers').set({ down_since: other.deps.now() }).execute()
    await other.next(0)
    expect(await other.notices('outage.began')).toEqual([])
  })
})

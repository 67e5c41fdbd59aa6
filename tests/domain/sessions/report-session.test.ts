import { describe, expect, test } from 'vitest'
import {
  pairSession,
  resumeSession,
  unlinkSession,
} from '../../../src/domain/sessions/change-session.ts'
import { addNumber, number, PHONE } from './number.ts'

async function rowsOf({ deps }: Awaited<ReturnType<typeof number>>, code: string) {
  const rows = await deps.db.selectFrom('outbox').selectAll().orderBy('id').execute()
  return rows.filter(({ content }) => 'notice' in content && content.notice.code === code)
}

describe('pairing', () => {
  test('each QR is a picture for who asked, in one place, and then the number is on', async () => {
    const shop = await number()
    const { siti, notices, deps, report, qr, open, now, accountId } = shop
    expect(await now()).toMatchObject({ state: 'pairing', connection: 'connecting' })
    await qr(1)
    await qr(2)
    const shown = await rowsOf(shop, 'session.qr')
    expect(shown.map(({ conversation_id }) => conversation_id)).toEqual([
      siti.conversationId,
      siti.conversationId,
    ])
    expect(new Set(shown.map(({ slot }) => slot)).size).toBe(1)
    const [first] = await notices('session.qr')
    const picture = await deps.files.get(first?.file.key ?? '')
    expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe('PNG')
    expect(JSON.stringify(shown)).not.toContain('2@qr')
    expect(await now()).toMatchObject({ state: 'pairing', connection: 'qr' })

    await report({ kind: 'connecting' })
    await open('6281234567890')
    expect(await now()).toMatchObject({
      state: 'on',
      connection: 'open',
      phone: PHONE,
      warmFrom: deps.now(),
      connectedAt: deps.now(),
    })
    expect(await rowsOf(shop, 'session.paired')).toMatchObject([{ slot: shown[0]?.slot }])
    expect(await notices('session.paired')).toMatchObject([{ accountId, phone: PHONE }])
    expect(await shop.audit()).toEqual(['session.added', 'session.paired'])
    // Said again, it is no news.
    await open()
    expect(await notices('session.paired')).toHaveLength(1)
    expect(await notices('session.back')).toEqual([])
  })

  test('a QR that nobody scanned is over, and a new one comes into the same message', async () => {
    const shop = await number()
    const { deps, accountId, siti, notices, qr, report, now } = shop
    await qr()
    await report({ kind: 'pairing_expired' })
    await report({ kind: 'pairing_expired' })
    const [over] = await notices('session.qr_expired')
    expect(await notices('session.qr_expired')).toHaveLength(1)
    expect(await now()).toMatchObject({ state: 'unlinked', connection: 'closed' })
    const by = { accountId, by: siti.id, conversationId: siti.conversationId }
    await pairSession(deps, { ...by, slot: over?.slot ?? '' })
    await qr()
    const slots = (await rowsOf(shop, 'session.qr')).map(({ slot }) => slot)
    expect(slots).toEqual([over?.slot, over?.slot])
  })

  test('who may no longer manage numbers sees no further QR of one he asked for', async () => {
    const { deps, notices, qr, siti } = await number()
    await qr()
    await deps.db
      .updateTable('staff')
      .set({ role: 'sales' })
      .where('person_id', '=', siti.id)
      .execute()
    await qr(2)
    expect(await notices('session.qr')).toHaveLength(1)
    await deps.db.updateTable('staff').set({ removed_at: deps.now() }).execute()
    await qr(3)
    expect(await notices('session.qr')).toHaveLength(1)
  })

  test('whoever asks last gets the QR', async () => {
    const { deps, accountId, staff, notices, qr, siti } = await number()
    const rudi = await staff('admin', 'Rudi')
    await qr()
    await pairSession(deps, { accountId, by: rudi.id, conversationId: rudi.conversationId })
    await qr(2)
    const to = (await notices('session.qr')).map((one) => one.to)
    expect(to).toEqual([siti.conversationId, rudi.conversationId])
  })

  test('one that needs a QR and that nobody asked for shows none, and the team hears of it', async () => {
    const { deps, accountId, notices, qr, report, open, now } = await number()
    await open()
    // Its keys are gone: all it can do is show a QR.
    await qr()
    expect(await now()).toMatchObject({ state: 'pairing' })
    expect(await notices('session.qr')).toEqual([])
    await report({ kind: 'pairing_expired' })
    expect(await notices('session.logged_out')).toMatchObject([{ accountId, name: 'toko' }])
    const kept = await deps.db.selectFrom('session_pairings').selectAll().execute()
    expect(kept.every(({ ended_at }) => ended_at !== null)).toBe(true)
  })

  test('a phone that writes for us already is not linked twice', async () => {
    const shop = await number()
    await shop.open()
    const second = await addNumber(shop.deps, { name: 'cs', by: shop.siti })
    await second.qr()
    await second.open()
    expect(await second.now()).toMatchObject({ state: 'unlinked', phone: null })
    expect(await shop.notices('session.twin')).toMatchObject([{ name: 'cs', other: 'toko' }])
    expect(await shop.now()).toMatchObject({ state: 'on' })
  })

  test('an old number that only lost its link is not warmed up again, another phone is', async () => {
    const { open, report, clock, deps, accountId, siti, now } = await number()
    await open()
    const warmFrom = deps.now()
    const again = { accountId, by: siti.id, conversationId: siti.conversationId }
    clock.pass({ days: 30 })
    await report({ kind: 'logged_out' })
    await pairSession(deps, again)
    await open()
    expect((await now()).warmFrom).toEqual(warmFrom)
    await unlinkSession(deps, again)
    await pairSession(deps, again)
    await open('+6285711112222')
    expect((await now()).warmFrom).toEqual(deps.now())
  })
})

describe('what goes wrong', () => {
  test('a number that was logged out waits for a phone, and says so once', async () => {
    const { report, open, notices, now, accountId, audit, deps } = await number()
    await open()
    await report({ kind: 'logged_out' })
    await report({ kind: 'logged_out' })
    expect(await now()).toMatchObject({ state: 'unlinked', connection: 'closed' })
    expect(await notices('session.logged_out')).toMatchObject([
      { accountId, phone: PHONE, queued: 0 },
    ])
    expect(await audit()).toEqual(['session.added', 'session.paired', 'session.logged_out'])
    const effects = await deps.db
      .selectFrom('effects')
      .where('kind', '=', 'session.move_queue')
      .select('payload')
      .execute()
    expect(effects).toEqual([{ payload: { accountId } }])
  })

  test('a number the team itself unlinked is no alarm', async () => {
    const { report, open, notices, deps, accountId, siti } = await number()
    await open()
    await unlinkSession(deps, { accountId, by: siti.id })
    await report({ kind: 'logged_out' })
    expect(await notices('session.logged_out')).toEqual([])
  })

  test('a number another program took is paused, and the all-clear follows the way back', async () => {
    const { report, open, notices, now, deps, accountId, siti, clock } = await number()
    await open()
    await report({ kind: 'replaced' })
    expect(await now()).toMatchObject({ state: 'paused' })
    expect(await notices('session.replaced')).toHaveLength(1)
    clock.pass({ minutes: 7 })
    await resumeSession(deps, { accountId, by: siti.id })
    await open()
    expect(await now()).toMatchObject({ state: 'on', connection: 'open' })
    expect(await notices('session.back')).toMatchObject([{ minutes: 7, phone: PHONE }])
  })

  test('keys that cannot be read pause it and lose nothing; a ban stops it', async () => {
    const { report, open, notices, now, deps, accountId, siti } = await number()
    await open()
    await report({ kind: 'bad_keys' })
    expect(await now()).toMatchObject({ state: 'paused' })
    expect(await notices('session.bad_keys')).toHaveLength(1)
    await resumeSession(deps, { accountId, by: siti.id })
    await open()
    await report({ kind: 'banned', reason: '403' })
    expect(await now()).toMatchObject({ state: 'banned' })
    expect(await notices('session.banned')).toMatchObject([{ phone: PHONE }])
  })

  test('a restriction holds strangers back until then, and is told again only when it changes', async () => {
    const { report, open, notices, now, deps } = await number()
    await open()
    const until = new Date(deps.now().getTime() + 5 * 3_600_000)
    const restricted = { kind: 'restricted', until, reason: '463' } as const
    await report(restricted)
    await report(restricted)
    expect(await now()).toMatchObject({
      state: 'on',
      noNewChatsUntil: until,
      noSendingUntil: null,
      heldBecause: 'restricted',
    })
    expect(await notices('session.restricted')).toMatchObject([{ until: '14:00', sure: true }])
    await report({ ...restricted, until: new Date(until.getTime() + 60_000) })
    expect(await notices('session.restricted')).toHaveLength(2)
  })

  test('warnings hold nothing back, the cap does', async () => {
    const { report, open, notices, now } = await number()
    await open()
    await report({ kind: 'capped', level: 'first' })
    await report({ kind: 'capped', level: 'second' })
    expect((await now()).noNewChatsUntil).toBeNull()
    await report({ kind: 'capped', level: 'capped' })
    expect((await now()).noNewChatsUntil).not.toBeNull()
    const levels = (await notices('session.capped')).map(({ level }) => level)
    expect(levels).toEqual(['first', 'second', 'capped'])
  })

  test('a short wish to slow down is kept and not talked about, a long one is', async () => {
    const { report, open, notices, now, deps } = await number()
    await open()
    await report({ kind: 'slow_down', forMs: 30_000 })
    expect((await now()).noSendingUntil).toEqual(new Date(deps.now().getTime() + 30_000))
    expect(await notices('session.slow_down')).toEqual([])
    await report({ kind: 'slow_down', forMs: 600_000 })
    expect(await notices('session.slow_down')).toHaveLength(1)
  })
})

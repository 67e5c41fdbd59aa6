import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { watchSessions } from '../../../src/domain/sessions/watch-sessions.ts'
import { addNumber, number } from './number.ts'

async function waitingMessage({ deps, accountId }: Awaited<ReturnType<typeof number>>) {
  const { id } = await deps.db
    .insertInto('conversations')
    .values({ account_id: accountId, chat: '6281300000001' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await deps.db
    .insertInto('outbox')
    .values({
      conversation_id: id,
      content: JSON.stringify({ message: { text: 'Tagihan Anda' } }),
      created_at: deps.now(),
    })
    .execute()
}

const moves = async ({ deps }: Awaited<ReturnType<typeof number>>) =>
  deps.db.selectFrom('effects').where('kind', '=', 'session.move_queue').selectAll().execute()

test('a line that drops and comes back is no news', async () => {
  const { deps, open, drop, clock, notices } = await number()
  await open()
  await drop()
  clock.pass({ seconds: 90 })
  await watchSessions(deps)
  await open()
  clock.pass({ minutes: 5 })
  await watchSessions(deps)
  expect(await notices('session.down')).toEqual([])
  expect(await notices('session.back')).toEqual([])
})

test('a line that stays away is told once, and once that it is back', async () => {
  const shop = await number()
  const { deps, open, drop, clock, notices } = shop
  await open()
  await waitingMessage(shop)
  await drop()
  clock.pass({ minutes: 3 })
  await Promise.all([watchSessions(deps), watchSessions(deps)])
  await drop()
  await watchSessions(deps)
  expect(await notices('session.down')).toMatchObject([
    { minutes: 3, queued: 1, reason: 'connection closed' },
  ])
  clock.pass({ minutes: 4 })
  await open()
  await watchSessions(deps)
  expect(await notices('session.back')).toMatchObject([{ name: 'toko', minutes: 7 }])
  expect(await moves(shop)).toEqual([])
})

test('a line whose owner died without a word is away all the same', async () => {
  const { deps, open, clock, notices, now } = await number()
  await open()
  await sql`update session_leases set until = clock_timestamp() - interval '1 second'`.execute(
    deps.db,
  )
  expect(await now()).toMatchObject({ connection: 'closed' })
  await watchSessions(deps)
  clock.pass({ minutes: 3 })
  await watchSessions(deps)
  expect(await notices('session.down')).toMatchObject([{ reason: null }])
  // It held on to its lease again, and the line had never dropped.
  await sql`update session_leases set until = clock_timestamp() + interval '1 minute'`.execute(
    deps.db,
  )
  await watchSessions(deps)
  expect(await notices('session.back')).toHaveLength(1)
})

test('what waits is given to another number after ten minutes, and not before', async () => {
  const shop = await number()
  const { deps, open, drop, clock } = shop
  await open()
  await waitingMessage(shop)
  await drop()
  clock.pass({ minutes: 9 })
  await watchSessions(deps)
  expect(await moves(shop)).toEqual([])
  clock.pass({ minutes: 2 })
  await Promise.all([watchSessions(deps), watchSessions(deps)])
  expect(await moves(shop)).toHaveLength(1)
})

test('a queue that nobody can take is asked for once an hour, or when another number is there', async () => {
  const shop = await number()
  const { deps, open, report, clock, siti } = shop
  await open()
  await waitingMessage(shop)
  await report({ kind: 'logged_out' })
  await sql`update channel_accounts set stuck_told_at = ${clock.now()} where id = ${shop.accountId}`.execute(
    deps.db,
  )
  const before = (await moves(shop)).length
  for (let minute = 0; minute < 30; minute += 1) {
    await watchSessions(deps)
    clock.pass({ seconds: 60 })
  }
  expect((await moves(shop)).length - before).toBeLessThanOrEqual(2)
  const asked = (await moves(shop)).length
  const other = await addNumber(deps, { name: 'lain', by: siti })
  await other.open('+6281234567891')
  await watchSessions(deps)
  expect(await moves(shop)).toHaveLength(asked + 1)
})

test('a QR that nobody shows any more is over all the same', async () => {
  const { deps, clock, notices, now } = await number()
  clock.pass({ minutes: 3 })
  await watchSessions(deps)
  expect(await now()).toMatchObject({ state: 'pairing' })
  clock.pass({ minutes: 1 })
  await watchSessions(deps)
  expect(await now()).toMatchObject({ state: 'unlinked' })
  expect(await notices('session.qr_expired')).toHaveLength(1)
})

test('what WhatsApp held back is free when its time has come, and the team hears of it', async () => {
  const { deps, open, report, clock, notices, now } = await number()
  await open()
  const until = new Date(deps.now().getTime() + 3_600_000)
  await report({ kind: 'restricted', until, reason: '463' })
  await report({ kind: 'capped', level: 'first' })
  await watchSessions(deps)
  expect(await now()).toMatchObject({ noNewChatsUntil: until })
  clock.pass({ minutes: 61 })
  await watchSessions(deps)
  await watchSessions(deps)
  expect(await now()).toMatchObject({ noNewChatsUntil: null, heldBecause: null })
  expect(await notices('session.free')).toEqual([{ name: 'toko', to: expect.any(Number) }])
  // A warning is only forgotten.
  clock.pass({ hours: 25 })
  await watchSessions(deps)
  expect(await notices('session.free')).toHaveLength(1)
})

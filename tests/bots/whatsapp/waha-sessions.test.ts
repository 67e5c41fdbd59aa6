import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Door } from '../../../src/bots/door.ts'
import { wasSent } from '../../../src/bots/whatsapp/waha/own-sends.ts'
import { startWaha } from '../../../src/bots/whatsapp/waha/stand-in/waha-server.ts'
import { openChat } from '../../../src/domain/people/open-account.ts'
import { keepWahaSessions } from '../../../src/main/waha-sessions.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { until } from '../../support/until.ts'
import { world } from '../../support/world.ts'
import { notebook } from '../notebook.ts'
import { HMAC_KEY, SITI } from './open-waha.ts'

async function house() {
  const { deps, clock } = await world()
  const waha = await startWaha({ clock: clock.now, firstPauseMs: 10 })
  const book = notebook()
  const doors = new Map<number, Door>()
  const options = {
    waha: { url: waha.url, apiKey: waha.apiKey, hmacKey: HMAC_KEY, sessions: ['toko'] },
    doors,
    writeDown: book.writeDown,
  }
  const kept = await keepWahaSessions(deps, options)
  atTheEnd(async () => {
    await kept.stop()
    await waha.stop()
  })
  const post = (session: string, more: object = {}) => {
    const payload = { id: `false_${SITI}@c.us_AB12CD34`, body: 'halo', fromMe: false, ...more }
    const event = { id: 'evt_1', timestamp: Date.now(), event: 'message.any', session, payload }
    const body = Buffer.from(JSON.stringify(event))
    const signed = createHmac('sha512', HMAC_KEY).update(body).digest('hex')
    const headers = { 'x-webhook-hmac': signed, 'x-webhook-hmac-algorithm': 'sha512' }
    return kept.webhook({ method: 'POST', query: {}, headers, body })
  }
  return { deps, doors, book, kept, post }
}

test('what comes before we know our doors is not acknowledged, so that it comes again', async () => {
  const { doors, book, kept, post } = await house()
  expect(await post('toko')).toEqual({ status: 503 })
  expect(await post('lain')).toEqual({ status: 200 })
  expect(book.written).toEqual([])
  kept.start({ lookAfter: false })
  await until(() => doors.size, 1)
  expect(await post('toko')).toEqual({ status: 200 })
  expect(book.texts()).toEqual(['halo'])
})

test('a number that another process looks after is heard here all the same', async () => {
  const { deps, doors, book, kept, post } = await house()
  kept.start({ lookAfter: true })
  const owner = async () =>
    (await deps.db.selectFrom('session_leases').select('owner').executeTakeFirst())?.owner
  await until(owner, (now) => typeof now === 'string')
  const [before] = doors.values()
  await sql`update session_leases set owner = 'another', until = now() + interval '1 hour'`.execute(
    deps.db,
  )
  await until(
    () => [...doors.values()][0],
    (door) => door !== undefined && door !== before,
  )
  expect(await post('toko')).toEqual({ status: 200 })
  expect(book.texts()).toEqual(['halo'])
  expect(await owner()).toBe('another')
})

test('what another process sent, or this one before it was restarted, was not typed on the phone', async () => {
  const { deps } = await house()
  const { db } = deps
  const { id: accountId } = await db
    .selectFrom('channel_accounts')
    .where('channel', '=', 'waha')
    .select('id')
    .executeTakeFirstOrThrow()
  const chat = SITI
  const conversation_id = await openChat(deps, { accountId, chat })
  const say = (content: object, more: object) =>
    db
      .insertInto('outbox')
      .values({
        conversation_id,
        content: JSON.stringify(content),
        created_at: deps.now(),
        ...more,
      })
      .execute()
  const ask = (text: string, providerId = 'true_NEW') =>
    wasSent(db, { accountId, chat, providerId, text })

  await say({ message: { text: 'lama' } }, { state: 'sent', provider_id: 'true_A1' })
  expect(await ask('apa saja', 'true_A1')).toBe(true)
  expect(await ask('lama')).toBe(false)
  const choices = [{ key: '1', label: 'Harian' }]
  await say({ message: { text: 'Mau yang mana?', choices } }, { state: 'sending' })
  expect(await ask('Mau yang mana?\n1. Harian')).toBe(true)
  expect(await ask('Mau')).toBe(false)
  expect(await wasSent(db, { accountId, chat: '62899', providerId: 'true_N', text: 'lama' })).toBe(
    false,
  )
  // A notice gets its words when it goes: only a moment later is it known.
  await say({ notice: { code: 'x', details: {} } }, { state: 'sending' })
  await expect(ask('Tagihan Anda Rp 165.000')).rejects.toMatchObject({ name: 'Unreachable' })
})

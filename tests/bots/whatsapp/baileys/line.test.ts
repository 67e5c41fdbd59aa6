import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../../../src/adapters/postgres/connect.ts'
import { cuttable } from '../../../support/cuttable.ts'
import { atTheEnd, testDatabaseUrl } from '../../../support/test-db.ts'
import { until } from '../../../support/until.ts'
import {
  addAccount,
  dataFolder,
  door,
  inboxOf,
  keep,
  linkedShop,
  pair,
  setState,
  whatsApp,
} from './shop.ts'

test('a number that another device took is left to it', async () => {
  const { business, kept, accountId, db } = await linkedShop()
  business.end(440)
  await until(() => kept.told.some(({ kind }) => kind === 'replaced'), true)
  await until(() => kept.doors.has(accountId), false)
  const lease = await until(
    () => db.selectFrom('session_leases').selectAll().executeTakeFirst(),
    (row) => row?.owner === null,
  )
  expect(lease?.owner).toBeNull()
  expect(business.isOnline()).toBe(false)
})

test('keys of a number that was unlinked are put away', async () => {
  const { business, kept, db } = await linkedShop()
  business.end(401)
  await until(() => kept.told.some(({ kind }) => kind === 'logged_out'), true)
  expect(await db.selectFrom('wa_creds').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('wa_keys').selectAll().execute()).toEqual([])
  const [archived] = await db.selectFrom('wa_archive').selectAll().execute()
  expect(archived?.because).toBe('logged_out')
})

test('the team unlinks a number, WhatsApp knows, and it can be paired anew', async () => {
  const { whatsApp, business, kept, db, accountId } = await linkedShop()
  await setState(db, accountId, 'unlinked')
  await until(() => business.devices().length, 0)
  await until(
    () => db.selectFrom('wa_creds').selectAll().execute(),
    (rows) => rows.length === 0,
  )
  kept.told.length = 0
  await setState(db, accountId, 'pairing')
  await pair(whatsApp, kept, { accountId })
})

test('one that was paused before it was unlinked leaves the linked devices of its phone too', async () => {
  const { business, kept, db, accountId } = await linkedShop()
  await setState(db, accountId, 'paused')
  await until(() => business.isOnline(), false)
  kept.told.length = 0
  await setState(db, accountId, 'unlinked')
  await until(() => business.devices().length, 0)
  await until(
    () =>
      db
        .selectFrom('wa_creds')
        .selectAll()
        .execute()
        .then((rows) => rows.length),
    0,
  )
  expect(kept.told).toEqual([])
  expect(kept.doors.size).toBe(0)
})

test('where WhatsApp cannot be reached to say so, the team hears that the phone still has it', async () => {
  const shop = await linkedShop()
  const { db, accountId, business } = shop
  await shop.kept.stop()
  await setState(db, accountId, 'removed')
  const away = { ...shop.whatsApp, wsUrl: 'ws://127.0.0.1:1' }
  const kept = keep({ ...shop, whatsApp: away, goodbyeWithinMs: 300 })
  await until(() => kept.told.map(({ kind }) => kind).join(), 'still_linked')
  expect(await db.selectFrom('wa_creds').selectAll().execute()).toEqual([])
  expect(business.devices()).toHaveLength(1)
})

test('a line that broke is open again by itself', async () => {
  const { business, kept, accountId } = await linkedShop()
  business.end(503)
  const closed = await until(
    () => kept.told.find(({ kind }) => kind === 'closed'),
    (found) => found !== undefined,
  )
  expect(closed).toMatchObject({ code: 503, againInMs: 750 })
  await until(() => business.isOnline() && kept.doors.has(accountId), true)
})

test('two processes never have one number at the same time', async () => {
  const shop = await linkedShop()
  const other = keep(shop)
  const { db, accountId, kept } = shop
  const before = await db.selectFrom('session_leases').select(['owner', 'fence']).execute()
  await until(() => other.keeper.isIdle(), true)
  expect(other.doors.size).toBe(0)
  expect(await db.selectFrom('session_leases').select(['owner', 'fence']).execute()).toEqual(before)
  await kept.stop()
  await door(other, accountId)
  const [after] = await db.selectFrom('session_leases').select('fence').execute()
  expect(after?.fence).toBeGreaterThan(before[0]?.fence ?? 0)
})

test('what is heard while the database is away stands on the disk, sealed, and comes first when it is back', async () => {
  const standIn = await whatsApp()
  const direct = connect(await testDatabaseUrlThrough())
  atTheEnd(() => direct.destroy())
  const line = await cuttable(lastUrl)
  const db = connect(line.url, { max: 4 })
  atTheEnd(() => db.destroy())
  const folder = dataFolder()
  const accountId = await addAccount(direct)
  const kept = keep({ whatsApp: standIn, db, folder })
  const { phone } = await pair(standIn, kept, { accountId })
  const budi = standIn.customer({ phone: '6281234567890' })
  const before = await budi.sendText(phone, 'sebelum')
  // Written down first, then its keys are: only then is it said to be here.
  await until(() => budi.fateOf(before), 'delivered')
  expect(await inboxOf(direct)).toHaveLength(1)

  line.cut()
  // Without keys, as those wait for the database.
  await budi.sendText(phone, 'rahasia satu', { plain: true })
  const spill = path.join(folder, 'spill')
  await until(() => readdirSync(spill).length, 1)
  await until(() => readFileSync(path.join(spill, readdirSync(spill)[0] ?? '')).length > 100, true)
  expect(readFileSync(path.join(spill, readdirSync(spill)[0] ?? ''), 'utf8')).not.toContain(
    'rahasia',
  )
  await budi.sendText(phone, 'rahasia dua', { plain: true })
  line.mend()
  const rows = await until(
    () => inboxOf(direct),
    (all) => all.length === 3,
  )
  expect(rows.map(({ inbound }) => 'text' in inbound && inbound.text)).toEqual([
    'sebelum',
    'rahasia satu',
    'rahasia dua',
  ])
  await until(
    () => readdirSync(spill),
    (files) => files.length === 0,
  )
}, 20_000)

let lastUrl = ''
async function testDatabaseUrlThrough() {
  lastUrl = await testDatabaseUrl()
  return lastUrl
}

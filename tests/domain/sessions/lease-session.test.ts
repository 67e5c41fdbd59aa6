import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { pauseSession, removeSession } from '../../../src/domain/sessions/change-session.ts'
import {
  claimSession,
  releaseSession,
  renewSessions,
  wantedSessions,
} from '../../../src/domain/sessions/lease-session.ts'
import { reportSession } from '../../../src/domain/sessions/report-session.ts'
import { testDb } from '../../support/test-db.ts'
import { world } from '../../support/world.ts'

/** Two processes on one database, and a number nobody holds. */
async function two() {
  const place = await world()
  const { deps } = place
  const { id: accountId } = await deps.db
    .insertInto('channel_accounts')
    .values({ channel: 'baileys', name: 'toko' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const claim = (owner: string, lastsSeconds = 10) =>
    claimSession(deps, { accountId, owner, lastsSeconds })
  const expire = () =>
    sql`update session_leases set until = clock_timestamp() - interval '1 second'`.execute(deps.db)
  return { ...place, accountId, claim, expire }
}

test('of twenty who want one number at the same moment, one has it', async () => {
  const { claim } = await two()
  for (let round = 0; round < 5; round += 1) {
    const owners = Array.from({ length: 20 }, (_, n) => `process ${n}`)
    const got = await Promise.all(owners.map((owner) => claim(owner)))
    const holders = got.filter((one) => one !== undefined)
    // Whoever had it in the first round has it in the next ones, with the same fence.
    expect(holders).toEqual([{ fence: 1 }])
  }
})

test('of twenty who want one whose owner died, one has it, with a higher fence', async () => {
  const { claim, expire } = await two()
  await claim('dead')
  await expire()
  const owners = Array.from({ length: 20 }, (_, n) => `process ${n}`)
  const got = await Promise.all(owners.map((owner) => claim(owner)))
  expect(got.filter((one) => one !== undefined)).toEqual([{ fence: 2 }])
})

test('an owner that slept too long finds that another has it', async () => {
  const { deps, accountId, claim, expire } = await two()
  await claim('slow')
  await expire()
  expect(await claim('quick')).toEqual({ fence: 2 })
  const renew = (owner: string) =>
    renewSessions(deps, { owner, accountIds: [accountId], lastsSeconds: 10 })
  expect(await renew('slow')).toEqual([])
  expect(await renew('quick')).toEqual([accountId])
  // What it says now is of a line that is not ours any more.
  await reportSession(deps, { accountId, news: { kind: 'logged_out' }, fence: 1 })
  const [wanted] = await wantedSessions(deps, 'baileys')
  expect(wanted).toMatchObject({ state: 'on', owner: 'quick', fence: 2 })
})

test('a number that was released is free at once', async () => {
  const { deps, accountId, claim } = await two()
  await claim('first')
  expect(await claim('second')).toBeUndefined()
  await releaseSession(deps, { accountId, owner: 'second' })
  expect(await claim('second')).toBeUndefined()
  await releaseSession(deps, { accountId, owner: 'first' })
  expect(await claim('second')).toEqual({ fence: 2 })
})

test('a paused number is held by nobody new, and its owner learns that it is paused', async () => {
  const { deps, accountId, claim, expire } = await two()
  await claim('first')
  await pauseSession(deps, { accountId, by: null })
  expect(await wantedSessions(deps, 'baileys')).toMatchObject([
    { accountId, name: 'toko', state: 'paused', owner: 'first', fence: 1, hasKeys: false },
  ])
  await expire()
  expect(await claim('second')).toBeUndefined()
  expect(await wantedSessions(deps, 'waha')).toEqual([])
})

test('a removed number is named as long as there is something to put away', async () => {
  const { deps, accountId, claim, expire } = await two()
  await claim('first')
  await removeSession(deps, { accountId, by: null })
  expect(await wantedSessions(deps, 'baileys')).toMatchObject([{ state: 'removed' }])
  await expire()
  expect(await wantedSessions(deps, 'baileys')).toEqual([])
  await deps.db
    .insertInto('wa_creds')
    .values({ account_id: accountId, format: 1, value: Buffer.from('x') })
    .execute()
  expect(await wantedSessions(deps, 'baileys')).toMatchObject([{ hasKeys: true }])
})

test('many are renewed at once, by many, without waiting for each other for ever', async () => {
  const db = await testDb()
  const rows = await db
    .insertInto('channel_accounts')
    .values(Array.from({ length: 20 }, (_, n) => ({ channel: 'baileys' as const, name: `n${n}` })))
    .returning('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  await Promise.all(
    ids.map((accountId) => claimSession({ db }, { accountId, owner: 'me', lastsSeconds: 10 })),
  )
  const mine = { owner: 'me', lastsSeconds: 10 }
  const all = await Promise.all(
    [ids, ids.toReversed(), ids].map((accountIds) =>
      renewSessions({ db }, { ...mine, accountIds }),
    ),
  )
  for (const kept of all) expect(kept.toSorted((a, b) => a - b)).toEqual(ids)
})

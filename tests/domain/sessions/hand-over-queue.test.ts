import { expect, test } from 'vitest'
import { changeSendingSettings } from '../../../src/domain/sending/change-sending-settings.ts'
import { handOverQueue } from '../../../src/domain/sessions/hand-over-queue.ts'
import { addNumber, number } from './number.ts'

/** A number with one message that waits for a customer. */
async function waiting() {
  const place = await number()
  const { deps, accountId } = place
  await place.open()
  const { id } = await deps.db
    .insertInto('conversations')
    .values({ account_id: accountId, chat: '628555' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const content = JSON.stringify({ message: { text: 'tagihan' } })
  await deps.db
    .insertInto('outbox')
    .values({ conversation_id: id, content, created_at: deps.now() })
    .execute()
  return place
}

test('a queue that no other number can take is told of, once for each time that a number is lost', async () => {
  const { deps, clock, accountId, report, open, notices } = await waiting()
  const lose = async () => {
    clock.pass({ minutes: 5 })
    await report({ kind: 'logged_out' })
    for (const _ of [1, 2]) await handOverQueue(deps, { accountId })
  }
  await lose()
  const stuck = { name: 'toko', left: 1, onPhone: true }
  expect(await notices('session.queue_stuck')).toMatchObject([stuck])
  await deps.db.updateTable('channel_accounts').set({ state: 'pairing' }).execute()
  clock.pass({ minutes: 5 })
  await open()
  await lose()
  expect(await notices('session.queue_stuck')).toHaveLength(2)
})

test('what may be out at a lost number is told of as a count, once', async () => {
  const { deps, siti, accountId, report, notices } = await waiting()
  await deps.db.updateTable('outbox').set({ maybe_out: true }).execute()
  const other = await addNumber(deps, { name: 'lain', by: siti })
  await other.open('+6281234567891')
  await report({ kind: 'logged_out' })
  for (const _ of [1, 2]) await handOverQueue(deps, { accountId })
  expect(await notices('session.queue_ended')).toMatchObject([{ name: 'toko', ended: 1 }])
  expect(await notices('session.queue_stuck')).toEqual([])
})

test('a new number is marked so while it is warmed up, and not where the team wants no warm-up', async () => {
  const { deps, siti, now, open } = await number()
  await open()
  expect((await now()).warming).toBe(true)
  await changeSendingSettings(deps, { change: { warmUp: false }, by: siti.id })
  expect((await now()).warming).toBe(false)
})

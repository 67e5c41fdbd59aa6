import { expect, test } from 'vitest'
import { insertNotices } from '../../src/domain/messages/message-queries.ts'
import type { Sort } from '../../src/domain/messages/message.ts'
import { understandRules } from '../../src/intents/understand/rules.ts'
import { talk } from '../support/talk.ts'

/** Budi, who wrote once, and what waits for him while the number rests. */
async function budiWith(sorts: Sort[]) {
  const shop = await talk({ rules: understandRules, word: ({ code }) => ({ text: code }) })
  const { deps, outbox } = shop
  shop.clock.set('2026-11-02T12:00:00+07:00')
  const budi = shop.customer('62812')
  await budi.say('menu')
  const { id } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '62812')
    .select('id')
    .executeTakeFirstOrThrow()
  const wait = async (sort: Sort) =>
    insertNotices(deps.db, {
      conversationIds: [id],
      content: { message: { text: `a ${sort}` } },
      sort,
      priority: 5,
      slot: null,
      correlation: null,
      at: deps.now(),
    })
  for (const sort of sorts) await wait(sort)
  const goes = async () => {
    await outbox.drain(id)
    await outbox.idle()
    return budi.sent().map(({ text }) => text)
  }
  return { ...shop, budi, wait, goes }
}

test('who writes "stop" gets neither the broadcast nor the reminder that wait for him, and "mulai" brings them back', async () => {
  const { budi, wait, goes } = await budiWith(['promo', 'reminder'])
  await budi.say('stop')
  expect(await goes()).not.toContain('a promo')
  expect(await goes()).not.toContain('a reminder')
  await wait('service')
  expect(await goes()).toContain('a service')
  await budi.say('mulai')
  await wait('promo')
  await wait('reminder')
  expect((await goes()).slice(-2)).toEqual(['a promo', 'a reminder'])
})

test('who switches advertising off in WhatsApp is still reminded, and may switch it on again', async () => {
  const { budi, wait, goes, deps } = await budiWith(['promo', 'reminder'])
  await budi.news({ what: 'promo_stopped' })
  const said = await goes()
  expect(said).toContain('a reminder')
  expect(said).not.toContain('a promo')
  await budi.news({ what: 'promo_resumed' })
  await wait('promo')
  expect(await goes()).toContain('a promo')
  const audit = await deps.db.selectFrom('audit').select('action').orderBy('id').execute()
  expect(audit.map(({ action }) => action)).toEqual([
    'person.promo_stopped',
    'person.promo_resumed',
  ])
})

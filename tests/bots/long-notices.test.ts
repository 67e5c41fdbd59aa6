import { expect, test } from 'vitest'
import { Unreachable } from '../../src/domain/fault.ts'
import { MAX_TEXT } from '../../src/domain/messages/split-text.ts'
import { tell } from '../../src/domain/messages/tell.ts'
import { talk } from '../support/talk.ts'

test('a long notice that breaks off half-way goes on where it stopped', async () => {
  const { deps, cloud, customer, outbox } = await talk()
  const budi = customer()
  await budi.say('halo')
  const { id } = await deps.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow()
  const before = budi.sent().length
  cloud.failures.push(undefined, new Unreachable('gone for a moment', { retryAfterMs: 0 }))
  const text = Array.from({ length: 900 }, (_, line) => `baris ${line}`).join('\n')
  await tell(deps, id, {
    code: 'chat.relayed',
    details: { conversationId: id, customer: 'Budi', text },
  })
  await outbox.idle()

  const parts = budi.sent().slice(before)
  expect(text.length).toBeGreaterThan(2 * MAX_TEXT)
  const said = parts.map((part) => part.text).join('')
  expect(said.match(/baris 0\b/g)).toHaveLength(1)
  expect(said.match(/baris 899\b/g)).toHaveLength(1)
  const row = await deps.db
    .selectFrom('outbox')
    .orderBy('id', 'desc')
    .select(['state', 'attempts'])
    .executeTakeFirst()
  expect(row).toEqual({ state: 'sent', attempts: 2 })
})

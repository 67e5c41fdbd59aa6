import { expect, test } from 'vitest'
import { talk } from '../support/talk.ts'

const phone = (value: string) => ({ kind: 'phone' as const, value })

test('a customer who takes another number goes on talking as himself, in the same chat', async () => {
  const { deps, customer, cloud } = await talk()
  const before = customer('6281111')
  await before.say('halo')
  const sent = cloud.sent.length
  const changed = {
    what: 'number_changed',
    to: '6282222',
    renamed: { was: [phone('6281111')], now: [phone('6282222')] },
  }
  await before.news(changed)
  // Nobody is answered for that.
  expect(cloud.sent).toHaveLength(sent)

  const after = customer('6282222')
  await after.say('halo lagi')
  const rows = await deps.db.selectFrom('conversations').select(['chat', 'person_id']).execute()
  expect(rows.filter(({ person_id }) => person_id !== null)).toMatchObject([{ chat: '6282222' }])
  expect(after.sent().length).toBeGreaterThan(0)

  const stranger = customer('6281111')
  await stranger.say('halo')
  const people = await deps.db.selectFrom('people').select('id').execute()
  expect(people).toHaveLength(2)
})

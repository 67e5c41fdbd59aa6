import { expect, test } from 'vitest'
import { openOpsChat } from '../../src/domain/people/open-account.ts'
import { talk } from '../support/talk.ts'

test('somebody of the team who writes admin calls nobody', async () => {
  const { staff, deps } = await talk()
  const siti = await staff()
  expect((await siti.say('admin'))[0]?.text).toContain('Anda sendiri bagian dari tim')
  expect(siti.sent()).toHaveLength(2)
  const waiting = await deps.db
    .selectFrom('conversations')
    .where('human_since', 'is not', null)
    .selectAll()
    .execute()
  expect(waiting).toEqual([])
})

test("the team's group is found again after it grew and got another number", async () => {
  const { staff, telegram, deps, customer } = await talk()
  const siti = await staff()
  const { accountId } = telegram.door
  const settings = { accountId, chat: '-500' }
  await openOpsChat(deps, settings)
  const grown = siti.inGroup('-100500')
  await grown.hear({ text: 'halo semua' })
  await siti.inGroup('-500').news({ what: 'chat_moved', to: '-100500' })
  // The settings still name the old number when the program starts again.
  await openOpsChat(deps, settings)
  await customer().say('admin')
  expect(grown.sent().map(({ text }) => text)).toEqual([
    expect.stringContaining('chat.wants_human'),
  ])
  expect(siti.inGroup('-500').sent()).toEqual([])
})

test('a group that is not the team’s stays what it is when it grows', async () => {
  const { staff, deps } = await talk()
  const siti = await staff()
  await siti.inGroup('-700').news({ what: 'chat_moved', to: '-100700' })
  const ops = await deps.db
    .selectFrom('conversations')
    .where('is_ops', '=', true)
    .selectAll()
    .execute()
  expect(ops).toEqual([])
})

import { expect, test } from 'vitest'
import { Rejected } from '../../src/domain/fault.ts'
import { MAX_TEXT } from '../../src/domain/messages/split-text.ts'
import { tellUnsent } from '../../src/bots/tell-unsent.ts'
import { forumTalk, SITI } from '../support/forum-talk.ts'

const long = Array.from({ length: 500 }, (_, line) => `baris ${line} dari cerita`).join('\n')

test('what a customer writes at length is read whole in his topic, in order', async () => {
  const { customer, textsIn } = await forumTalk()
  const budi = customer()
  await budi.say('cs')
  const before = textsIn('Budi').length
  await budi.say(long)

  const shown = textsIn('Budi').slice(before)
  expect(long.length).toBeGreaterThan(2 * MAX_TEXT)
  expect(shown.length).toBeGreaterThan(2)
  const lines = shown.flatMap((text) => text.match(/(?<=baris )\d+/g) ?? [])
  expect(lines.map(Number)).toEqual(Array.from({ length: 500 }, (_, line) => line))
})

test('a correction that grew too long for one message is said in two', async () => {
  const { customer, textsIn, settle } = await forumTalk()
  const budi = customer()
  await budi.say('cs')
  const id = await budi.say('pendek')
  const before = textsIn('Budi').length
  await budi.edit(id, 'x'.repeat(MAX_TEXT))
  await settle()
  const said = textsIn('Budi').slice(before).join('')
  expect(said.match(/x/g)).toHaveLength(MAX_TEXT)
})

test('what cannot be shown in a topic is said elsewhere', async () => {
  const { deps, customer, settle, api, group } = await forumTalk()
  const budi = customer()
  await budi.say('cs')
  const { topic_id } = await deps.db
    .selectFrom('chat_topics')
    .select('topic_id')
    .executeTakeFirstOrThrow()
  const error = new Rejected('message is too long').message
  const isStaffChat = true
  const row = { conversationId: topic_id, customer: null, isStaffChat, error }
  await tellUnsent(deps, { ...row, sort: 'service' })
  await settle()
  const heard = [...api.messages(group).filter(({ topic }) => !topic), ...api.messages(SITI)]
  expect(heard.map(({ text }) => text).join('\n')).toContain('tidak bisa ditampilkan di topik Budi')
})

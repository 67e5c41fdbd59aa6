import { expect, test } from 'vitest'
import { syncTopics } from '../../src/domain/chats/sync-topics.ts'
import { markMaking } from '../../src/domain/chats/topic-sync-queries.ts'
import type { Topics } from '../../src/domain/chats/topics.ts'
import { forumTalk, SITI } from '../support/forum-talk.ts'

test('twenty customers who call at once get twenty topics, each with his own words in order', async () => {
  const { customer, settle, api, group, textsIn } = await forumTalk()
  const all = Array.from({ length: 20 }, (_, at) => {
    const number = String(at).padStart(2, '0')
    return { name: `Orang ${number}`, phone: customer(`62812000000${number}`, `Orang ${number}`) }
  })
  for (const { phone } of all) await phone.hear({ text: 'admin' })
  for (const word of ['pertama', 'kedua']) {
    for (const { phone, name } of all) await phone.hear({ text: `${word} ${name}` })
  }
  await settle()
  expect(api.topics(group)).toHaveLength(20)
  for (const { name } of all) {
    const texts = textsIn(name)
    expect(texts.join('\n')).toMatch(new RegExp(`pertama ${name}\\s+💬 kedua ${name}`))
    expect(texts[0]).toContain(`👤 ${name}`)
  }
}, 60_000)

test('a topic whose making nobody lived to write down is found again, and not made twice', async () => {
  const { customer, settle, api, group, deps, textsIn, write, work } = await forumTalk()
  const siti = customer('628111', 'Sri')
  await siti.say('admin')
  // The process dies right behind Telegram's answer: the topic stands, and is written down nowhere.
  const budi = customer()
  await budi.hear({ text: 'admin' })
  const first = api.topics(group).length
  api.fail({ on: 'createForumTopic', does: 'reset-after' })
  await settle()
  await work.idle()
  expect(api.topics(group)).toHaveLength(first + 1)
  expect(textsIn('Budi').join()).toContain('ingin bicara')
  await write('Budi', 'Ya, Pak?')
  expect(budi.texts().at(-1)).toBe('Ya, Pak?')
  const making = await deps.db
    .selectFrom('chat_topics')
    .where('state', '<>', 'open')
    .selectAll()
    .execute()
  expect(making).toEqual([])
})

test('a process that died before it asked for a topic asks when it is back', async () => {
  const { customer, settle, api, group, deps } = await forumTalk()
  const budi = customer()
  await budi.say('menu')
  const { id } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '628123456789')
    .select('id')
    .executeTakeFirstOrThrow()
  await budi.say('admin')
  await deps.db.updateTable('chat_topics').set({ state: 'none' }).execute()
  api.removeTopic(group, api.topics(group)[0]?.id ?? 0)
  await markMaking(deps.db, id, 1)
  await budi.say('halo?')
  await deps.db
    .updateTable('effects')
    .set({ state: 'waiting' })
    .where('kind', '=', 'topics.sync')
    .execute()
  await settle()
  expect(api.topics(group)).toHaveLength(1)
})

test('a process that was too slow leaves the topic it made to whoever took over', async () => {
  const { customer, deps, group } = await forumTalk()
  await customer().say('admin')
  const { db } = deps
  await db.updateTable('chat_topics').set({ state: 'none', made_after: null }).execute()
  const address = `${group}:999`
  const taken = (owner: string) =>
    db
      .updateTable('ops_forums')
      .set({ busy_by: owner, busy_until: new Date(Date.now() + 60_000) })
      .execute()
  let made = 0
  const topics: Topics = {
    look: async () => 'fine',
    create: async () => {
      made += 1
      await taken('another')
      return address
    },
    find: async () => (made > 0 ? address : undefined),
    close: async () => {},
    reopen: async () => {},
    pin: async () => {},
  }
  const sync = () => syncTopics(deps, () => topics, AbortSignal.timeout(5_000))
  const states = async () =>
    (await db.selectFrom('chat_topics').select('state').execute()).map(({ state }) => state)
  await sync()
  expect(await states()).toEqual(['making'])

  await db.updateTable('ops_forums').set({ busy_until: null }).execute()
  await sync()
  expect(await states()).toEqual(['open'])
  expect(made).toBe(1)
})

test('a topic that somebody deleted is made anew, and what was said is not lost', async () => {
  const { customer, settle, api, group, topicOf, textsIn, write } = await forumTalk()
  const budi = customer()
  await budi.say('admin')
  api.removeTopic(group, topicOf('Budi').id)
  await budi.say('masih di sana?')
  await settle()
  expect(api.topics(group)).toHaveLength(1)
  expect(textsIn('Budi').join('\n')).toContain('masih di sana?')
  expect(textsIn('Budi').join('\n')).toContain('👤 Budi')
  await write('Budi', 'Masih, Pak.')
  expect(budi.texts().at(-1)).toBe('Masih, Pak.')
})

test('a topic that somebody closed by hand is opened again for what the customer writes', async () => {
  const { customer, api, group, topicOf, textsIn, settle } = await forumTalk()
  const budi = customer()
  await budi.say('admin')
  api.closeTopic(group, topicOf('Budi').id)
  await budi.say('halo?')
  await settle()
  expect(topicOf('Budi').closed).toBe(false)
  expect(textsIn('Budi').at(-1)).toBe('💬 halo?')
})

test('a bot that may not make topics goes on in the group by reply, and the owner is told once', async () => {
  const { customer, api, group, settle } = await forumTalk({ rights: null })
  const told = () => api.messages(SITI).filter(({ text }) => text.includes('Kelola topik'))
  expect(told()).toHaveLength(1)
  const budi = customer()
  await budi.say('admin')
  expect(api.topics(group)).toEqual([])
  await budi.say('wifi mati')
  const relayed = api.messages(group).find(({ text }) => text.includes('wifi mati'))
  api.say(SITI, 'Kami cek.', { chat: group, replyTo: relayed?.id ?? 0 })
  await settle()
  expect(budi.texts().at(-1)).toBe('Kami cek.')
  expect(told()).toHaveLength(1)

  // Given the right, the next who calls gets his topic.
  api.setRights({ by: SITI, group, rights: { topics: true, pin: true } })
  await settle()
  await customer('628777', 'Sri').say('admin')
  expect(api.topics(group).map(({ name }) => name)).toEqual([expect.stringContaining('Sri')])
})

test('a right that was taken away while a topic was wanted loses no word', async () => {
  const { customer, api, group } = await forumTalk()
  api.setRights({ by: SITI, group, rights: { topics: false, pin: true } })
  const budi = customer()
  await budi.say('admin')
  await budi.say('wifi mati')
  expect(api.topics(group)).toEqual([])
  const said = api.messages(group).map(({ text }) => text)
  expect(said.join('\n')).toContain('ingin bicara dengan orang')
  expect(said.join('\n')).toContain('wifi mati')
})

test('a card that may not be pinned is still there, and the owner is told once', async () => {
  const { customer, api, inTopic } = await forumTalk({ rights: { topics: true, pin: false } })
  await customer().say('admin')
  await customer('628777', 'Sri').say('admin')
  expect(inTopic('Budi')[0]?.text).toContain('👤 Budi')
  expect(api.messages(SITI).filter(({ text }) => text.includes('Pin Messages'))).toHaveLength(1)
})

test('a group without topics is used as it is, and nobody is bothered', async () => {
  const { customer, api, group } = await forumTalk({ forum: false, rights: null })
  await customer().say('admin')
  expect(api.messages(group).at(-1)?.text).toContain('ingin bicara')
  expect(api.messages(SITI).filter(({ text }) => text.includes('topik'))).toEqual([])
})

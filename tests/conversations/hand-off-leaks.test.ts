import { expect, test } from 'vitest'
import { forumTalk, SITI } from '../support/forum-talk.ts'

/** Siti and Budi are talking in his topic. */
async function talking() {
  const shop = await forumTalk()
  const budi = shop.customer()
  await budi.say('admin')
  await shop.write('Budi', 'Ada apa, Pak?')
  return { ...shop, budi }
}

test('what is edited after the chat went back to the bot stays as it was, and that is said once', async () => {
  const { api, group, settle, budi, write, textsIn, human } = await talking()
  const id = await write('Budi', 'Biayanya 100 ribu')
  await write('Budi', '/chat selesai')
  const before = budi.heard().length
  for (const text of ['Biayanya 900 ribu', 'Biayanya 950 ribu']) {
    api.edit(SITI, id, text, { chat: group })
    await settle()
  }
  expect(budi.heard()).toHaveLength(before)
  expect(
    textsIn('Budi').filter((text) => text.includes('tidak berubah di pelanggan')),
  ).toHaveLength(1)
  expect(await human()).toEqual([])
})

test('a customer cannot speak as the team: what he writes stands behind a mark of his own', async () => {
  const { budi, textsIn } = await talking()
  const forged = '↪️ Siti: refund sudah saya setujui'
  await budi.say(forged)
  expect(textsIn('Budi').at(-1)).toBe(`💬 ${forged}`)
  await budi.say(`halo\n${forged}`)
  expect(textsIn('Budi').at(-1)).toBe(`💬 halo\n💬 ${forged}`)
  const before = textsIn('Budi').length
  await budi.say(`${'panjang '.repeat(511)}${forged} ${'lagi '.repeat(500)}`)
  const parts = textsIn('Budi').slice(before)
  expect(parts.every((text) => text.startsWith('💬 '))).toBe(true)
})

test('a note on an album holds for every picture of it', async () => {
  const { api, group, settle, budi, topicOf } = await talking()
  const before = budi.heard().length
  const where = { chat: group, topic: topicOf('Budi').id }
  const picture = {
    mime: 'image/jpeg',
    bytes: Buffer.from('ffd8ffe000104a46494600', 'hex'),
    album: '7',
  }
  api.upload(SITI, { ...picture, name: 'a.jpg', caption: '// cuma untuk kita' }, where)
  api.upload(SITI, { ...picture, name: 'b.jpg' }, where)
  await settle()
  expect(budi.heard()).toHaveLength(before)
  api.upload(SITI, { ...picture, name: 'c.jpg', album: '8', caption: 'untuk Bapak' }, where)
  api.upload(SITI, { ...picture, name: 'd.jpg', album: '8' }, where)
  await settle()
  expect(budi.heard().filter(({ file }) => file)).toHaveLength(2)
})

test('a customer who writes to two of our numbers is found, and of two customers one is picked', async () => {
  const { deps, api, settle, budi, customer, human } = await talking()
  const { person_id } = await deps.db
    .selectFrom('identities')
    .where('value', '=', '+628123456789')
    .select('person_id')
    .executeTakeFirstOrThrow()
  const { id } = await deps.db
    .insertInto('channel_accounts')
    .values({ channel: 'baileys', name: 'cabang' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await deps.db
    .insertInto('conversations')
    .values({ account_id: id, chat: '628123456789', person_id })
    .execute()
  api.say(SITI, '/chat balas budi "Siap, Pak."')
  await settle()
  expect(budi.texts().at(-1)).toBe('Siap, Pak.')
  await customer('628777', 'Budi Hartono').say('menu')
  api.say(SITI, '/chat ambil budi')
  await settle()
  const asked = api.messages(SITI).at(-1)
  expect(asked?.text).toContain('Ada beberapa pelanggan')
  const button = asked?.buttons?.flat().find(({ label }) => label.startsWith('Budi Hartono'))
  api.tap(SITI, asked?.id ?? 0, button?.data ?? '')
  await settle()
  expect((await human()).map(({ chat }) => chat).toSorted()).toEqual(['628123456789', '628777'])
})

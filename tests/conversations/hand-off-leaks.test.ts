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

import { expect, test } from 'vitest'
import { editCopy } from '../../src/domain/chats/relay-change.ts'
import { OutcomeUnknown, Rejected } from '../../src/domain/fault.ts'
import { forumTalk, SITI } from '../support/forum-talk.ts'

const photo = { kind: 'image' as const, ref: 'foto-1', mime: 'image/jpeg' }
const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')

/** Siti and Budi are talking in his topic. */
async function talking(options: Parameters<typeof forumTalk>[0] = {}) {
  const shop = await forumTalk(options)
  const budi = shop.customer()
  await budi.say('admin')
  await shop.write('Budi', 'Ada apa, Pak?')
  return { ...shop, budi }
}

test('photos, voices and films of the customer stand in the topic in the order they came', async () => {
  const { budi, settle, inTopic, cloud } = await talking()
  cloud.shelf.set('suara', Buffer.from('OggS\0\0'))
  cloud.shelf.set('film', Buffer.from('\0\0\0\x18ftypmp42', 'latin1'))
  await budi.hear({ text: 'ini lampunya', media: photo })
  await budi.hear({ text: 'merah terus' })
  await budi.hear({ media: { kind: 'audio', ref: 'suara', mime: 'audio/ogg; codecs=opus' } })
  await budi.hear({ media: { kind: 'video', ref: 'film', mime: 'video/mp4' } })
  await budi.hear({ location: { latitude: -6.2, longitude: 106.8 } })
  await settle()
  const shown = inTopic('Budi').slice(-5)
  expect(shown.map(({ text, file }) => [text.slice(0, 15), file?.kind])).toEqual([
    ['💬 ini lampunya', 'photo'],
    ['💬 merah terus', undefined],
    ['', 'voice'],
    ['', 'video'],
    ['💬 📍 Lokasi: h', undefined],
  ])
})

test('what cannot be fetched is said in the topic, and its words are there all the same', async () => {
  const { budi, settle, textsIn, cloud } = await talking()
  cloud.shelf.set('program', Buffer.from('MZ\x90'))
  await budi.hear({ text: 'coba buka ini', media: { kind: 'document', ref: 'program' } })
  await settle()
  expect(textsIn('Budi').at(-2)).toContain('coba buka ini')
  expect(textsIn('Budi').at(-1)).toContain('tidak bisa diteruskan')
})

test('a photo the team puts in the topic reaches the customer with its words', async () => {
  const { api, group, topicOf, settle, budi } = await talking()
  const where = { chat: group, topic: topicOf('Budi').id }
  api.upload(
    SITI,
    { name: 'denah.jpg', mime: 'image/jpeg', bytes: JPEG, caption: 'Denahnya' },
    where,
  )
  await settle()
  expect(budi.heard().at(-1)).toMatchObject({ text: 'Denahnya', file: { mime: 'image/jpeg' } })
})

test('a quote is a quote on the other side too, both ways', async () => {
  const { budi, settle, inTopic, write } = await talking()
  const asked = budi.heard().at(-1)
  await budi.hear({ text: 'wifi mati', replyTo: asked?.id ?? '' })
  await settle()
  const shown = inTopic('Budi').at(-1)
  const answer = inTopic('Budi').find(({ text }) => text === 'Ada apa, Pak?')
  expect(shown).toMatchObject({ text: '💬 wifi mati', replyTo: answer?.id })
  await write('Budi', 'Sejak kapan?', { replyTo: shown?.id ?? 0 })
  expect(budi.heard().at(-1)).toMatchObject({ text: 'Sejak kapan?', replyTo: 'wamid.2' })
})

test("the customer's edit is an edit in the topic, and what he took back is said", async () => {
  const { budi, settle, textsIn, inTopic } = await talking()
  const id = await budi.say('jam 5 ya')
  await budi.edit(id, 'jam 7 ya')
  await settle()
  expect(textsIn('Budi').at(-1)).toBe('💬 jam 7 ya\n(diubah)')
  const shown = inTopic('Budi').at(-1)
  await budi.revoke(id)
  await settle()
  expect(inTopic('Budi').at(-1)).toMatchObject({
    text: expect.stringContaining('menghapus'),
    replyTo: shown?.id,
  })
})

test('what the team edits is edited for the customer, and corrected where it cannot be', async () => {
  for (const canEdit of [true, false]) {
    const { api, group, settle, budi, write } = await talking({ canEdit })
    const id = await write('Budi', 'Biayanya 100 ribu')
    const sent = budi.heard().at(-1)
    api.edit(SITI, id, 'Biayanya 150 ribu', { chat: group })
    await settle()
    expect(budi.heard().at(-1)).toMatchObject(
      canEdit
        ? { text: 'Biayanya 150 ribu', edited: sent?.id }
        : { text: '*Koreksi:* Biayanya 150 ribu', replyTo: sent?.id },
    )
  }
})

test('a message too old to be edited is corrected', async () => {
  const { api, group, settle, budi, write, cloud } = await talking()
  const id = await write('Budi', 'Biayanya 100 ribu')
  cloud.failures.push(new Rejected('too late', { code: 'edit_window' }))
  api.edit(SITI, id, 'Biayanya 150 ribu', { chat: group })
  await settle()
  expect(budi.texts().at(-1)).toBe('*Koreksi:* Biayanya 150 ribu')
})

test('what was tried and is not through is corrected behind, for it may be out as it was', async () => {
  const { api, group, settle, budi, write, cloud, deps } = await talking()
  cloud.failures.push(new OutcomeUnknown('no answer'))
  const id = await write('Budi', 'Biayanya 100 ribu')
  api.edit(SITI, id, 'Biayanya 150 ribu', { chat: group })
  await settle()
  await deps.db
    .updateTable('outbox')
    .set({ not_before: null })
    .where('state', '=', 'queued')
    .execute()
  // Its next try comes by itself; the correction is behind it.
  await expect.poll(() => budi.texts().at(-1), { timeout: 10_000 }).toBe('Biayanya 100 ribu')
  await expect
    .poll(
      async () => {
        await settle()
        return budi.texts().slice(-2)
      },
      { timeout: 10_000 },
    )
    .toEqual(['Biayanya 100 ribu', 'Biayanya 150 ribu'])
  expect(budi.heard().at(-1)).toHaveProperty('edited')
})

test('where another process has the door, what the team edits is said behind by that one', async () => {
  const { deps, settle, budi, write } = await talking()
  await write('Budi', 'Biayanya 100 ribu')
  const sent = budi.heard().at(-1)
  const { id: outboxId } = await deps.db
    .selectFrom('outbox')
    .where('provider_id', '=', sent?.id ?? '')
    .select('id')
    .executeTakeFirstOrThrow()
  const instead = '*Koreksi:* Biayanya 150 ribu'
  await editCopy(deps, () => undefined, { outboxId, text: 'Biayanya 150 ribu', instead })
  await settle()
  expect(budi.heard().at(-1)).toMatchObject({ text: instead, replyTo: sent?.id })
})

test('emojis go both ways, and one that Telegram has not is said', async () => {
  const { api, group, settle, budi, inTopic } = await talking()
  const id = await budi.say('terima kasih')
  const shown = inTopic('Budi').at(-1)
  api.react(SITI, shown?.id ?? 0, '🙏', { chat: group })
  await settle()
  expect(budi.heard().at(-1)).toMatchObject({ text: '', reaction: { to: id, emoji: '🙏' } })

  const answer = inTopic('Budi').find(({ text }) => text === 'Ada apa, Pak?')
  const sent = budi.heard().find(({ text }) => text === 'Ada apa, Pak?')
  await budi.react(sent?.id ?? '', '👍')
  await settle()
  expect(inTopic('Budi').find(({ id: one }) => one === answer?.id)).toMatchObject({
    reaction: '👍',
  })
  await budi.react(sent?.id ?? '', '🦜')
  await settle()
  expect(inTopic('Budi').at(-1)).toMatchObject({ text: '🦜', replyTo: answer?.id })
})

test('a stranger in the group changes nothing for a customer', async () => {
  const { api, group, settle, budi, inTopic } = await talking()
  await budi.say('halo')
  const heard = budi.heard().length
  api.react(99, inTopic('Budi').at(-1)?.id ?? 0, '👍', { chat: group })
  await settle()
  expect(budi.heard()).toHaveLength(heard)
})

test('what could not be sent is said in the topic, with what to do', async () => {
  const { cloud, write, textsIn } = await talking()
  cloud.failures.push(new Rejected('Re-engagement message (131047)', { code: '131047' }))
  await write('Budi', 'Masih ada kendala, Pak?')
  expect(textsIn('Budi').at(-1)).toContain('24 jam')
})

test('words that come in a burst while the topic is slow go as one message, in order', async () => {
  const { api, budi, settle, textsIn } = await talking()
  api.fail({ on: 'sendMessage', does: 'flood', retryAfter: 1 })
  await budi.hear({ text: 'satu' })
  await settle()
  for (const text of ['dua', 'tiga', 'empat']) await budi.hear({ text })
  await settle()
  await expect
    .poll(
      async () => {
        await settle()
        return textsIn('Budi').slice(-2)
      },
      { timeout: 5_000 },
    )
    .toEqual(['💬 satu', '💬 dua\n💬 tiga\n💬 empat'])
})

import { expect, test } from 'vitest'
import { handBackQuietChats } from '../../src/domain/chats/hand-back-chat.ts'
import { forumTalk, SITI } from '../support/forum-talk.ts'

/** Budi asked for a person, and has his topic. */
async function called() {
  const shop = await forumTalk()
  const budi = shop.customer()
  await budi.say('admin')
  return { ...shop, budi }
}

test('a customer who asks for a person gets a topic of his own, with his card pinned in it', async () => {
  const { inTopic, topicOf, budi } = await called()
  const [card, call] = inTopic('Budi')
  expect(topicOf('Budi')).toMatchObject({ name: 'Budi Santoso · 6789', closed: false })
  expect(card).toMatchObject({ pinned: true })
  expect(card?.text).toContain('0812••••789')
  expect(card?.text).not.toContain('8123456789')
  expect(card?.text).toContain('menunggu orang')
  expect(card?.text).toContain('Prospek: tidak')
  expect(call?.text).toContain('ingin bicara dengan orang')
  expect(budi.texts()).toEqual([expect.stringContaining('admin kami akan membalas')])
})

test('what the customer writes is shown in the topic, and what the team writes there reaches him', async () => {
  const { budi, write, textsIn, human, inTopic } = await called()
  await budi.say('wifi saya mati')
  expect(textsIn('Budi').at(-1)).toBe('💬 wifi saya mati')
  await write('Budi', 'Kami cek, Pak.')
  expect(budi.texts().at(-1)).toBe('Kami cek, Pak.')
  expect(await human()).toMatchObject([{ chat: '628123456789' }])
  expect(inTopic('Budi')[0]?.text).toContain('Dipegang: Siti')
  expect(textsIn('Budi').at(-1)).toBe('Kami cek, Pak.')
})

test('notes and commands stay with the team', async () => {
  const { budi, write, textsIn } = await called()
  const heard = budi.heard().length
  await write('Budi', '// ini pelanggan lama')
  await write('Budi', '# jangan lupa diskon')
  await write('Budi', '/chat balasan tambah')
  expect(budi.heard()).toHaveLength(heard)
  expect(textsIn('Budi').at(-1)).toContain('Tulis lengkap')
  await write('Budi', '#INV-12 sudah lunas')
  expect(budi.texts().at(-1)).toBe('#INV-12 sudah lunas')
})

test('several of the team may answer in a topic; the first has it, and it is taken over by a button', async () => {
  const { budi, write, tap, staff, inTopic, deps } = await called()
  const joko = await staff('operator', 88, 'Joko')
  await write('Budi', 'Saya bantu.')
  await write('Budi', 'Saya juga.', { by: 88 })
  expect(budi.texts().slice(-2)).toEqual(['Saya bantu.', 'Saya juga.'])
  expect(inTopic('Budi')[0]?.text).toContain('Dipegang: Siti')
  const said = await deps.db
    .selectFrom('relays')
    .where('by_person', 'is not', null)
    .select('by_person')
    .orderBy('outbox_id')
    .execute()
  expect(said[1]?.by_person).toBe(joko)
  await tap('Budi', 'Ambil alih', 88)
  expect(inTopic('Budi').at(-1)?.text).toContain('sedang dipegang Siti')
  await tap('Budi', 'Ya, lanjutkan', 88)
  expect(inTopic('Budi')[0]?.text).toContain('Dipegang: Joko')
})

test('strangers, resellers and anonymous admins in the group never reach a customer; who may not is told once', async () => {
  const { budi, write, textsIn, staff, human } = await called()
  await staff('reseller', 66, 'Rudi')
  const before = budi.heard().length
  const words = textsIn('Budi').length
  for (const by of [99, 66]) {
    await write('Budi', 'halo pak', { by })
    await write('Budi', 'stop', { by })
  }
  for (const text of ['saya admin', 'halo?']) await write('Budi', text, { anonymous: true })
  expect(budi.heard()).toHaveLength(before)
  // Nobody sees that by himself: it is said, once in each topic.
  expect(textsIn('Budi').filter((text) => text.includes('admin anonim'))).toHaveLength(1)
  const told = textsIn('Budi')
    .slice(words)
    .filter((text) => text.includes('tidak punya izin'))
  expect(told).toHaveLength(2)
  expect(await human()).toMatchObject([{ human_by: null }])
})

test('handed back by the button, the topic says so and closes, and the bot answers again', async () => {
  const { budi, write, tap, topicOf, textsIn } = await called()
  await write('Budi', 'Beres ya, Pak.')
  await tap('Budi', 'Kembalikan ke bot')
  expect(textsIn('Budi').at(-1)).toContain('kembali ke bot')
  expect(topicOf('Budi').closed).toBe(true)
  const heard = budi.heard().length
  await budi.say('poin')
  expect(budi.texts().slice(heard)).toEqual(['Belum ada program poin.'])
  expect(textsIn('Budi')).not.toContain('poin')
})

test('called again, the same topic opens again', async () => {
  const { budi, write, api, group, topicOf, textsIn } = await called()
  await write('Budi', '/chat kembali')
  expect(topicOf('Budi').closed).toBe(true)
  await budi.say('admin')
  expect(api.topics(group)).toHaveLength(1)
  expect(topicOf('Budi').closed).toBe(false)
  expect(textsIn('Budi').at(-1)).toContain('ingin bicara')
})

test('after twelve quiet hours the topic says so and closes, not a minute earlier', async () => {
  const { budi, deps, clock, settle, topicOf, textsIn, write } = await called()
  await write('Budi', 'Sebentar ya.')
  clock.pass({ hours: 11, minutes: 59 })
  await handBackQuietChats(deps)
  await settle()
  expect(topicOf('Budi').closed).toBe(false)
  clock.pass({ minutes: 2 })
  await handBackQuietChats(deps)
  await settle()
  expect(textsIn('Budi').at(-1)).toContain('sepi 12 jam')
  expect(topicOf('Budi').closed).toBe(true)
  expect(budi.texts().at(-1)).toBe('Sebentar ya.')
})

test('an answer typed on the phone silences the bot, fixed words too, and is shown in the topic', async () => {
  const { customer, settle, textsIn, tap, inTopic, human } = await forumTalk()
  const budi = customer()
  await budi.say('menu')
  const heard = budi.heard().length
  await budi.typedOnPhone('Siap Pak, saya yang urus')
  await settle()
  expect(textsIn('Budi').at(-1)).toContain('Siap Pak, saya yang urus')
  expect(inTopic('Budi')[0]?.text).toContain('dibalas lewat HP')
  expect(await human()).toMatchObject([{ human_by: null, human_on_phone: true }])
  await budi.say('poin')
  expect(budi.heard()).toHaveLength(heard)
  expect(textsIn('Budi').at(-1)).toBe('💬 poin')
  await tap('Budi', 'Kembalikan ke bot')
  await budi.say('poin')
  expect(budi.heard()).toHaveLength(heard + 1)
})

test('quick replies are kept with their variables checked, and said by a button or by !name', async () => {
  const { budi, write, tap, textsIn } = await called()
  await write('Budi', '/chat balasan tambah nama=salam teks="Halo {{customer_nam}}"')
  expect(textsIn('Budi').at(-1)).toContain('customer_name')
  await write(
    'Budi',
    '/chat balasan tambah nama=salam teks="Halo {{customer_name}}, dengan {{staff_name}}."',
  )
  expect(textsIn('Budi').at(-1)).toContain('disimpan')
  await write('Budi', '!salam')
  expect(budi.texts().at(-1)).toBe('Halo Budi Santoso, dengan Siti.')
  await tap('Budi', 'Balasan cepat')
  await tap('Budi', 'salam')
  expect(budi.texts().filter((text) => text.startsWith('Halo Budi'))).toHaveLength(2)
  await write('Budi', '!tidakada')
  expect(textsIn('Budi').at(-1)).toContain('salam')
  await write('Budi', '/chat balasan hapus salam')
  await write('Budi', '/chat balasan')
  expect(textsIn('Budi').at(-1)).toContain('Belum ada balasan cepat')
})

test('the card and its buttons go on working when they are old', async () => {
  const { clock, tap, textsIn, inTopic, settle, deps } = await called()
  await deps.db
    .updateTable('people')
    .set({ name: 'Budi Baru' })
    .where('name', '=', 'Budi Santoso')
    .execute()
  clock.pass({ hours: 11 })
  clock.pass({ hours: 14 })
  await tap('Budi', 'Riwayat')
  await settle()
  expect(textsIn('Budi').at(-1)).toContain('diperbarui')
  expect(inTopic('Budi')[0]?.text).toContain('Budi Baru')
  await tap('Budi', 'Riwayat')
  expect(textsIn('Budi').at(-1)).toContain('Pelanggan: admin')
})

test('an owner who takes a chat in private finds it in a topic', async () => {
  const { customer, api, settle, inTopic, human } = await forumTalk()
  await customer().say('menu')
  api.say(SITI, '/chat ambil 08123456789')
  await settle()
  expect(inTopic('Budi')[0]?.text).toContain('Dipegang: Siti')
  expect(await human()).toHaveLength(1)
  api.say(SITI, '/chat balas 08123456789 "Siap, Pak."')
  await settle()
  expect(inTopic('Budi').at(-1)?.text).toContain('Siap, Pak.')
})

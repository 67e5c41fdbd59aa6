import { z } from 'zod'
import { expect, test } from 'vitest'
import { handBackQuietChats } from '../../src/domain/chats/hand-back-chat.ts'
import type { Act } from '../../src/domain/messages/act.ts'
import { noteActivity } from '../../src/domain/chats/let-human-answer.ts'
import { defineIntent } from '../../src/intents/intent.ts'
import { talk } from '../support/talk.ts'

/** Budi asked for a person; Siti owns the place. */
async function waiting() {
  const shop = await talk()
  const siti = await shop.staff()
  const budi = shop.customer()
  await budi.say('admin')
  const idOf = (text: string) => {
    const at = shop.telegram.sent.findIndex(
      (message) => message.chat === '77' && message.text.includes(text),
    )
    return `telegram-${at + 1}`
  }
  return { ...shop, siti, budi, idOf }
}

test('a reply to what was relayed reaches the customer, and the answer comes back', async () => {
  const { siti, budi, cloud, idOf } = await waiting()
  await budi.say('wifi saya mati')
  const relayed = siti.sent().at(-1)
  expect(relayed?.text).toContain('wifi saya mati')
  await siti.hear({ text: 'Kami cek, Pak.', replyTo: idOf('wifi saya mati') })
  expect(cloud.sent.at(-1)?.text).toBe('Kami cek, Pak.')
  await budi.say('siap')
  expect(siti.sent().at(-1)?.text).toContain('siap')
})

test('two of the team cannot answer one customer at cross purposes', async () => {
  const { siti, staff, cloud, budi, idOf } = await waiting()
  const joko = await staff('operator', '88')
  await budi.say('halo?')
  await siti.hear({ text: 'Saya bantu.', replyTo: idOf('halo?') })
  const [answer] = await joko.say('/chat balas 08123456789 "Saya juga"')
  expect(answer?.text).toContain('sudah ditangani')
  expect(cloud.sent.map(({ text }) => text)).not.toContain('Saya juga')
})

test('handed back, the bot answers again', async () => {
  const { siti, budi } = await waiting()
  await siti.say('/chat ambil +62 812-3456-789')
  await siti.say('/chat selesai 08123456789')
  expect((await budi.say('poin'))[0]?.text).toBe('Belum ada program poin.')
})

test('after twelve quiet hours the chat goes back by itself, not one minute earlier', async () => {
  const { siti, budi, clock, deps, outbox } = await waiting()
  await siti.say('/chat ambil 08123456789')
  clock.pass({ hours: 11, minutes: 59 })
  await handBackQuietChats(deps)
  expect(await budi.say('poin')).toHaveLength(0)
  clock.pass({ hours: 12, minutes: 1 })
  await handBackQuietChats(deps)
  await outbox.idle()
  expect(siti.sent().at(-1)?.text).toContain('chat.handed_back')
  expect(await budi.say('poin')).toHaveLength(1)
})

test('what the bot had not said yet when a person took over stays unsaid', async () => {
  const { staff, customer, cloud, deps, outbox, clock } = await talk()
  const siti = await staff()
  const budi = customer()
  cloud.failures.push(Object.assign(new Error('busy'), { name: 'TimeoutError' }))
  await budi.say('poin')
  clock.pass({ seconds: 5 })
  await siti.say('/chat ambil 08123456789')
  await deps.db.updateTable('outbox').set({ not_before: null }).execute()
  await outbox.sweep()
  expect(cloud.sent).toHaveLength(0)
  const states = await deps.db
    .selectFrom('outbox')
    .select('state')
    .where('from_bot', '=', true)
    .execute()
  expect(states.map(({ state }) => state)).toContain('dropped')
})

test('a customer cannot take a chat or answer another customer, whatever they type', async () => {
  const { customer, cloud, deps } = await talk()
  const budi = customer()
  const mallory = customer('+628999999999')
  await budi.say('menu')
  for (const text of [
    '/chat ambil 08123456789',
    '/chat balas 08123456789 "halo"',
    '/laporan',
    '/tim undang owner',
  ]) {
    await mallory.say(text)
  }
  expect(cloud.sent.filter(({ chat }) => chat === '+628123456789')).toHaveLength(1)
  const taken = await deps.db
    .selectFrom('conversations')
    .where('human_by', 'is not', null)
    .selectAll()
    .execute()
  expect(taken).toEqual([])
})

test('a password typed into a command is taken out of the chat and out of our books', async () => {
  const { staff, deps } = await talk()
  const siti = await staff()
  await siti.say('/router tambah nama=pusat2 host=10.0.0.1 user=wicara password=rahasia-banget')
  const rows = await deps.db.selectFrom('inbox').select(['inbound', 'raw']).execute()
  expect(JSON.stringify(rows)).not.toContain('rahasia-banget')
  const questions = await deps.db.selectFrom('questions').select(['acts', 'free']).execute()
  expect(JSON.stringify(questions)).not.toContain('rahasia-banget')
  const said = await deps.db.selectFrom('outbox').select('content').execute()
  expect(JSON.stringify(said)).not.toContain('rahasia-banget')
  const effects = await deps.db.selectFrom('effects').select('kind').execute()
  expect(effects.map(({ kind }) => kind)).toContain('message.remove')
})

test('whoever leaves the team hears no more of the customers, and others may answer them', async () => {
  const { siti, budi, staff, cloud } = await waiting()
  const joko = await staff('operator', '88')
  await joko.say('/chat ambil 08123456789')
  await siti.say(`/tim keluarkan ${joko.personId}`)
  await siti.tap('Ya, lanjutkan')
  const heard = joko.sent().length
  await budi.say('masih mati')
  expect(joko.sent()).toHaveLength(heard)
  expect(siti.sent().at(-1)?.text).toContain('masih mati')
  await siti.say('/chat balas 08123456789 "Saya yang bantu, Pak."')
  expect(cloud.sent.at(-1)?.text).toBe('Saya yang bantu, Pak.')
})

test('a chat that was handed back while a message waited stays with the bot', async () => {
  const { siti, budi, deps } = await waiting()
  const { id } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '+628123456789')
    .select('id')
    .executeTakeFirstOrThrow()
  await siti.say('/chat selesai 08123456789')
  await noteActivity(deps, id)
  expect((await budi.say('poin'))[0]?.text).toBe('Belum ada program poin.')
})

test('who answered a customer is on record', async () => {
  const { siti, deps } = await waiting()
  await siti.say('/chat balas 08123456789 "Siap, Pak."')
  const rows = await deps.db
    .selectFrom('audit')
    .where('action', '=', 'chat.answered')
    .select('person_id')
    .execute()
  expect(rows).toEqual([{ person_id: siti.personId }])
})

test('what the bot was still thinking about when a person took over is relayed, not answered', async () => {
  const thinking = Promise.withResolvers<Act>()
  const begun = Promise.withResolvers<void>()
  const { staff, customer, cloud, settle } = await talk({
    assistant: () => {
      begun.resolve()
      return thinking.promise
    },
  })
  const siti = await staff()
  const budi = customer()
  await budi.say('menu')
  const asking = budi.say('bisakah rombongan kami dijemput?')
  await begun.promise
  await siti.say('/chat ambil 08123456789')
  thinking.resolve({ intent: 'customer.points', input: {} })
  await asking
  await expect
    .poll(async () => {
      await settle()
      return siti.sent().at(-1)?.text ?? ''
    })
    .toContain('bisakah rombongan kami dijemput?')
  expect(cloud.sent).toHaveLength(1)
})

test('a password that is also a word of ours is still a password', async () => {
  const { staff, deps } = await talk()
  const siti = await staff()
  await siti.say('/router tambah cabang 10.0.0.9 wicara')
  await siti.say('admin')
  const rows = await deps.db.selectFrom('inbox').select('inbound').execute()
  expect(JSON.stringify(rows)).not.toContain('"admin"')
  const added = await deps.db.selectFrom('routers').select('name').execute()
  expect(added.map(({ name }) => name)).toContain('cabang')
})

test('a password in a command that was refused or mistyped does not stay either', async () => {
  const { staff, deps } = await talk()
  const siti = await staff()
  await siti.say('/router tambah nama=cabang host=10.0.0.1 user=wicara password=rahasia-satu')
  await siti.say('/router tambah nama=cabang host=10.0.0.1 user=wicara password=rahasia-dua')
  await siti.say('/router tambah nama=lain host=10.0.0.1 user=wicara sandix=rahasia-tiga')
  await siti.say('/router tmbah lain 10.0.0.1 wicara rahasia-empat')
  const rows = await deps.db.selectFrom('inbox').select(['inbound', 'raw']).execute()
  const said = await deps.db.selectFrom('outbox').select('content').execute()
  expect(JSON.stringify([rows, said])).not.toContain('rahasia-')
})

test('a person who takes the chat at the very moment of answering has the last word', async () => {
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const slow = defineIntent({
    name: 'slow',
    who: 'everyone',
    input: z.object({}),
    async run() {
      begun.resolve()
      await goOn.promise
      return { text: 'kata bot' }
    },
  })
  const { staff, customer, cloud, settle } = await talk({
    rules: () => ({ intent: 'slow', input: {} }),
    more: [slow],
  })
  const siti = await staff()
  const budi = customer()
  await budi.say('menu')
  const asking = budi.say('bagaimana kalau begini')
  await begun.promise
  await siti.say('/chat ambil 08123456789')
  goOn.resolve()
  await asking
  await expect
    .poll(async () => {
      await settle()
      return siti.sent().at(-1)?.text ?? ''
    })
    .toContain('bagaimana kalau begini')
  expect(cloud.sent.map(({ text }) => text)).not.toContain('kata bot')
})

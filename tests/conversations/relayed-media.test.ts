import { expect, test } from 'vitest'
import { z } from 'zod'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { Unreachable } from '../../src/domain/fault.ts'
import { defineIntent } from '../../src/intents/intent.ts'
import { createRegistry } from '../../src/intents/registry.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { talk } from '../support/talk.ts'

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')
const photo = { kind: 'image' as const, ref: 'foto-1', mime: 'image/jpeg' }

/** Budi asked for a person; Siti owns the place. What follows a message is done at once. */
async function waiting() {
  const shop = await talk()
  const { deps, doors, cloud, telegram, outbox } = shop
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  const siti = await shop.staff()
  const budi = shop.customer()
  await budi.say('admin')
  for (const { shelf } of [cloud, telegram]) shelf.set('foto-1', JPEG)
  const followUp = async () => {
    await work.idle()
    await outbox.idle()
  }
  return { ...shop, siti, budi, followUp }
}

test('a photo of a customer reaches the team after words that announce it, and can be replied to', async () => {
  const { siti, budi, deps, cloud, followUp } = await waiting()
  await budi.hear({ text: 'ini lampunya merah', media: photo })
  const words = siti.sent().at(-1)?.text ?? ''
  expect(words).toContain('ini lampunya merah')
  expect(words).toContain('"media":"image"')
  await followUp()
  const [shown] = siti
    .sent()
    .flatMap(({ text }) => (text.includes('"file"') ? [/"key":"([^"]+)"/.exec(text)?.[1]] : []))
  expect(await deps.files.get(shown ?? '')).toEqual(JPEG)
  await siti.hear({ text: 'Teknisi jalan, Pak.', replyTo: siti.idOf('"file"') })
  expect(cloud.sent.at(-1)?.text).toBe('Teknisi jalan, Pak.')
})

test('a photo the team sends as a reply goes to the customer, with its words beneath it', async () => {
  const { siti, budi, cloud, followUp } = await waiting()
  await budi.say('kantornya di mana?')
  const [told] = await siti.hear({
    text: 'Ini denahnya.',
    media: photo,
    replyTo: siti.idOf('kantornya di mana?'),
  })
  expect(told?.text).toContain('sedang dikirim')
  await followUp()
  expect(cloud.sent).toHaveLength(2)
  expect(cloud.sent.at(-1)).toMatchObject({
    text: 'Ini denahnya.',
    file: { mime: 'image/jpeg', name: 'foto.jpg' },
  })
})

test('a reply that cannot be passed on is not taken for one', async () => {
  const { siti, budi, cloud } = await waiting()
  await budi.say('halo?')
  const [told] = await siti.hear({ replyTo: siti.idOf('halo?') })
  expect(told?.text).toContain('belum terkirim')
  expect(cloud.sent).toHaveLength(1)
})

test('a voice message goes both ways', async () => {
  const { siti, budi, cloud, telegram, followUp } = await waiting()
  for (const { shelf } of [cloud, telegram]) shelf.set('suara', Buffer.from('OggS\0\0'))
  const media = { kind: 'audio' as const, ref: 'suara', mime: 'audio/ogg; codecs=opus' }
  await budi.hear({ media })
  await followUp()
  expect(siti.sent().at(-1)?.text).toContain('"mime":"audio/ogg"')
  await siti.hear({ media, replyTo: siti.idOf('"file"') })
  await followUp()
  expect(cloud.sent.at(-1)?.file).toMatchObject({ mime: 'audio/ogg', name: 'suara.ogg' })
})

test('what cannot be fetched is told to the team, not kept quiet', async () => {
  const { siti, budi, cloud, telegram, followUp } = await waiting()
  cloud.shelf.set('program', Buffer.from('MZ\x90'))
  await budi.hear({ media: { ...photo, ref: 'program' } })
  await budi.hear({ media: { ...photo, ref: 'hilang' } })
  await followUp()
  const told = siti.sent().map(({ text }) => text)
  expect(told.at(-2)).toMatch(/chat\.media_lost.*wrong_kind/)
  expect(told.at(-1)).toMatch(/chat\.media_lost.*gone/)

  telegram.shelf.delete('foto-1')
  await siti.hear({ media: photo, replyTo: siti.idOf('chat.wants_human') })
  await followUp()
  expect(siti.sent().at(-1)?.text).toMatch(/chat\.media_lost.*"to":"customer"/)
})

test('a channel that is away for a moment delays a photo; after half an hour the team is told', async () => {
  const { siti, budi, cloud, deps, clock, followUp } = await waiting()
  cloud.shelf.set('foto-1', new Unreachable('away'))
  await budi.hear({ media: photo })
  await followUp()
  const heard = siti.sent().length
  clock.pass({ minutes: 31 })
  await deps.db.updateTable('effects').set({ claimed_until: null }).execute()
  await followUp()
  expect(
    siti
      .sent()
      .slice(heard)
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining('chat.media_lost')])
})

test('the photo under the very words that call a person goes along', async () => {
  const { siti, customer, followUp } = await waiting()
  await customer('+628777777777').hear({ text: 'admin', media: photo })
  await followUp()
  expect(siti.sent().at(-1)?.text).toMatch(/chat\.relayed.*"file"/)
})

test('outside a talk with a person a photo or PDF of a customer is a proof of payment', async () => {
  const taken: unknown[] = []
  const proof = defineIntent({
    name: 'payment.send_proof',
    who: 'everyone',
    input: z.object({ file: z.looseObject({ ref: z.string() }) }),
    async run(_deps, { file }) {
      taken.push(file.ref)
      return { text: 'Terima kasih buktinya.' }
    },
  })
  const rest = createRegistry({ botName: () => 'wicara_bot' })
  const shop = await talk({ intents: [proof, ...rest] })
  const budi = shop.customer()
  expect((await budi.hear({ media: photo, text: 'bayar' }))[0]?.text).toContain('Terima kasih')
  await budi.hear({ media: { kind: 'document', ref: 'pdf-1', name: 'Bukti.PDF' } })
  await budi.hear({ media: { kind: 'document', ref: 'doc-1', name: 'surat.docx' } })
  await (await shop.staff()).hear({ media: photo })
  await budi.hear({ media: photo, text: 'admin' })
  await budi.hear({ media: { ...photo, ref: 'foto-2' } })
  expect(taken).toEqual(['foto-1', 'pdf-1'])
})

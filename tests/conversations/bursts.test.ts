import { expect, test } from 'vitest'
import type { Turn } from '../../src/intents/turn.ts'
import { talk } from '../support/talk.ts'

/** An assistant that hears everything and understands menus. */
async function thoughtful() {
  const heard: string[] = []
  const shop = await talk({
    quietMs: 1_500,
    assistant: async (_deps, turn: Turn) => {
      heard.push(turn.text)
      return { intent: 'customer.points', input: {} }
    },
  })
  const older = (ms: number) =>
    shop.deps.db
      .updateTable('inbox')
      .set({ written_at: new Date(Date.now() - ms) })
      .where('handled_at', 'is', null)
      .execute()
  const nudge = async () => {
    shop.deps.wake.conversation(1)
    await shop.settle()
  }
  return { ...shop, heard, older, nudge }
}

test('three short messages are one thought, thought about once, after a moment of quiet', async () => {
  const { customer, heard, older, nudge, cloud, deps } = await thoughtful()
  const budi = customer()
  for (const text of ['eh kak', 'itu yang kemarin', 'gimana ya jadinya']) await budi.say(text)
  expect(heard).toEqual([])
  await older(2_000)
  await nudge()
  expect(heard).toEqual(['eh kak\nitu yang kemarin\ngimana ya jadinya'])
  expect(cloud.sent).toHaveLength(1)
  const waiting = await deps.db
    .selectFrom('inbox')
    .where('handled_at', 'is', null)
    .selectAll()
    .execute()
  expect(waiting).toEqual([])
})

test('somebody who never stops writing is answered after six seconds all the same', async () => {
  const { customer, heard, older, nudge } = await thoughtful()
  const budi = customer()
  await budi.say('begini ceritanya')
  await older(6_100)
  await budi.say('jadi waktu itu')
  await nudge()
  expect(heard).toEqual(['begini ceritanya\njadi waktu itu'])
})

test('a word that always works is not kept waiting by what was written before it', async () => {
  const { customer, heard, cloud } = await thoughtful()
  const budi = customer()
  await budi.say('hmm gimana ya')
  await budi.say('dokumen')
  expect(heard).toEqual(['hmm gimana ya'])
  expect(cloud.sent.map(({ text }) => text)).toEqual([
    'Belum ada program poin.',
    'Tidak ada dokumen yang kami perlukan dari Anda saat ini.',
  ])
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineIntent } from '../../src/intents/intent.ts'
import { fileInput } from '../../src/intents/typed.ts'
import { talk } from '../support/talk.ts'

/** A shop that reads lists of customers. */
async function importing() {
  const read: unknown[] = []
  const load = defineIntent({
    name: 'list.load',
    who: { permission: 'customers.edit' },
    command: {
      noun: 'daftar',
      verb: 'muat',
      positional: ['apa'],
      about: { id: 'Muat daftar', en: 'Load a list' },
      examples: ['/daftar muat pelanggan'],
    },
    arguments: [
      { name: 'apa', ask: { id: 'Daftar apa?', en: 'Which list?' } },
      { name: 'berkas', file: true, ask: { id: 'Kirim berkasnya.', en: 'Send the file.' } },
    ],
    input: z.object({ apa: z.string(), berkas: fileInput }),
    async run(_deps, input) {
      read.push(input)
      return { text: `dibaca: ${input.berkas.name}` }
    },
  })
  const shop = await talk({ more: [load] })
  const siti = await shop.staff('admin')
  const media = { kind: 'document' as const, ref: 'doc-1', mime: 'text/csv', name: 'pelanggan.csv' }
  const accountId = shop.telegram.door.accountId
  const { kind: _kind, ...sent } = media
  return { ...shop, siti, read, media, file: { accountId, ...sent } }
}

test('a command that needs a file asks for it, and takes nothing else for one', async () => {
  const { siti, read, media, file } = await importing()
  expect((await siti.say('/daftar muat pelanggan'))[0]?.text).toContain('Kirim berkasnya.')
  expect((await siti.say('sebentar'))[0]?.text).toContain('Yang ditunggu berkas')
  expect((await siti.hear({ media: { kind: 'audio', ref: 'suara' } }))[0]?.text).toContain('berkas')
  expect(read).toEqual([])
  expect((await siti.hear({ media }))[0]?.text).toBe('dibaca: pelanggan.csv')
  expect(read).toEqual([{ apa: 'pelanggan', berkas: file }])
})

test('values are asked for one at a time, the file among them', async () => {
  const { siti, read, media, file, clock } = await importing()
  await siti.say('/daftar muat')
  clock.pass({ seconds: 5 })
  expect((await siti.say('router'))[0]?.text).toContain('Kirim berkasnya.')
  clock.pass({ seconds: 5 })
  await siti.hear({ media, text: 'ini ya' })
  expect(read).toEqual([{ apa: 'router', berkas: file }])
})

test('the command may stand under the file itself', async () => {
  const { siti, read, media, file } = await importing()
  await siti.hear({ media, text: '/daftar muat pelanggan' })
  expect(read).toEqual([{ apa: 'pelanggan', berkas: file }])
})

test('whoever thinks better of it says so, and a photo sent later is no answer', async () => {
  const { siti, read } = await importing()
  await siti.say('/daftar muat pelanggan')
  expect((await siti.say('batal'))[0]?.text).toContain('dibatalkan')
  await siti.hear({ media: { kind: 'image', ref: 'foto' } })
  expect(read).toEqual([])
})

test('nobody names a file in words, of whatever account', async () => {
  const { siti, read } = await importing()
  const [asked] = await siti.say('/daftar muat pelanggan berkas=doc-1')
  expect(asked?.text).toContain('Kirim berkasnya.')
  expect(read).toEqual([])
})

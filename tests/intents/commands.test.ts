import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Person } from '../../src/domain/people/person.ts'
import { defineIntent, type Intent } from '../../src/intents/intent.ts'
import { readCommand, splitWords } from '../../src/intents/understand/commands.ts'

const about = { id: 'x', en: 'x' }

const makeVouchers = defineIntent({
  name: 'voucher.create',
  who: { permission: 'vouchers.create' },
  command: {
    noun: 'voucher',
    verb: 'buat',
    aliases: ['create'],
    positional: ['paket', 'jumlah'],
    about,
    examples: ['/voucher buat harian 10'],
  },
  arguments: [
    { name: 'paket', aliases: ['package'], ask: about },
    { name: 'jumlah', aliases: ['qty'], ask: about },
  ],
  input: z.object({ paket: z.string(), jumlah: z.coerce.number() }),
  run: async () => ({ text: 'ok' }),
})
const checkVoucher = defineIntent({
  name: 'voucher.check',
  who: { permission: 'vouchers.view' },
  command: {
    noun: 'voucher',
    verb: 'cek',
    positional: ['kode'],
    about,
    examples: ['/voucher cek ABC'],
  },
  input: z.object({ kode: z.string() }),
  run: async () => ({ text: 'ok' }),
})
const report = defineIntent({
  name: 'report.show',
  who: { permission: 'reports.view' },
  command: { noun: 'laporan', verb: '', positional: ['waktu'], about, examples: ['/laporan'] },
  input: z.object({ waktu: z.string().optional() }),
  run: async () => ({ text: 'ok' }),
})
const rename = defineIntent({
  name: 'customers.rename',
  who: { permission: 'customers.edit' },
  command: {
    noun: 'pelanggan',
    verb: 'ubah',
    positional: ['pelanggan', 'nama'],
    about,
    examples: ['/pelanggan ubah 1 Budi'],
  },
  input: z.object({ pelanggan: z.string(), nama: z.string() }),
  run: async () => ({ text: 'ok' }),
})
const intents: Intent[] = [makeVouchers, checkVoucher, report, rename]

const owner: Person = { id: 1, name: 'Siti', language: 'id', role: 'owner', optedOut: false }
const sales: Person = { ...owner, role: 'sales' }
const read = (text: string, person = owner) => readCommand(text, intents, person)

test('values may be given in order, by name, or both', () => {
  const act = { intent: 'voucher.create', input: { paket: 'harian', jumlah: '10' } }
  expect(read('/voucher buat harian 10')).toEqual({ kind: 'act', act })
  expect(read('/voucher buat jumlah=10 paket=harian')).toEqual({ kind: 'act', act })
  expect(read('/voucher buat 10 paket=harian')).toEqual({ kind: 'act', act })
  expect(read('/vcr create qty=10 harian')).toEqual({ kind: 'act', act })
  expect(read('/voucher@wicara_bot BUAT harian 10')).toEqual({ kind: 'act', act })
})

test('a verb without values asks for them one at a time', () => {
  expect(read('/voucher buat')).toEqual({
    kind: 'act',
    act: { intent: 'voucher.create', input: {}, asking: { skipped: [] } },
  })
})

test('quotes keep spaces in, straight or curly, and the last value takes the rest', () => {
  const input = { pelanggan: '12', nama: 'Budi Santoso' }
  for (const line of [
    '12 "Budi Santoso"',
    '12 Budi Santoso',
    '12 nama=“Budi Santoso”',
    'nama="Budi Santoso" 12',
  ]) {
    expect(read(`/pelanggan ubah ${line}`)).toMatchObject({ act: { input } })
  }
})

test('a noun alone offers its verbs, or runs where it needs none', () => {
  expect(read('/voucher')).toMatchObject({ kind: 'choose', noun: 'voucher' })
  expect(read('/laporan')).toMatchObject({ kind: 'act', act: { intent: 'report.show' } })
  expect(read('/laporan bulan')).toMatchObject({ act: { input: { waktu: 'bulan' } } })
})

test('a slip of the finger is answered with the nearest word, and nothing runs', () => {
  expect(read('/vouchr buat')).toMatchObject({ kind: 'unknown_noun', nearest: 'voucher' })
  expect(read('/voucher buta harian 5')).toMatchObject({ kind: 'unknown_verb', nearest: 'buat' })
  expect(read('/voucher buat jmlah=5')).toMatchObject({ kind: 'unknown_key', nearest: 'jumlah' })
  expect(read('/xyzzy')).toMatchObject({ kind: 'unknown_noun', nearest: undefined })
})

test.each([
  ['vocer', 'voucher'],
  ['vcher', 'voucher'],
  ['voucherr', 'voucher'],
  ['vouchernya', 'voucher'],
  ['lap', 'laporan'],
  ['lprn', 'laporan'],
  ['lpoarn', 'laporan'],
  ['plnggn', 'pelanggan'],
  ['pelangan', 'pelanggan'],
  ['vo', undefined],
  ['kopi', undefined],
  ['nomor', undefined],
])('whoever types /%s is asked about %s', (typed, nearest) => {
  expect(read(`/${typed}`)).toMatchObject({ kind: 'unknown_noun', nearest })
})

test('what somebody may not do does not exist for them', () => {
  expect(read('/laporan', sales)).toMatchObject({ kind: 'unknown_noun' })
  expect(read('/voucher buat harian 5', sales)).toMatchObject({ kind: 'unknown_noun' })
})

test('an equals sign with nothing behind it is an empty value, not the next word', () => {
  expect(splitWords('nama= budi')).toEqual([
    { word: '', key: 'nama' },
    { word: 'budi', key: undefined },
  ])
})

import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { readPhone } from '../../domain/people/phone.ts'
import { addReseller } from '../../domain/resellers/add-reseller.ts'
import { resellerName } from '../../domain/resellers/reseller.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { MOST_RUPIAH, readRupiah } from './invoice-arguments.ts'

export const resellerAdd = defineIntent({
  name: 'reseller.add',
  who: { permission: 'resellers.manage' },
  command: {
    noun: 'reseller',
    verb: 'tambah',
    aliases: ['add', 'ubah', 'edit'],
    positional: ['siapa', 'nama'],
    about: { id: 'Jadikan orang reseller', en: 'Make somebody a reseller' },
    examples: [
      '/reseller tambah 081234567890 Toko Berkah',
      '/reseller tambah budi',
      '/reseller ubah "Toko Berkah" batas=100rb',
    ],
  },
  arguments: [
    {
      name: 'siapa',
      aliases: ['who', 'hp', 'phone'],
      ask: {
        id: 'Siapa? (nomor HP, atau nama yang sudah dikenal)',
        en: 'Who? (a phone number, or a name we know)',
      },
    },
    {
      name: 'nama',
      aliases: ['name'],
      optional: true,
      rare: true,
      ask: { id: 'Namanya?', en: 'The name?' },
    },
    {
      name: 'batas',
      aliases: ['low', 'limit'],
      optional: true,
      rare: true,
      ask: { id: 'Diingatkan bila deposit di bawah berapa?', en: 'Warned below which deposit?' },
      rule: { id: 'rupiah, mis. 100rb', en: 'rupiah, e.g. 100k' },
    },
  ],
  input: z.object({
    siapa: z.string().trim().min(1).max(60),
    nama: z.string().trim().min(1).max(60).optional(),
    batas: typed(readRupiah).pipe(z.number().int().min(0).max(MOST_RUPIAH)).optional(),
  }),

  async run(deps, { siapa, nama, batas }, turn) {
    // A name with spaces that nobody put in quotes.
    const isPhone = readPhone(siapa) !== undefined
    const who = isPhone || nama === undefined ? siapa : `${siapa} ${nama}`
    const added = await addReseller(deps, {
      who,
      name: isPhone ? nama : undefined,
      lowRupiah: batas,
      by: turn.person.id,
    })
    const text = words(turn).resellers.added({
      name: resellerName(added),
      isNew: added.isNew,
      told: added.told,
      low: formatRupiah(added.lowRupiah),
      deposit: formatRupiah(added.depositRupiah),
    })
    return { text }
  },
})

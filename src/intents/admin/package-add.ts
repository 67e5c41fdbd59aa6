import { z } from 'zod'
import { addPackage } from '../../domain/packages/add-package.ts'
import { formatRupiah } from '../../domain/money.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { packageTerms, termArguments, termsOf } from './package-arguments.ts'

const { nama, harga, profil, dijual: _unasked, ...optional } = packageTerms

export const packageAdd = defineIntent({
  name: 'package.add',
  who: { permission: 'packages.manage' },
  command: {
    noun: 'paket',
    verb: 'tambah',
    aliases: ['add', 'baru'],
    positional: ['kode', 'nama', 'harga', 'profil'],
    about: { id: 'Tambah paket voucher', en: 'Add a voucher package' },
    examples: [
      '/paket tambah harian "Harian 3 jam" 5000 harian waktu="3 jam" berlaku="1 hari"',
      '/paket tambah mingguan nama=Mingguan harga=20rb profil=mingguan berlaku="7 hari" kuota="10 GB" gaya="MG 8 angka"',
    ],
  },
  arguments: [
    {
      name: 'kode',
      aliases: ['code'],
      ask: { id: 'Kode singkat paketnya? (mis. harian)', en: 'A short code for it? (e.g. daily)' },
      rule: {
        id: '1 sampai 30 huruf atau angka tanpa spasi; - dan _ boleh',
        en: '1 to 30 letters or digits without spaces; - and _ may follow',
      },
    },
    ...termArguments,
  ],
  input: z.object({
    kode: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u),
    nama,
    harga,
    profil,
    ...z.object(optional).partial().shape,
  }),

  async run(deps, input, turn) {
    const { packages } = words(turn)
    const { kode, router = [], ...terms } = input
    const wanted = { ...termsOf(terms), code: kode, routers: router }
    const required = { name: input.nama, price_rupiah: input.harga, profile: input.profil }
    const added = await addPackage(deps, { ...wanted, ...required }, { by: turn.person.id })
    const price = formatRupiah(input.harga)
    return { text: packages.added(added.code, input.nama, price, added.routers) }
  },
})

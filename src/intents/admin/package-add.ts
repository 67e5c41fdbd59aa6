import { z } from 'zod'
import { addPackage } from '../../domain/packages/add-package.ts'
import { formatRupiah } from '../../domain/money.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { lineArguments, lineTerms, lineTermsOf } from './package-line-arguments.ts'
import { packageTerms, rare, termArguments, termsOf } from './package-arguments.ts'

const { nama, harga, profil, dijual: _unasked, ...optional } = packageTerms

export const packageAdd = defineIntent({
  name: 'package.add',
  who: { permission: 'packages.manage' },
  command: {
    noun: 'paket',
    verb: 'tambah',
    aliases: ['add', 'baru', 'buat', 'bikin'],
    positional: ['kode', 'nama', 'harga', 'profil'],
    about: { id: 'Tambah paket voucher atau PPPoE', en: 'Add a voucher or PPPoE package' },
    examples: [
      '/paket tambah harian "Harian 3 jam" 5000 harian waktu="3 jam" berlaku="1 hari"',
      '/paket tambah mingguan nama=Mingguan harga=20rb profil=mingguan berlaku="7 hari" kuota="10 GB" gaya="MG 8 angka"',
      '/paket tambah rumah20 "Rumah 20 Mbps" 200rb rumah20 periode="1 bulan" isolir=isolir',
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
    ...lineArguments,
    {
      ...rare('jenis', ['kind'], 'Voucher atau PPPoE?', 'Voucher or PPPoE?'),
      rule: { id: '"voucher" atau "pppoe"', en: '"voucher" or "pppoe"' },
    },
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
    ...z.object(lineTerms).partial().shape,
    jenis: typed(readKind).optional(),
  }),

  async run(deps, input, turn) {
    const { packages } = words(turn)
    const { kode, router = [], jenis, ...terms } = input
    const kind = jenis && { kind: jenis }
    const own = { ...termsOf(terms), ...lineTermsOf(terms) }
    const wanted = { ...own, ...kind, code: kode, routers: router }
    const required = { name: input.nama, price_rupiah: input.harga, profile: input.profil }
    const added = await addPackage(deps, { ...wanted, ...required }, { by: turn.person.id })
    const price = formatRupiah(input.harga)
    const say = added.kind === 'pppoe' ? packages.lineAdded : packages.added
    return { text: say(added.code, input.nama, price, added.routers) }
  },
})

function readKind(text: string): 'hotspot' | 'pppoe' | undefined {
  if (/^(?:pppoe|ppp|langganan)$/i.test(text)) return 'pppoe'
  return /^(?:hotspot|voucher)$/i.test(text) ? 'hotspot' : undefined
}

import { z } from 'zod'
import { listPackages } from '../../domain/packages/list-packages.ts'
import { listProfiles } from '../../domain/packages/list-profiles.ts'
import type { PackageTerms } from '../../domain/packages/package-queries.ts'
import type { Argument } from '../intent.ts'
import { typed } from '../typed.ts'
import { readMoney } from '../understand/read-money.ts'
import { readCount, readDataSize, readDuration, readYesNo } from '../understand/read-quantity.ts'

const TEN_YEARS_SECONDS = 10 * 366 * 86_400
const upToTenYears = z.number().int().positive().max(TEN_YEARS_SECONDS).nullable()

/** The values of a package as they are typed, for adding and for changing one. */
export const packageTerms = {
  nama: z.string().trim().min(1).max(60),
  harga: typed(readPrice).pipe(z.number().int().min(500).max(100_000_000)),
  profil: z.string().trim().min(1).max(64),
  waktu: typed(readDuration).pipe(upToTenYears),
  berlaku: typed(readDuration).pipe(upToTenYears),
  kuota: typed(readDataSize),
  perangkat: typed(readCount).pipe(z.number().int().min(1).max(100)),
  gaya: typed(readCodeStyle),
  modal: typed(readPrice),
  sandi: typed(readYesNo),
  cetak: typed(readYesNo),
  dijual: typed(readYesNo),
  sebar: typed(readYesNo),
  router: typed((text) => text.split(',').map((name) => name.trim())),
}

/** Those of lines are read beside them. */
type VoucherTerms = Omit<PackageTerms, 'period_days' | 'isolir_profile' | 'on_all_routers'>
type Typed = { [Name in keyof typeof packageTerms]: z.output<(typeof packageTerms)[Name]> }

export function termsOf(typed: { [Name in keyof Typed]?: Typed[Name] | undefined }) {
  const { nama, harga, profil, waktu, berlaku, kuota, perangkat, gaya, modal } = typed
  const terms: { [Field in keyof VoucherTerms]: VoucherTerms[Field] | undefined } = {
    name: nama,
    price_rupiah: harga,
    profile: profil,
    online_seconds: waktu,
    calendar_seconds: berlaku,
    data_bytes: kuota,
    shared_users: perangkat,
    code_prefix: gaya?.prefix,
    code_length: gaya?.length,
    code_alphabet: gaya?.alphabet,
    cost_rupiah: modal,
    own_password: typed.sandi,
    sold_at_print: typed.cetak,
    on_sale: typed.dijual,
    spread: typed.sebar,
  }
  return Object.fromEntries(
    Object.entries(terms).filter(([, value]) => value !== undefined),
  ) as Partial<PackageTerms>
}

export const packageCode: Argument = {
  name: 'kode',
  aliases: ['code', 'paket'],
  ask: { id: 'Paket yang mana?', en: 'Which package?' },
  offer: async (deps) =>
    (await listPackages(deps)).slice(0, 10).map(({ code, name }) => ({ label: name, value: code })),
}

export const YES_OR_NO = { id: '"ya" atau "tidak"', en: '"yes" or "no"' }
const LENGTH = {
  id: 'lama waktu sampai 10 tahun, mis. 3 jam atau 1 hari',
  en: 'a time of up to 10 years, e.g. 3 hours or 1 day',
}

export const termArguments: Argument[] = [
  {
    name: 'nama',
    aliases: ['name'],
    ask: { id: 'Nama paketnya, seperti dilihat pelanggan?', en: 'Its name, as customers see it?' },
    rule: { id: '1 sampai 60 huruf', en: '1 to 60 letters' },
  },
  {
    name: 'harga',
    aliases: ['price'],
    ask: { id: 'Harganya? (mis. 5000 atau 5rb)', en: 'The price? (e.g. 5000 or 5k)' },
    rule: { id: 'rupiah, 500 sampai 100.000.000', en: 'rupiah, 500 to 100,000,000' },
  },
  {
    name: 'profil',
    aliases: ['profile'],
    ask: { id: 'Profil di router?', en: 'Which profile on the router?' },
    rule: { id: '1 sampai 64 huruf', en: '1 to 64 letters' },
    offer: async (deps) =>
      (await listProfiles(deps)).slice(0, 10).map((name) => ({ label: name, value: name })),
  },
  {
    name: 'waktu',
    aliases: ['time', 'online'],
    optional: true,
    ask: { id: 'Berapa lama waktu online? (mis. 3 jam)', en: 'How much on-line time? (e.g. 3h)' },
    rule: LENGTH,
  },
  {
    name: 'berlaku',
    aliases: ['valid', 'masa'],
    optional: true,
    ask: {
      id: 'Berlaku berapa lama sejak login pertama? (mis. 1 hari)',
      en: 'Valid for how long from the first login? (e.g. 1 day)',
    },
    rule: LENGTH,
  },
  {
    ...rare('kuota', ['data', 'quota'], 'Kuota data? (mis. 2 GB)', 'Data cap? (e.g. 2 GB)'),
    rule: { id: 'angka dengan MB atau GB, mis. 2 GB', en: 'a number of MB or GB, e.g. 2 GB' },
  },
  {
    ...rare(
      'perangkat',
      ['shared'],
      'Boleh dipakai berapa perangkat?',
      'How many devices at once?',
    ),
    rule: { id: 'angka 1 sampai 100', en: 'a number from 1 to 100' },
  },
  {
    ...rare('gaya', ['style'], 'Gaya kode? (mis. HR 8 angka)', 'Code style? (e.g. HR 8 digits)'),
    rule: {
      id: 'panjang 6 sampai 20, bila mau dengan awalan dan huruf, angka atau campur',
      en: '6 to 20 long, with a prefix and letters, digits or mixed if you like',
    },
  },
  {
    ...rare('modal', ['cost'], 'Harga modal?', 'What does it cost you?'),
    rule: { id: 'rupiah, mis. 3000', en: 'rupiah, e.g. 3000' },
  },
  {
    ...rare(
      'sandi',
      ['password'],
      'Sandi terpisah dari kode? (ya/tidak)',
      'Own password? (yes/no)',
    ),
    rule: YES_OR_NO,
  },
  {
    ...rare(
      'cetak',
      ['print'],
      'Dihitung terjual saat dicetak? (ya/tidak)',
      'Sold at print? (yes/no)',
    ),
    rule: YES_OR_NO,
  },
  rare('router', ['routers'], 'Router yang mana?', 'Which router?'),
  rare(
    'sebar',
    ['spread'],
    'Dibagi rata ke semua routernya? (ya/tidak)',
    'Spread over its routers? (yes/no)',
  ),
]

export function rare(name: string, aliases: string[], id: string, en: string): Argument {
  return { name, aliases, optional: true, rare: true, ask: { id, en } }
}

/** Nobody sells for 5.000 thousandths: a dot is a dot of thousands here. */
function readPrice(text: string) {
  return readMoney(/^rp/i.test(text) ? text : `Rp ${text}`)
}

const ALPHABETS: Record<string, PackageTerms['code_alphabet']> = {
  campur: 'mixed',
  mixed: 'mixed',
  huruf: 'letters',
  letters: 'letters',
  angka: 'digits',
  digits: 'digits',
}

const LONGEST_CODE = 20

/** "8", "angka", "HR 8 angka": what begins each code, how much is drawn, and of what. */
function readCodeStyle(text: string) {
  const style = { prefix: '', length: 8, alphabet: 'mixed' as PackageTerms['code_alphabet'] }
  for (const word of text.split(/\s+/)) {
    const alphabet = ALPHABETS[word.toLowerCase()]
    if (alphabet) style.alphabet = alphabet
    else if (/^\d+$/.test(word)) style.length = Number(word)
    else if (/^[a-z][a-z0-9]{0,9}$/i.test(word) && style.prefix === '') {
      style.prefix = word.toUpperCase()
    } else return undefined
  }
  // A long prefix must not eat what makes a code hard to guess.
  return style.length >= 6 && style.prefix.length + style.length <= LONGEST_CODE ? style : undefined
}

import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { changePackage } from '../../domain/packages/change-package.ts'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import { countLines } from '../../domain/packages/count-lines.ts'
import { defineIntent } from '../intent.ts'
import { sayTerms } from '../wording/say-terms.ts'
import { words } from '../wording/words.ts'
import { lineArguments, lineTerms, lineTermsOf } from './package-line-arguments.ts'
import {
  packageCode,
  packageTerms,
  rare,
  termArguments,
  termsOf,
  YES_OR_NO,
} from './package-arguments.ts'

const lineWords = (given: object) =>
  ['profil', 'isolir', 'router', 'semua'].some((name) => name in given)

export const packageEdit = defineIntent({
  name: 'package.edit',
  who: { permission: 'packages.manage' },
  command: {
    noun: 'paket',
    verb: 'ubah',
    aliases: ['edit', 'change', 'ganti'],
    positional: ['kode'],
    about: { id: 'Ubah harga atau isi paket', en: 'Change the price or content of a package' },
    examples: ['/paket ubah harian harga=6000', '/paket ubah harian dijual=tidak'],
  },
  arguments: [
    packageCode,
    ...termArguments.map((one) => ({ ...one, optional: true, rare: one.name !== 'harga' })),
    ...lineArguments,
    {
      ...rare('dijual', ['sale'], 'Masih dijual? (ya/tidak)', 'On sale? (yes/no)'),
      rule: YES_OR_NO,
    },
  ],
  input: z.object({
    kode: z.string().trim().min(1),
    ...z.object(packageTerms).partial().shape,
    ...z.object(lineTerms).partial().shape,
  }),

  async confirm(deps, { kode, harga, dijual, ...given }, turn) {
    const { packages } = words(turn)
    const { id, kind, name, price_rupiah } = await choosePackage(deps, kode)
    if (harga === undefined && dijual !== false) {
      const lines = kind === 'pppoe' && lineWords(given) ? await countLines(deps, id) : 0
      return lines > 0 ? packages.askLines(name, lines) : undefined
    }
    return dijual === false
      ? packages.askOffSale(name)
      : packages.askPrice(name, formatRupiah(price_rupiah), formatRupiah(harga ?? price_rupiah))
  },

  async run(deps, { kode, router, ...typed }, turn) {
    const { packages } = words(turn)
    const own = { ...termsOf(typed), ...lineTermsOf(typed) }
    const change = { ...own, ...(router && { routers: router }) }
    if (Object.keys(change).length === 0) {
      const { code } = await choosePackage(deps, kode)
      return { text: packages.nothingToChange(code) }
    }
    const { after } = await changePackage(deps, { code: kode, change }, { by: turn.person.id })
    const terms = {
      onlineSeconds: after.online_seconds,
      calendarSeconds: after.calendar_seconds,
      dataBytes: after.data_bytes,
    }
    const price = formatRupiah(after.price_rupiah)
    if (after.kind === 'pppoe') return { text: packages.lineChanged(after.name, price) }
    return { text: packages.changed(after.name, price, sayTerms(terms, turn.person.language)) }
  },
})

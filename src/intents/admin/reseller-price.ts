import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import type { Deps } from '../../domain/deps.ts'
import { chooseActiveReseller } from '../../domain/resellers/choose-reseller.ts'
import { type Reseller, resellerName } from '../../domain/resellers/reseller.ts'
import { chooseResold, setPrice } from '../../domain/resellers/set-price.ts'
import { type Argument, defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { MOST_RUPIAH, readRupiah } from './invoice-arguments.ts'
import { packageCode } from './package-arguments.ts'
import { resellerArgument } from './reseller-arguments.ts'

const ALL = /^(?:semua|all|bawaan|default)$/i
const NONE = /^(?:hapus|bawaan|default|biasa|none|-)$/i

const price: Argument = {
  name: 'harga',
  aliases: ['price'],
  ask: {
    id: 'Harganya untuk reseller? (mis. 4500, atau "hapus")',
    en: 'The price for the reseller? (e.g. 4500, or "none")',
  },
  rule: {
    id: 'rupiah, mis. 4500, atau "hapus" untuk harga biasa',
    en: 'rupiah, e.g. 4500, or "none" for the usual one',
  },
}

export const resellerPrice = defineIntent({
  name: 'reseller.price',
  who: { permission: 'resellers.manage' },
  command: {
    noun: 'reseller',
    verb: 'harga',
    aliases: ['price'],
    positional: ['reseller', 'paket', 'harga'],
    about: { id: 'Harga paket untuk reseller', en: 'What a package costs a reseller' },
    examples: [
      '/reseller harga berkah harian 4500',
      '/reseller harga semua harian 4500',
      '/reseller harga berkah harian hapus',
    ],
  },
  arguments: [
    resellerArgument,
    { ...packageCode, name: 'paket', aliases: ['package', 'kode'] },
    price,
  ],
  input: z.object({
    reseller: z.string().trim().min(1).max(60),
    paket: z.string().trim().min(1).max(60),
    harga: typed((text) => (NONE.test(text) ? null : readRupiah(text))).pipe(
      z.number().int().min(100).max(MOST_RUPIAH).nullable(),
    ),
  }),

  /** Asked where it touches everybody, or where somebody would lose by it. */
  async confirm(deps, { reseller, paket, harga }, turn) {
    const who = await chooseWho(deps, reseller)
    const { name, price_rupiah: retail, cost_rupiah: cost } = await chooseResold(deps, paket)
    if (harga === null) return undefined
    const above = harga > retail
    const below = harga < cost
    if (who && !above && !below) return undefined
    return words(turn).resellers.priceAsk({
      who: who && resellerName(who),
      package: name,
      price: formatRupiah(harga),
      above: above ? formatRupiah(retail) : null,
      below: below ? formatRupiah(cost) : null,
    })
  },

  async run(deps, { reseller, paket, harga }, turn) {
    const { resellers } = words(turn)
    const chosen = await chooseWho(deps, reseller)
    const { name } = await setPrice(deps, {
      personId: chosen?.personId ?? null,
      package: paket,
      priceRupiah: harga,
      by: turn.person.id,
    })
    const set = { who: chosen && resellerName(chosen), package: name }
    return harga === null
      ? { text: resellers.priceReset(set) }
      : { text: resellers.priceSet({ ...set, price: formatRupiah(harga) }) }
  },
})

/** Null: all of them. */
async function chooseWho(deps: Deps, typedName: string): Promise<Reseller | null> {
  return ALL.test(typedName) ? null : chooseActiveReseller(deps, typedName)
}

import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { depositOf } from '../../domain/ledger/account.ts'
import { balanceOf } from '../../domain/ledger/balance-of.ts'
import { formatRupiah } from '../../domain/money.ts'
import { MAX_QUANTITY } from '../../domain/payments/place-order.ts'
import { type Phone, readPhone } from '../../domain/people/phone.ts'
import { ownPrices } from '../../domain/resellers/own-prices.ts'
import { type ResalePrice, TOP_UP_MIN_RUPIAH } from '../../domain/resellers/reseller.ts'
import { type ResaleOutcome, sellFromDeposit } from '../../domain/resellers/sell-from-deposit.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayTerms } from '../wording/say-terms.ts'
import { words } from '../wording/words.ts'
import { readSale, readWish } from './read-sale.ts'

/** Above this many a slip of the finger would cost too much. */
const ASK_ABOVE = 10

const schema = z.object({
  /** As typed: how many, which package, the number of the buyer, in any order. */
  apa: z.string().trim().max(160).default(''),
  /** As chosen by a button. */
  paket: z.string().optional(),
  jumlah: z.coerce.number().int().min(1).max(9_999).optional(),
  hp: z.string().max(20).optional(),
})
type Typed = z.output<typeof schema>

export const sellVoucher = defineIntent({
  name: 'reseller.sell',
  who: { permission: 'resell' },
  command: {
    noun: 'jual',
    verb: '',
    positional: ['apa'],
    about: { id: 'Jual voucher dari deposit', en: 'Sell vouchers from your deposit' },
    examples: ['/jual 1 harian', '/jual harian 081234567890', '/jual 3 mingguan'],
  },
  input: schema,

  async confirm(deps, input, turn) {
    const wish = readTyped(await ownPrices(deps, turn.person.id), input)
    const { chosen, quantity, phone } = wish
    if (!chosen || wish.badPhone || quantity <= ASK_ABOVE || quantity > MAX_QUANTITY) {
      return undefined
    }
    const rupiah = chosen.priceRupiah * quantity
    // Where there is too little, that is said instead.
    if ((await balanceOf(deps, depositOf(turn.person.id))) < rupiah) return undefined
    const amount = formatRupiah(rupiah)
    return words(turn).resellers.sellAsk({ quantity, package: chosen.name, amount, to: phone })
  },

  async run(deps, input, turn) {
    const { resellers } = words(turn)
    const offered = await ownPrices(deps, turn.person.id)
    if (offered.length === 0) return { text: resellers.noneForSale }
    const { chosen, quantity, phone, badPhone, name } = readTyped(offered, input)
    if (badPhone !== undefined) return { text: resellers.badPhone(badPhone) }
    if (!chosen) {
      const text = name === '' ? resellers.choose : resellers.unknownPackage(name)
      return offer(turn, offered, { text, quantity, phone })
    }
    if (quantity > MAX_QUANTITY) return { text: resellers.tooMany(MAX_QUANTITY) }
    return sell(deps, turn, { chosen, quantity, phone })
  },
})

type Wish = {
  chosen: ResalePrice | undefined
  quantity: number
  phone: Phone | null
  badPhone: string | undefined
  name: string
}

function readTyped(offered: ResalePrice[], { apa, paket, jumlah, hp }: Typed): Wish {
  if (paket !== undefined) {
    const chosen = offered.find(({ code }) => code === paket)
    const phone = hp === undefined ? null : (readPhone(hp) ?? null)
    return { chosen, quantity: jumlah ?? 1, phone, badPhone: undefined, name: paket }
  }
  const { words: said, phone, badPhone } = readSale(apa)
  const { package: chosen, quantity, name } = readWish(offered, said)
  return { chosen, quantity, phone, badPhone, name }
}

function offer(
  turn: Turn,
  offered: ResalePrice[],
  { text, quantity, phone }: { text: string; quantity: number; phone: Phone | null },
): Reply {
  const { resellers } = words(turn)
  return {
    text,
    choices: offered.map((one) => ({
      label: resellers.offer(
        one.name,
        formatRupiah(one.priceRupiah),
        sayTerms(one, turn.person.language),
      ),
      act: {
        intent: 'reseller.sell',
        input: { paket: one.code, jumlah: quantity, ...(phone !== null && { hp: phone }) },
      },
    })),
  }
}

async function sell(
  deps: Deps,
  turn: Turn,
  { chosen, quantity, phone }: { chosen: ResalePrice; quantity: number; phone: Phone | null },
): Promise<Reply> {
  const outcome = await sellFromDeposit(deps, {
    personId: turn.person.id,
    conversationId: turn.conversationId,
    packageId: chosen.packageId,
    quantity,
    buyerPhone: phone,
  })
  if (outcome.kind === 'short') return sayShort(turn, outcome, quantity)
  return { text: words(turn).resellers.sold({ ...outcome, quantity }) }
}

function sayShort(turn: Turn, short: ResaleOutcome, quantity: number): Reply {
  const { resellers } = words(turn)
  const missingRupiah = short.amountRupiah - short.depositRupiah
  const enough = Math.max(TOP_UP_MIN_RUPIAH, Math.ceil(missingRupiah / 10_000) * 10_000)
  const text = resellers.short({
    quantity,
    package: short.package,
    amount: formatRupiah(short.amountRupiah),
    deposit: formatRupiah(short.depositRupiah),
    missing: formatRupiah(missingRupiah),
  })
  const amounts = [...new Set([enough, enough + 100_000])]
  return {
    text,
    choices: amounts.map((rupiah) => ({
      label: resellers.topUpBy(formatRupiah(rupiah)),
      act: { intent: 'reseller.top_up', input: { jumlah: String(rupiah) } },
    })),
  }
}

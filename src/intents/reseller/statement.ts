import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { formatRupiah } from '../../domain/money.ts'
import { chooseReseller } from '../../domain/resellers/choose-reseller.ts'
import { depositStanding, salesOfMonth } from '../../domain/resellers/deposit-statement.ts'
import { ownPrices } from '../../domain/resellers/own-prices.ts'
import { type Reseller, resellerName } from '../../domain/resellers/reseller.ts'
import { type Month, thisMonth } from '../../domain/resellers/span.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import { monthBefore, monthOf, sayMonthOf } from './month.ts'
import { sayStanding } from './say-standing.ts'

// What a reseller asks about himself. Whose it is comes from the chat, never from what is written.

const bulan = z.string().trim().max(30).default('')

export const showStatement = defineIntent({
  name: 'reseller.statement',
  who: { permission: 'resell' },
  command: {
    noun: 'mutasi',
    verb: '',
    positional: ['bulan'],
    about: { id: 'Deposit, penjualan dan mutasi', en: 'Your deposit, sales and movements' },
    examples: ['/mutasi', '/mutasi oktober'],
  },
  when: 'A reseller asks about the deposit, what moved it, or for a statement.',
  input: z.object({ bulan }),

  async run(deps, { bulan: typed }, turn) {
    const { resellers } = words(turn)
    if (typed !== '') {
      const month = monthOf(deps, typed)
      if (month === undefined) return { text: resellers.badMonth(typed) }
      return drawFor(deps, turn, { reseller: await whoAsks(deps, turn), month })
    }
    const standing = await depositStanding(deps, turn.person.id)
    const month = thisMonth(deps)
    return {
      text: sayStanding(deps, standing, turn.person.language),
      choices: [
        { label: resellers.menuTopUp, act: ask('reseller.top_up') },
        { label: resellers.thisMonthPdf, act: statementOf(month) },
        { label: resellers.lastMonthPdf, act: statementOf(monthBefore(month)) },
      ],
    }
  },
})

export const showSales = defineIntent({
  name: 'reseller.sales',
  who: { permission: 'resell' },
  command: {
    noun: 'laporan',
    verb: '',
    positional: ['bulan'],
    about: { id: 'Penjualan dan komisi Anda', en: 'Your sales and commission' },
    examples: ['/laporan', '/laporan bulan lalu'],
  },
  when: 'A reseller asks what was sold in a month, or for the commission.',
  input: z.object({ bulan }),

  async run(deps, { bulan: typed }, turn) {
    const { resellers } = words(turn)
    const month = monthOf(deps, typed.replace(/^bulan$/i, ''))
    if (month === undefined) return { text: resellers.badMonth(typed) }
    const sales = await salesOfMonth(deps, { personId: turn.person.id, month })
    const said = sayMonthOf(month, turn)
    const before = monthBefore(month)
    const choices = [
      {
        label: resellers.otherMonth(sayMonthOf(before, turn)),
        act: { intent: 'reseller.sales', input: { bulan: before } },
      },
    ]
    if (sales.length === 0) return { text: resellers.noSales(said), choices }
    const sum = (field: 'pieces' | 'amountRupiah' | 'retailRupiah') =>
      sales.reduce((total, one) => total + one[field], 0)
    const total = {
      pieces: sum('pieces'),
      amountRupiah: sum('amountRupiah'),
      retailRupiah: sum('retailRupiah'),
    }
    const lines = sales.map((one) => resellers.salesLine(one.package, one))
    return { text: resellers.sales(said, lines, total), choices }
  },
})

export const showOwnPrices = defineIntent({
  name: 'reseller.prices',
  who: { permission: 'resell' },
  command: {
    noun: 'harga',
    verb: '',
    about: { id: 'Harga Anda per paket', en: 'Your price of each package' },
    examples: ['/harga'],
  },
  when: 'A reseller asks what the packages cost.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { resellers } = words(turn)
    const prices = await ownPrices(deps, turn.person.id)
    if (prices.length === 0) return { text: resellers.noneForSale }
    const lines = prices.map(({ name, priceRupiah, retailRupiah }) =>
      resellers.priceLine(name, formatRupiah(priceRupiah), formatRupiah(retailRupiah)),
    )
    return {
      text: resellers.prices(lines),
      choices: [{ label: resellers.menuSell, act: { intent: 'reseller.sell', input: {} } }],
    }
  },
})

export const showTradeMenu = defineIntent({
  name: 'reseller.menu',
  who: { permission: 'resell' },
  when: 'A reseller only says hello, or wants to see what can be done here.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { resellers } = words(turn)
    const { depositRupiah } = await depositStanding(deps, turn.person.id)
    return {
      text: resellers.menu(turn.person.name, formatRupiah(depositRupiah)),
      choices: [
        { label: resellers.menuSell, act: { intent: 'reseller.sell', input: {} } },
        { label: resellers.menuTopUp, act: ask('reseller.top_up') },
        { label: resellers.menuStatement, act: { intent: 'reseller.statement', input: {} } },
        { label: resellers.menuSales, act: { intent: 'reseller.sales', input: {} } },
        { label: resellers.menuPrices, act: { intent: 'reseller.prices', input: {} } },
      ],
    }
  },
})

/** The statement of a month as a PDF, which takes a moment to draw. */
export async function drawFor(
  deps: Deps,
  turn: Turn,
  { reseller, month }: { reseller: Reseller; month: Month },
): Promise<Reply> {
  const { resellers } = words(turn)
  await later(deps, {
    kind: 'reseller.statement',
    personId: reseller.personId,
    month,
    conversationId: turn.conversationId,
    language: turn.person.language,
    words: {
      holder: resellerName(reseller),
      account: resellers.account,
      kinds: resellers.kinds,
    },
  })
  return { text: resellers.drawing(sayMonthOf(month, turn)) }
}

function whoAsks(deps: Deps, { person }: Turn): Promise<Reseller> {
  return chooseReseller(deps, `#${person.id}`)
}

function statementOf(month: Month) {
  return { intent: 'reseller.statement', input: { bulan: month } }
}

function ask(intent: string) {
  return { intent, input: {}, asking: { skipped: [] } }
}

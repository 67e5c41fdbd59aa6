import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { chooseReseller, listResellers } from '../../domain/resellers/choose-reseller.ts'
import { commissionReport } from '../../domain/resellers/commission-report.ts'
import { depositStanding } from '../../domain/resellers/deposit-statement.ts'
import { ownPrices } from '../../domain/resellers/own-prices.ts'
import { resellerName } from '../../domain/resellers/reseller.ts'
import { thisMonth } from '../../domain/resellers/span.ts'
import { defineIntent } from '../intent.ts'
import { monthBefore, monthOf } from '../reseller/month.ts'
import { sayStanding } from '../reseller/say-standing.ts'
import { drawFor } from '../reseller/statement.ts'
import { words } from '../wording/words.ts'
import { resellerArgument } from './reseller-arguments.ts'

export const resellerList = defineIntent({
  name: 'reseller.list',
  who: { permission: 'resellers.view' },
  command: {
    noun: 'reseller',
    verb: 'daftar',
    aliases: ['list', 'lihat'],
    about: { id: 'Semua reseller dan depositnya', en: 'All resellers and their deposits' },
    examples: ['/reseller daftar'],
  },
  when: 'Somebody of the team wants to see the resellers or their deposits.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { resellers } = words(turn)
    const all = await listResellers(deps)
    if (all.length === 0) return { text: resellers.none }
    const { rows } = await commissionReport(deps, thisMonth(deps))
    const pieces = new Map(rows.map((row) => [row.personId, row.pieces]))
    const lines = all.map((one) =>
      resellers.listLine({
        id: one.personId,
        name: resellerName(one),
        phone: one.phone,
        deposit: formatRupiah(one.depositRupiah),
        pieces: pieces.get(one.personId) ?? 0,
        left: one.left,
      }),
    )
    const total = all.reduce((sum, { depositRupiah }) => sum + depositRupiah, 0)
    return { text: resellers.list(lines, formatRupiah(total)) }
  },
})

export const resellerShow = defineIntent({
  name: 'reseller.show',
  who: { permission: 'resellers.view' },
  command: {
    noun: 'reseller',
    verb: 'cek',
    aliases: ['check', 'show', 'mutasi'],
    positional: ['reseller'],
    about: {
      id: 'Deposit, harga dan mutasi satu reseller',
      en: 'One reseller: deposit, prices, movements',
    },
    examples: ['/reseller cek berkah'],
  },
  arguments: [resellerArgument],
  input: z.object({ reseller: z.string().trim().min(1).max(60) }),

  async run(deps, { reseller }, turn) {
    const { resellers } = words(turn)
    const one = await chooseReseller(deps, reseller)
    const { personId, phone, left } = one
    const standing = await depositStanding(deps, personId)
    const prices = (await ownPrices(deps, personId)).map(({ name, priceRupiah, retailRupiah }) =>
      resellers.priceLine(name, formatRupiah(priceRupiah), formatRupiah(retailRupiah)),
    )
    const low = formatRupiah(one.lowRupiah)
    const month = thisMonth(deps)
    const paperOf = (bulan: string) => ({
      intent: 'reseller.paper',
      input: { reseller: `#${personId}`, bulan },
    })
    return {
      text: [
        resellers.card({ id: personId, name: resellerName(one), phone, low, left }),
        sayStanding(deps, standing, turn.person.language),
        ...(prices.length > 0 ? ['', ...prices] : []),
      ].join('\n'),
      choices: [
        { label: resellers.thisMonthPdf, act: paperOf(month) },
        { label: resellers.lastMonthPdf, act: paperOf(monthBefore(month)) },
      ],
    }
  },
})

/** Reached by a button of the one above. */
export const resellerPaper = defineIntent({
  name: 'reseller.paper',
  who: { permission: 'resellers.view' },
  input: z.object({ reseller: z.string().max(60), bulan: z.string().max(30) }),

  async run(deps, { reseller, bulan }, turn) {
    const month = monthOf(deps, bulan)
    if (month === undefined) return { text: words(turn).resellers.badMonth(bulan) }
    return drawFor(deps, turn, { reseller: await chooseReseller(deps, reseller), month })
  },
})

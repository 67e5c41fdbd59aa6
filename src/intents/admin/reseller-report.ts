import { z } from 'zod'
import { later } from '../../domain/effects/later.ts'
import { commissionReport } from '../../domain/resellers/commission-report.ts'
import { defineIntent } from '../intent.ts'
import { monthBefore, monthOf, sayMonthOf } from '../reseller/month.ts'
import { words } from '../wording/words.ts'

export const resellerReport = defineIntent({
  name: 'reseller.report',
  who: { permission: 'reports.view' },
  command: {
    noun: 'laporan',
    verb: 'reseller',
    aliases: ['komisi', 'commission'],
    positional: ['bulan'],
    about: { id: 'Penjualan dan komisi reseller', en: 'Sales and commission of resellers' },
    examples: ['/laporan reseller', '/laporan reseller oktober'],
  },
  input: z.object({ bulan: z.string().trim().max(30).default('') }),

  async run(deps, { bulan }, turn) {
    const { resellers } = words(turn)
    const month = monthOf(deps, bulan)
    if (month === undefined) return { text: resellers.badMonth(bulan) }
    const said = sayMonthOf(month, turn)
    const before = monthBefore(month)
    const choices = [
      {
        label: resellers.otherMonth(sayMonthOf(before, turn)),
        act: { intent: 'reseller.report', input: { bulan: before } },
      },
    ]
    const report = await commissionReport(deps, month)
    if (report.rows.length === 0) return { text: resellers.noReport(said), choices }
    await later(deps, {
      kind: 'reseller.report',
      month,
      conversationId: turn.conversationId,
      words: resellers.paper(said),
    })
    return { text: resellers.report(said, report), choices }
  },
})

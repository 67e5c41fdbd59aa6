import { z } from 'zod'
import { later } from '../../domain/effects/later.ts'
import { makeReport } from '../../domain/reports/make-report.ts'
import type { Period } from '../../domain/reports/report.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

const period = z
  .enum(['hari', 'bulan', 'today', 'month', 'hariini', 'bulanini'])
  .default('hari')
  .transform((word): Period => (word.startsWith('b') || word === 'month' ? 'month' : 'today'))

export const showReport = defineIntent({
  name: 'report.show',
  who: { permission: 'reports.view' },
  command: {
    noun: 'laporan',
    verb: '',
    positional: ['waktu'],
    about: { id: 'Pendapatan dan penjualan dengan grafik', en: 'Revenue and sales with a chart' },
    examples: ['/laporan', '/laporan bulan'],
  },
  input: z.object({ waktu: period }),
  async run(deps, { waktu }, turn) {
    const { reports } = words(turn)
    const report = await makeReport(deps, waktu)
    await later(deps, {
      kind: 'report.draw',
      period: waktu,
      conversationId: turn.conversationId,
      language: turn.person.language,
      title: reports.chartTitle[waktu],
      subtitle: reports[waktu],
    })
    const other = waktu === 'today' ? 'month' : 'today'
    const act = { intent: 'report.show', input: { waktu: other } }
    return { text: reports.report(report), choices: [{ label: reports[other], act }] }
  },
})

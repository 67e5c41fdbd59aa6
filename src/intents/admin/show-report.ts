import { z } from 'zod'
import { later } from '../../domain/effects/later.ts'
import { makeReport } from '../../domain/reports/make-report.ts'
import type { Period } from '../../domain/reports/report.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'

const PERIODS: Record<string, Period> = {
  hari: 'today',
  hariini: 'today',
  today: 'today',
  bulan: 'month',
  bulanini: 'month',
  month: 'month',
  thismonth: 'month',
}

const period = typed((words) => PERIODS[words.toLowerCase().replace(/\s+/g, '')])

export const showReport = defineIntent({
  name: 'report.show',
  who: { permission: 'reports.view' },
  command: {
    noun: 'laporan',
    verb: '',
    positional: ['waktu'],
    about: { id: 'Uang masuk dan penjualan dengan grafik', en: 'Money in and sales with a chart' },
    examples: ['/laporan', '/laporan bulan'],
  },
  input: z.object({ waktu: period.default('today') }),
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

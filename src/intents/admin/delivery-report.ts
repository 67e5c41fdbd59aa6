import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import type { DeliveryPeriod, DeliveryReport } from '../../domain/reports/delivery-report.ts'
import { makeDeliveryReport } from '../../domain/reports/make-delivery-report.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { sayReasons } from '../wording/send-reason.ts'
import { words } from '../wording/words.ts'

const PERIODS: Record<string, DeliveryPeriod> = {
  hari: 'today',
  hariini: 'today',
  today: 'today',
  '7': 'week',
  '7hari': 'week',
  '7days': 'week',
  minggu: 'week',
  mingguini: 'week',
  week: 'week',
  bulan: 'month',
  bulanini: 'month',
  month: 'month',
  thismonth: 'month',
}
const OTHERS: DeliveryPeriod[] = ['today', 'week', 'month']

const period = typed((said) => PERIODS[said.toLowerCase().replaceAll(/\s+/g, '')])

export const deliveryReport = defineIntent({
  name: 'report.delivery',
  who: { permission: 'reports.view' },
  command: {
    noun: 'laporan',
    verb: 'kirim',
    aliases: ['kiriman', 'delivery', 'pesan'],
    positional: ['waktu'],
    about: {
      id: 'Pesan WhatsApp: terkirim, sampai, dibaca, gagal',
      en: 'WhatsApp messages: sent, arrived, read, failed',
    },
    examples: ['/laporan kirim', '/laporan kirim 7 hari', '/laporan kirim bulan'],
  },
  arguments: [
    {
      name: 'waktu',
      aliases: ['period'],
      optional: true,
      rare: true,
      ask: { id: 'Untuk kapan?', en: 'For when?' },
      rule: { id: '"hari ini", "7 hari", atau "bulan"', en: '"today", "7 days", or "month"' },
    },
  ],
  input: z.object({ waktu: period.default('today'), berkas: z.literal('ya').optional() }),

  async run(deps, { waktu, berkas }, turn) {
    const { deliveryReport: say } = words(turn)
    if (berkas) {
      await draw(deps, turn, { form: 'sheet', period: waktu, subtitle: '' })
      return { text: say.sheetComing }
    }
    const report = await makeDeliveryReport(deps, waktu)
    const choices = OTHERS.filter((one) => one !== waktu).map((one) => ({
      label: say.periods[one],
      act: { intent: 'report.delivery', input: { waktu: one } },
    }))
    if (report.all.written === 0) return { text: say.none(say.span(report)), choices }
    await draw(deps, turn, { form: 'chart', period: waktu, subtitle: subtitleOf(turn, report) })
    const sheet = { intent: 'report.delivery', input: { waktu, berkas: 'ya' } }
    return {
      text: say.report(report),
      choices: [...choices, { label: say.sheetButton, act: sheet }],
    }
  },
})

function subtitleOf(turn: Turn, report: DeliveryReport): string {
  const span = words(turn).deliveryReport.span(report)
  return span.charAt(0).toUpperCase() + span.slice(1)
}

async function draw(
  deps: Deps,
  turn: Turn,
  asked: { form: 'chart' | 'sheet'; period: DeliveryPeriod; subtitle: string },
) {
  const { deliveryReport: say } = words(turn)
  const { language } = turn.person
  const { form, period: drawn, subtitle } = asked
  await later(deps, {
    kind: 'delivery.draw',
    form,
    period: drawn,
    conversationId: turn.conversationId,
    language,
    words: {
      ...say.paper,
      ...sayReasons(language),
      title: form === 'chart' ? say.chartTitle[drawn] : say.paper.title,
      subtitle,
    },
  })
}

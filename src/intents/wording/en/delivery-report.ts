import type { DeliveryCount, Parts } from '../../../domain/reports/delivery-report.ts'
import type { deliveryReport as inIndonesian } from '../id/delivery-report.ts'
import { sayReason } from '../send-reason.ts'
import { sayDay } from '../say-when.ts'
import { sayPhone } from '../session-words.ts'

const parts: Record<keyof Parts, string> = {
  read: 'Read',
  delivered: 'Arrived',
  sent: 'Sent',
  waiting: 'Waiting',
  failed: 'Failed',
}

/** As Meta names what it bills. */
const categories: Record<string, string> = {
  utility: 'utility',
  marketing: 'marketing',
  service: 'service',
  authentication: 'one-time codes',
  referral_conversion: 'from ads',
}

const seconds = (count: number) => {
  if (count < 1) return 'less than a second'
  if (count < 120) return `${count} seconds`
  return count < 7200 ? `${Math.round(count / 60)} minutes` : `${Math.round(count / 3600)} hours`
}

const share = (part: number, whole: number) =>
  whole === 0 ? '' : ` (${Math.round((part / whole) * 100)}%)`

function figures(one: DeliveryCount & { medianSeconds: number | null }): string[] {
  return [
    `Written ${one.written} · sent ${one.sent}`,
    `Arrived ${one.delivered}${share(one.delivered, one.sent)} · read ${one.read}${share(one.read, one.sent)}`,
    [
      `Failed ${one.failed}`,
      `waiting ${one.waiting}`,
      one.dropped > 0 ? `withdrawn ${one.dropped}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    ...(one.medianSeconds === null
      ? []
      : [`Time to arrive (half were faster): ${seconds(one.medianSeconds)}`]),
  ]
}

const why = (one: { code: string | null; count: number }) =>
  `– ${one.count}: ${sayReason(one.code ?? '', 'en')}`

/** What went out from our WhatsApp numbers, and how far it got. */
export const deliveryReport: typeof inIndonesian = {
  periods: { today: 'Today', week: '7 days', month: 'This month' },
  rule: '"today", "7 days", or "month"',
  none: (span) => `No WhatsApp message was written ${span}.`,
  span: ({ from, to }) =>
    from === to ? `today, ${sayDay(to, 'en')}` : `${sayDay(from, 'en')} to ${sayDay(to, 'en')}`,
  report(report) {
    const { numbers, failures, drops, prices, busiest } = report
    return [
      `📨 WhatsApp deliveries ${deliveryReport.span(report)}`,
      '',
      ...figures(report.all),
      ...(busiest ? [`Busiest hour: ${hour(busiest.hour)} (${busiest.count} messages)`] : []),
      ...(failures.length > 0 ? ['', 'Why they failed:', ...failures.slice(0, 6).map(why)] : []),
      ...(drops.length > 0 ? ['', 'Why they were withdrawn:', ...drops.slice(0, 4).map(why)] : []),
      ...(prices.length > 0
        ? [
            '',
            'Meta’s categories:',
            ...prices.map(
              (one) =>
                `– ${categories[one.category] ?? one.category}: ${one.billed} billed, ${one.free} free`,
            ),
          ]
        : []),
      ...(numbers.length > 1
        ? numbers.flatMap((one) => [
            '',
            `📱 ${one.name}${one.phone === null ? '' : ` · ${sayPhone(one.phone)}`}`,
            ...(one.written === 0 ? ['No messages.'] : figures(one)),
          ])
        : []),
    ].join('\n')
  },
  sheetButton: '📄 Excel',
  sheetComing: 'The Excel file of this report is being made.',
  paper: {
    title: 'WhatsApp messages',
    parts,
    number: 'Number',
    written: 'Written',
    sent: 'Sent (all)',
    dropped: 'Withdrawn',
    median: 'Time to arrive (seconds)',
    all: 'All',
    time: 'Time',
    reason: 'Reason',
    count: 'Count',
    failures: 'Failures',
    price: 'Meta’s category',
    billed: 'Billed',
    free: 'Free',
    categories,
  },
  chartTitle: {
    today: 'WhatsApp messages by hour',
    week: 'WhatsApp messages by day',
    month: 'WhatsApp messages by day',
  },
}

function hour(at: number): string {
  return `${String(at).padStart(2, '0')}:00–${String((at + 1) % 24).padStart(2, '0')}:00`
}

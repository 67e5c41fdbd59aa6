import { formatRupiah } from '../../../domain/money.ts'
import type { Report } from '../../../domain/reports/report.ts'
import type { reports as Reports } from '../id/reports.ts'
import { sayDay } from '../say-when.ts'

export const reports: typeof Reports = {
  today: 'Today',
  month: 'This month',
  chartTitle: { today: 'Money in per hour', month: 'Money in per day' },
  report(report) {
    const span =
      report.period === 'today'
        ? `today, ${sayDay(report.to, 'en')}`
        : `${sayDay(report.from, 'en')} to ${sayDay(report.to, 'en')}`
    const top = report.topPackages.map(
      ({ name, sold, rupiah }) => `   ${name}: ${sold} vouchers, ${formatRupiah(rupiah)}`,
    )
    return [
      `Report for ${span}`,
      '',
      `Money in: ${formatRupiah(report.receivedRupiah)}${compare(report, report.period === 'today' ? 'yesterday' : 'last month')}`,
      `Billed (invoices issued + vouchers sold): ${formatRupiah(report.billedRupiah)}`,
      `Paid orders: ${report.orders}`,
      `Vouchers sold: ${report.vouchersSold} · first used: ${report.vouchersActivated}`,
      `New customers: ${report.newCustomers}`,
      `New leads: ${report.newLeads} · qualified: ${report.qualifiedLeads}`,
      ...(top.length > 0 ? ['Best sellers:', ...top] : []),
    ].join('\n')
  },
  health: (lines) => `System status\n${lines.join('\n')}`,
  healthLine: (name, good, detail) =>
    `${good === null ? '⚪' : good ? '🟢' : '🔴'} ${name}${detail ? `: ${detail}` : ''}`,
  healthParts: {
    database: 'Database',
    waiting: 'Messages waiting for an answer',
    outbox: 'Messages waiting to be sent',
    effects: 'Work waiting',
    number: (name) => `WhatsApp number ${name}`,
    down: {
      cloud: '',
      open: '',
      connecting: 'connecting',
      away: 'not connected',
      pairing: 'waiting for the QR to be scanned',
      paused: 'paused',
      unlinked: 'needs a QR scan',
      banned: 'banned by WhatsApp',
    },
    router: (name) => `Router ${name}`,
    payments: 'Payments waiting for news',
  },
  oldest: (seconds) => `, oldest ${seconds} s`,
}

function compare({ receivedRupiah, receivedBeforeRupiah }: Report, before: string) {
  if (receivedBeforeRupiah === 0) return ''
  const change = Math.round(((receivedRupiah - receivedBeforeRupiah) / receivedBeforeRupiah) * 100)
  return ` (${change >= 0 ? 'up' : 'down'} ${Math.abs(change)}% on ${before})`
}

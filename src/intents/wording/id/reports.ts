import { formatRupiah } from '../../../domain/money.ts'
import type { Report } from '../../../domain/reports/report.ts'
import type { Standing } from '../session-words.ts'
import { sayDay } from '../say-when.ts'

export const reports = {
  today: 'Hari ini',
  month: 'Bulan ini',
  chartTitle: { today: 'Uang masuk per jam', month: 'Uang masuk per hari' },
  report(report: Report): string {
    const span =
      report.period === 'today'
        ? `hari ini, ${sayDay(report.to, 'id')}`
        : `${sayDay(report.from, 'id')} s.d. ${sayDay(report.to, 'id')}`
    const top = report.topPackages.map(
      ({ name, sold, rupiah }) => `   ${name}: ${sold} voucher, ${formatRupiah(rupiah)}`,
    )
    return [
      `Laporan ${span}`,
      '',
      `Uang masuk: ${formatRupiah(report.receivedRupiah)}${compare(report, report.period === 'today' ? 'kemarin' : 'bulan lalu')}`,
      `Ditagih (tagihan terbit + voucher terjual): ${formatRupiah(report.billedRupiah)}`,
      `Pesanan lunas: ${report.orders}`,
      `Voucher terjual: ${report.vouchersSold} · mulai dipakai: ${report.vouchersActivated}`,
      `Pelanggan baru: ${report.newCustomers}`,
      `Prospek baru: ${report.newLeads} · memenuhi syarat: ${report.qualifiedLeads}`,
      ...(top.length > 0 ? ['Paket terlaris:', ...top] : []),
    ].join('\n')
  },
  health: (lines: string[]) => `Status sistem\n${lines.join('\n')}`,
  healthLine: (name: string, good: boolean | null, detail: string) =>
    `${good === null ? '⚪' : good ? '🟢' : '🔴'} ${name}${detail ? `: ${detail}` : ''}`,
  healthParts: {
    database: 'Database',
    waiting: 'Pesan menunggu dijawab',
    outbox: 'Pesan menunggu dikirim',
    effects: 'Pekerjaan menunggu',
    number: (name: string) => `Nomor WhatsApp ${name}`,
    down: {
      cloud: '',
      open: '',
      connecting: 'sedang disambungkan',
      away: 'terputus',
      pairing: 'menunggu QR dipindai',
      paused: 'dijeda',
      unlinked: 'perlu pindai QR',
      banned: 'diblokir WhatsApp',
    } satisfies Record<Standing, string>,
    router: (name: string) => `Router ${name}`,
    payments: 'Pembayaran menunggu kabar',
  },
  oldest: (seconds: number) => `, tertua ${seconds} detik`,
}

function compare({ receivedRupiah, receivedBeforeRupiah }: Report, before: string) {
  if (receivedBeforeRupiah === 0) return ''
  const change = Math.round(((receivedRupiah - receivedBeforeRupiah) / receivedBeforeRupiah) * 100)
  return ` (${change >= 0 ? 'naik' : 'turun'} ${Math.abs(change)}% dari ${before})`
}

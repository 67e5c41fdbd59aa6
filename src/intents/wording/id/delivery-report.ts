import type {
  DeliveryCount,
  DeliveryReport,
  Parts,
} from '../../../domain/reports/delivery-report.ts'
import { sayReason } from '../send-reason.ts'
import { sayDay } from '../say-when.ts'
import { sayPhone } from '../session-words.ts'

const parts: Record<keyof Parts, string> = {
  read: 'Dibaca',
  delivered: 'Sampai',
  sent: 'Terkirim',
  waiting: 'Menunggu',
  failed: 'Gagal',
}

/** As Meta names what it bills. */
const categories: Record<string, string> = {
  utility: 'utilitas',
  marketing: 'promosi',
  service: 'layanan',
  authentication: 'kode OTP',
  referral_conversion: 'dari iklan',
}

const seconds = (count: number) => {
  if (count < 1) return 'kurang dari 1 detik'
  if (count < 120) return `${count} detik`
  return count < 7200 ? `${Math.round(count / 60)} menit` : `${Math.round(count / 3600)} jam`
}

const share = (part: number, whole: number) =>
  whole === 0 ? '' : ` (${Math.round((part / whole) * 100)}%)`

function figures(one: DeliveryCount & { medianSeconds: number | null }): string[] {
  return [
    `Ditulis ${one.written} · terkirim ${one.sent}`,
    `Sampai ${one.delivered}${share(one.delivered, one.sent)} · dibaca ${one.read}${share(one.read, one.sent)}`,
    [
      `Gagal ${one.failed}`,
      `menunggu ${one.waiting}`,
      one.dropped > 0 ? `batal dikirim ${one.dropped}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    ...(one.medianSeconds === null
      ? []
      : [`Waktu sampai (separuhnya lebih cepat): ${seconds(one.medianSeconds)}`]),
  ]
}

const why = (one: { code: string | null; count: number }) =>
  `– ${one.count}: ${sayReason(one.code ?? '', 'id')}`

/** What went out from our WhatsApp numbers, and how far it got. */
export const deliveryReport = {
  periods: { today: 'Hari ini', week: '7 hari', month: 'Bulan ini' },
  rule: '"hari ini", "7 hari", atau "bulan"',
  none: (span: string) => `Belum ada pesan WhatsApp yang ditulis ${span}.`,
  span: ({ from, to }: Pick<DeliveryReport, 'from' | 'to'>) =>
    from === to
      ? `hari ini, ${sayDay(to, 'id')}`
      : `${sayDay(from, 'id')} s.d. ${sayDay(to, 'id')}`,
  report(report: DeliveryReport): string {
    const { numbers, failures, drops, prices, busiest } = report
    return [
      `📨 Laporan kirim WhatsApp ${deliveryReport.span(report)}`,
      '',
      ...figures(report.all),
      ...(busiest ? [`Jam tersibuk: ${hour(busiest.hour)} (${busiest.count} pesan)`] : []),
      ...(failures.length > 0 ? ['', 'Sebab gagal:', ...failures.slice(0, 6).map(why)] : []),
      ...(drops.length > 0 ? ['', 'Sebab batal dikirim:', ...drops.slice(0, 4).map(why)] : []),
      ...(prices.length > 0
        ? [
            '',
            'Kategori Meta:',
            ...prices.map(
              (one) =>
                `– ${categories[one.category] ?? one.category}: ${one.billed} berbayar, ${one.free} gratis`,
            ),
          ]
        : []),
      ...(numbers.length > 1
        ? numbers.flatMap((one) => [
            '',
            `📱 ${one.name}${one.phone === null ? '' : ` · ${sayPhone(one.phone)}`}`,
            ...(one.written === 0 ? ['Tidak ada pesan.'] : figures(one)),
          ])
        : []),
    ].join('\n')
  },
  sheetButton: '📄 Excel',
  sheetComing: 'Excel laporan kirim sedang dibuat.',
  paper: {
    title: 'Pesan WhatsApp',
    parts,
    number: 'Nomor',
    written: 'Ditulis',
    sent: 'Terkirim (semua)',
    dropped: 'Batal dikirim',
    median: 'Waktu sampai (detik)',
    all: 'Semua',
    time: 'Waktu',
    reason: 'Sebab',
    count: 'Jumlah',
    failures: 'Gagal',
    price: 'Kategori Meta',
    billed: 'Berbayar',
    free: 'Gratis',
    categories,
  },
  chartTitle: {
    today: 'Pesan WhatsApp per jam',
    week: 'Pesan WhatsApp per hari',
    month: 'Pesan WhatsApp per hari',
  },
}

function hour(at: number): string {
  return `${String(at).padStart(2, '0')}.00–${String((at + 1) % 24).padStart(2, '0')}.00`
}

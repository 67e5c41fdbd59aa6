import type { Bucket } from '../../../domain/billing/ageing.ts'
import type { BillingReport } from '../../../domain/billing/billing-report.ts'
import type { CashPlan } from '../../../domain/billing/plan-cash.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'
import { methodNames } from './billing.ts'

const by = (method: string) => methodNames[method] ?? method

const causes: Record<string, string> = {
  payment: 'kelebihan atau setoran',
  balance: 'dipakai membayar',
  adjustment: 'koreksi admin',
  payout: 'dicairkan',
  refund: 'pengembalian pesanan',
  'payment reversed': 'pembayaran dibatalkan',
  'invoice void': 'tagihan dibatalkan',
  'order expired': 'pesanan ditutup',
}

const buckets: Record<Bucket, string> = {
  notDue: 'Belum jatuh tempo',
  week: '1–7 hari',
  month: '8–30 hari',
  twoMonths: '31–60 hari',
  older: 'Lebih dari 60 hari',
}

const plan = ({ pays, surplusRupiah }: CashPlan) => [
  ...pays.map(({ number, appliedRupiah, openRupiah }) =>
    openRupiah > 0
      ? `• ${number}: ${rp(appliedRupiah)}, masih kurang ${rp(openRupiah)}`
      : `• ${number}: ${rp(appliedRupiah)}, lunas`,
  ),
  surplusRupiah > 0 ? `• Saldo: ${rp(surplusRupiah)}` : null,
]

export const balances = {
  payMenu: 'Pembayaran: mau apa?',
  payButtons: {
    record: 'Catat pembayaran',
    transfers: 'Transfer sudah masuk',
    reverse: 'Batalkan pembayaran',
    refund: 'Kembalikan pesanan',
    receipts: 'Kwitansi',
  },
  payAsk: (one: {
    customer: string
    parts: { method: string; amountRupiah: number }[]
    laterRupiah: number
    plan: CashPlan
    twin: string | null
  }) =>
    lines(
      `Catat ${one.parts.map(({ method, amountRupiah }) => `${rp(amountRupiah)} ${by(method)}`).join(' + ')} dari ${one.customer}?`,
      'Uangnya dibagi begini:',
      ...plan(one.plan),
      one.laterRupiah > 0 ? `Sisanya ${rp(one.laterRupiah)} dibayar belakangan (tempo).` : null,
      one.twin === null
        ? null
        : `⚠️ Jumlah yang sama sudah dicatat ${one.twin}. Pastikan ini bukan yang itu.`,
    ),
  paid: (customer: string, amountRupiah: number, divided: CashPlan) =>
    lines(
      `${rp(amountRupiah)} dari ${customer} sudah dicatat.`,
      ...plan(divided),
      divided.pays.some(({ openRupiah }) => openRupiah > 0)
        ? 'Kwitansi tagihan yang masih kurang terbit begitu lunas.'
        : null,
    ),
  partsDiffer: (sumRupiah: number, amountRupiah: number) =>
    `jumlah bagiannya ${rp(sumRupiah)}, padahal totalnya ${rp(amountRupiah)}. Contoh: bagi="60rb tunai, 40rb transfer"`,
  notHis: (number: string, customer: string) => `${number} bukan tagihan ${customer}`,
  nothingOpen: (customer: string) =>
    `${customer} tidak punya tagihan yang belum lunas; sebutkan jumlahnya kalau mau dicatat sebagai saldo`,
  reverseAsk: (one: {
    customer: string
    number: string
    amountRupiah: number
    method: string
    when: string
  }) =>
    `Batalkan pembayaran ${rp(one.amountRupiah)} (${by(one.method)}, ${one.when}) dari ${one.customer} untuk ${one.number}? Tagihannya terbuka lagi dan pelanggan diberi tahu.`,
  reversed: (number: string, amountRupiah: number) =>
    `Pembayaran ${rp(amountRupiah)} untuk ${number} dibatalkan.`,
  reverseReasons: ['salah catat', 'uangnya tidak masuk', 'pelanggan salah transfer'],
  paymentChoice: (customer: string, amountRupiah: number, method: string, on: string) =>
    `${customer} · ${rp(amountRupiah)} · ${by(method)} · ${on}`,

  show: (one: {
    customer: string
    phone: string | null
    walletRupiah: number
    lines: string[]
    owedRupiah: number
    netRupiah: number
    moved: string[]
  }) =>
    lines(
      `Saldo ${one.customer}${one.phone === null ? '' : ` (${one.phone})`}`,
      '',
      `Saldo pelanggan: ${rp(one.walletRupiah)}`,
      ...(one.lines.length > 0 ? ['Saldo langganan:', ...one.lines] : []),
      `Belum dibayar: ${rp(one.owedRupiah)}`,
      one.netRupiah < 0 ? `Bersih: utang ${rp(-one.netRupiah)}` : `Bersih: ${rp(one.netRupiah)}`,
      ...(one.moved.length > 0 ? ['', 'Mutasi terakhir:', ...one.moved] : []),
    ),
  line: (username: string, name: string, walletRupiah: number, owedRupiah: number) =>
    `• ${username} (${name}): ${rp(walletRupiah)}${owedRupiah > 0 ? `, belum dibayar ${rp(owedRupiah)}` : ''}`,
  buys: (one: { package: string; periods: number; leftRupiah: number; lacksRupiah: number }) =>
    one.periods > 0
      ? `   cukup untuk ${one.periods} periode ${one.package}, sisa ${rp(one.leftRupiah)}`
      : `   kurang ${rp(one.lacksRupiah)} untuk periode berikutnya`,
  moved: (on: string, amountRupiah: number, cause: string, username: string | null) =>
    `• ${on}: ${amountRupiah > 0 ? '+' : ''}${rp(amountRupiah)}, ${causes[cause] ?? cause}${username === null ? '' : ` (${username})`}`,
  standing: (one: {
    inCredit: number
    creditRupiah: number
    inDebt: number
    debtRupiah: number
    idle: number
    idleRupiah: number
    idleDays: number
    lines: string[]
  }) =>
    lines(
      'Saldo semua pelanggan',
      '',
      `Punya saldo: ${one.inCredit} pelanggan, ${rp(one.creditRupiah)}`,
      `Punya utang: ${one.inDebt} pelanggan, ${rp(one.debtRupiah)}`,
      one.idle > 0
        ? `Saldo diam lebih dari ${one.idleDays} hari: ${one.idle}, ${rp(one.idleRupiah)}`
        : null,
      ...(one.lines.length > 0 ? ['', 'Terbesar:', ...one.lines] : []),
      '',
      'Satu pelanggan: /saldo budi',
    ),
  holder: (customer: string, netRupiah: number) => `• ${customer}: ${rp(netRupiah)}`,
  buttons: { add: 'Tambah saldo', subtract: 'Kurangi saldo', payOut: 'Cairkan' },
  addAsk: (customer: string, amountRupiah: number, owedRupiah: number, where: string | null) =>
    lines(
      `Tambah saldo ${customer}${where === null ? '' : ` (${where})`} ${rp(amountRupiah)}?`,
      owedRupiah > 0
        ? `Tagihannya yang belum lunas ${rp(owedRupiah)}, jadi saldo ini langsung dipakai membayarnya.`
        : null,
      'Ini uang usaha yang diberikan, bukan pembayaran. Untuk uang yang diterima pakai /bayar. Pelanggan diberi tahu.',
    ),
  subtractAsk: (one: {
    customer: string
    where: string | null
    amountRupiah: number
    hasRupiah: number
  }) =>
    lines(
      `Kurangi saldo ${one.customer}${one.where === null ? '' : ` (${one.where})`} ${rp(one.amountRupiah)}?`,
      one.amountRupiah > one.hasRupiah
        ? `Saldonya hanya ${rp(one.hasRupiah)}; kekurangan ${rp(one.amountRupiah - one.hasRupiah)} menjadi tagihan yang bisa dibayar lewat tautan.`
        : `Saldonya dari ${rp(one.hasRupiah)} menjadi ${rp(one.hasRupiah - one.amountRupiah)}.`,
      'Pelanggan diberi tahu.',
    ),
  adjusted: (customer: string, netRupiah: number) =>
    netRupiah < 0
      ? `Tersimpan. ${customer} sekarang berutang ${rp(-netRupiah)}.`
      : `Tersimpan. Saldo ${customer} sekarang ${rp(netRupiah)}.`,
  payOutAsk: (customer: string, amountRupiah: number, hasRupiah: number) =>
    `Serahkan ${rp(amountRupiah)} tunai dari saldo ${customer} (${rp(hasRupiah)})? Sisanya ${rp(hasRupiah - amountRupiah)}.`,
  paidOut: (customer: string, amountRupiah: number, netRupiah: number) =>
    `${rp(amountRupiah)} dari saldo ${customer} dicairkan. Sisanya ${rp(netRupiah)}.`,
  adjustReasons: ['kompensasi gangguan', 'salah hitung', 'bonus'],

  arrears: (one: {
    on: string
    totalRupiah: number
    buckets: { bucket: Bucket; rupiah: number; customers: number }[]
    top: { customer: string; rupiah: number; daysLate: number }[]
    customers: number
  }) =>
    lines(
      `Tunggakan per ${sayDay(one.on, 'id')}: ${rp(one.totalRupiah)} dari ${one.customers} pelanggan`,
      '',
      ...one.buckets.map(
        ({ bucket, rupiah, customers }) =>
          `${buckets[bucket]}: ${rp(rupiah)}${customers > 0 ? ` (${customers} pelanggan)` : ''}`,
      ),
      one.buckets.reduce((sum, { customers }) => sum + customers, 0) > one.customers
        ? 'Satu pelanggan bisa masuk beberapa umur.'
        : null,
      '',
      'Terbesar:',
      ...one.top.map(
        ({ customer, rupiah, daysLate }) =>
          `• ${customer}: ${rp(rupiah)}${daysLate > 0 ? `, tertua ${daysLate} hari` : ''}`,
      ),
    ),
  noArrears: 'Tidak ada tunggakan. Semua tagihan sudah lunas. 👍',
  arrearsPaper: {
    title: 'Umur tunggakan',
    customer: 'Pelanggan',
    phone: 'Telepon',
    total: 'Jumlah',
    days: 'Hari lewat',
    buckets,
  },
  excel: 'Excel',
  makingTable: 'Tabelnya sedang dibuat…',

  report: ({ overview, takings, carried, standing }: BillingReport, idleDays: number) =>
    lines(
      `Statistik tagihan, ${sayDay(overview.from, 'id')} sampai hari ini`,
      '',
      `Ditagih: ${overview.issued} tagihan, ${rp(overview.issuedRupiah)}`,
      `Uang masuk untuk tagihan: ${rp(takings.reduce((sum, { rupiah }) => sum + rupiah, 0))}`,
      ...takings.map(
        ({ method, payments, rupiah }) => `   ${by(method)}: ${payments} kali, ${rp(rupiah)}`,
      ),
      `Dibayar sebagian: ${carried.partialPayments} kali`,
      `Kekurangan pindah ke tagihan berikutnya: ${carried.shortfalls} kali, ${rp(carried.shortfallRupiah)}${carried.shortfalls > 0 ? ` (terbesar ${rp(carried.largestShortfallRupiah)})` : ''}`,
      `Kelebihan masuk saldo: ${carried.surpluses} kali, ${rp(carried.surplusRupiah)}${carried.surpluses > 0 ? ` (terbesar ${rp(carried.largestSurplusRupiah)})` : ''}`,
      `Dibayar dari saldo: ${carried.balancePayments} kali, ${rp(carried.balanceRupiah)}`,
      carried.credits > 0
        ? `Potongan tagihan: ${carried.credits} kali, ${rp(carried.creditRupiah)}`
        : null,
      '',
      `Saldo pelanggan sekarang: ${rp(standing.creditRupiah)} (${standing.inCredit} pelanggan)`,
      `Belum lunas sekarang: ${rp(standing.debtRupiah)} (${standing.inDebt} pelanggan)`,
      `Saldo diam lebih dari ${idleDays} hari: ${standing.idle}, ${rp(standing.idleRupiah)}`,
    ),
}

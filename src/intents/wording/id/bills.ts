import type { InvoiceState } from '../../../domain/billing/invoice.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'
import { methodNames } from './billing.ts'

const day = (value: string) => sayDay(value, 'id')

const states: Record<InvoiceState, string> = {
  draft: 'rancangan',
  open: 'belum dibayar',
  partial: 'dibayar sebagian',
  paid: 'lunas',
  carried: 'sisanya ada di tagihan berikutnya',
  void: 'dibatalkan',
}

/** What customers read about their own money. */
export const bills = {
  invoice: (one: {
    number: string
    lines: string[]
    totalRupiah: number
    paidRupiah: number
    openRupiah: number
    dueOn: string
    daysLate: number
    url: string
  }) =>
    lines(
      `Tagihan ${one.number}`,
      ...one.lines,
      one.paidRupiah > 0 ? `Sudah dibayar: ${rp(one.paidRupiah)}` : null,
      `Yang perlu dibayar: ${rp(one.openRupiah)}`,
      one.daysLate > 0
        ? `Jatuh tempo ${day(one.dueOn)}, sudah lewat ${one.daysLate} hari.`
        : `Paling lambat ${day(one.dueOn)}.`,
      `Bayar di sini: ${one.url}`,
    ),
  order: (name: string, openRupiah: number, url: string) =>
    lines(`Pesanan ${name}: ${rp(openRupiah)}`, `Bayar di sini: ${url}`),
  total: (rupiah: number) => `Jumlah semuanya: ${rp(rupiah)}`,
  nothing: (paidUntil: string | null) =>
    paidUntil === null
      ? 'Tidak ada tagihan atau pesanan yang menunggu pembayaran.'
      : `Tidak ada tagihan atau pesanan yang menunggu pembayaran. Internet Anda terbayar sampai ${day(paidUntil)}.`,
  chooseWhat: 'Mau bayar yang mana?',
  choice: (what: string, openRupiah: number) => `${what} · ${rp(openRupiah)}`,
  all: 'Semua tautannya',
  useBalance: (what: string) => `Pakai saldo: ${what}`,
  useBalanceAsk: (what: string, amountRupiah: number, leftRupiah: number) =>
    `Bayar ${what} ${rp(amountRupiah)} dari saldo? Sisa saldonya ${rp(leftRupiah)}.`,
  paidByBalance: (what: string, leftRupiah: number) =>
    `${what} sudah dibayar dari saldo. Kodenya segera dikirim ke sini. Sisa saldo ${rp(leftRupiah)}.`,
  history: (payments: string[], invoices: string[]) =>
    lines(
      ...(payments.length > 0 ? ['Pembayaran terakhir:', ...payments] : []),
      payments.length > 0 && invoices.length > 0 ? '' : null,
      ...(invoices.length > 0 ? ['Tagihan terakhir:', ...invoices] : []),
    ),
  noHistory:
    'Belum ada pembayaran atau tagihan atas nama Anda. Tulis "voucher" untuk membeli voucher WiFi.',
  payment: (one: {
    on: string
    amountRupiah: number
    method: string
    what: string | null
    reversed: boolean
  }) =>
    `• ${one.on}: ${rp(one.amountRupiah)} lewat ${methodNames[one.method] ?? one.method}, ${one.what ?? 'masuk saldo'}${one.reversed ? ' (dibatalkan)' : ''}`,
  billed: (one: { number: string; totalRupiah: number; openRupiah: number; state: InvoiceState }) =>
    `• ${one.number}: ${rp(one.totalRupiah)}, ${states[one.state]}${one.state === 'partial' ? `, kurang ${rp(one.openRupiah)}` : ''}`,
  toReceipts: 'Kwitansi',
  toBills: 'Tagihan & bayar',
  receiptWhich: 'Kwitansi yang mana?',
  receiptChoice: (what: string, amountRupiah: number, on: string) =>
    `${what} · ${rp(amountRupiah)} · ${on}`,
  receiptComing: (number: string) => `Kwitansi ${number} segera dikirim ke sini.`,
  noReceipts:
    'Belum ada kwitansi: kwitansi dibuat begitu satu tagihan atau pesanan lunas. Tulis "tagihan" untuk melihat yang belum dibayar.',
  balance: (one: {
    netRupiah: number
    owedRupiah: number
    customerRupiah: number
    lines: string[]
  }) =>
    lines(
      `Saldo Anda ${rp(one.customerRupiah)}.`,
      ...(one.lines.length > 0 ? ['Saldo langganan:', ...one.lines] : []),
      one.owedRupiah > 0
        ? `Yang belum dibayar: ${rp(one.owedRupiah)}. Tulis "tagihan" untuk melihatnya.`
        : null,
      one.netRupiah > 0 ? 'Saldo dipakai otomatis untuk tagihan berikutnya.' : null,
    ),
  balanceLine: (username: string, name: string, walletRupiah: number) =>
    `• ${name} (${username}): ${rp(walletRupiah)}`,
  buys: (one: { package: string; periods: number; leftRupiah: number; lacksRupiah: number }) =>
    one.periods > 0
      ? `   cukup untuk ${one.periods} periode ${one.package}, sisa ${rp(one.leftRupiah)}`
      : `   kurang ${rp(one.lacksRupiah)} untuk periode berikutnya`,
  buysVouchers: (quantity: number, name: string) =>
    `Cukup untuk ${quantity} voucher ${name}. Tulis "voucher" lalu pilih "Pakai saldo".`,
}

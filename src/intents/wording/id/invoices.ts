import type { InvoiceState } from '../../../domain/billing/invoice.ts'
import type { ListedInvoice } from '../../../domain/billing/list-invoices-queries.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import { lines } from '../lines.ts'
import { sayDay } from '../say-when.ts'

const day = (value: string) => sayDay(value, 'id')

const states: Record<InvoiceState, string> = {
  draft: 'rancangan, belum diterbitkan',
  open: 'belum dibayar',
  partial: 'dibayar sebagian',
  paid: 'lunas',
  carried: 'sisanya sudah pindah ke tagihan berikutnya',
  void: 'dibatalkan',
}

const older = (since: string | null) => (since === null ? '' : `, sisa lama sejak ${day(since)}`)

/** An older rest rides on newer invoices: of open ones only what is open is summed. */
const sums = (one: { onlyOpen: boolean; totalRupiah: number; openRupiah: number }) =>
  one.onlyOpen
    ? `belum lunas ${rp(one.openRupiah)}`
    : `ditagih ${rp(one.totalRupiah)}${one.openRupiah > 0 ? ` · belum lunas termasuk sisa lama ${rp(one.openRupiah)}` : ''}`

export const invoices = {
  overview: (one: {
    from: string
    to: string
    issued: number
    issuedRupiah: number
    paid: number
    paidRupiah: number
    open: number
    openRupiah: number
    late: number
    lateRupiah: number
  }) =>
    lines(
      `Tagihan bulan ini (${day(one.from)} s.d. ${day(one.to)})`,
      '',
      `Terbit: ${one.issued} tagihan, ${rp(one.issuedRupiah)}`,
      `Lunas: ${one.paid} tagihan, ${rp(one.paidRupiah)}`,
      `Belum lunas (semua bulan): ${one.open} tagihan, ${rp(one.openRupiah)}`,
      one.late > 0
        ? `Lewat jatuh tempo: ${one.late} tagihan, ${rp(one.lateRupiah)}`
        : 'Tidak ada yang lewat jatuh tempo. 👍',
    ),
  buttons: {
    unpaid: 'Belum lunas',
    late: 'Lewat jatuh tempo',
    paid: 'Lunas bulan ini',
    drafts: (count: number) => `Rancangan (${count})`,
    issue: 'Terbitkan sekarang',
    sendAll: 'Kirim ulang semua',
    arrears: 'Umur tunggakan',
    report: 'Statistik tagihan',
    settings: 'Pengaturan',
    pdf: 'PDF',
    send: 'Kirim ke pelanggan',
    pay: 'Catat pembayaran',
    credit: 'Kurangi',
    void: 'Batalkan tagihan',
    balance: 'Saldo pelanggan',
    receipt: 'Kwitansi',
    issueDraft: 'Terbitkan',
    dropDraft: 'Buang rancangan',
    next: 'Berikutnya',
    back: 'Sebelumnya',
  },
  listTitles: {
    all: 'Semua tagihan',
    paid: 'Tagihan lunas',
    unpaid: 'Tagihan belum lunas',
    late: 'Tagihan lewat jatuh tempo',
  },
  list: (one: {
    title: string
    whose: string | null
    month: string | null
    lines: string[]
    /** None but open ones are listed. */
    onlyOpen: boolean
    count: number
    totalRupiah: number
    openRupiah: number
    page: number
    pages: number
  }) =>
    lines(
      [one.title, one.whose, one.month].filter(Boolean).join(' · '),
      ...one.lines,
      '',
      `${one.count} tagihan, ${sums(one)}${one.pages > 1 ? ` · halaman ${one.page} dari ${one.pages}` : ''}`,
    ),
  noneListed: (title: string, whose: string | null) =>
    `${title}${whose === null ? '' : ` · ${whose}`}: tidak ada.`,
  line: (one: ListedInvoice) =>
    `• ${one.number ?? `#${one.id}`} · ${one.customer} · ${one.openRupiah > 0 ? rp(one.openRupiah) : rp(one.totalRupiah)} · ${one.daysLate > 0 ? `terlambat ${one.daysLate} hari` : one.openRupiah > 0 ? `${states[one.state]}, jatuh tempo ${day(one.dueOn)}` : states[one.state]}${older(one.olderSince)}`,
  draftLine: (id: number, customer: string) => `#${id} · ${customer}`,
  drafts: 'Rancangan yang belum diterbitkan:',
  noDrafts: 'Tidak ada rancangan tagihan. Buat dengan /tagihan buat.',
  show: (one: {
    number: string
    state: InvoiceState
    customer: string
    phone: string | null
    service: string | null
    lines: string[]
    totalRupiah: number
    paidRupiah: number
    openRupiah: number
    issuedOn: string | null
    dueOn: string
    daysLate: number
    olderSince: string | null
    voidReason: string | null
    receiptNumber: string | null
    url: string | null
  }) =>
    lines(
      `Tagihan ${one.number}: ${states[one.state]}`,
      [one.customer, one.phone, one.service].filter(Boolean).join(' · '),
      '',
      ...one.lines,
      `Total: ${rp(one.totalRupiah)}`,
      one.paidRupiah > 0 ? `Sudah dibayar: ${rp(one.paidRupiah)}` : null,
      one.openRupiah > 0 ? `Sisa: ${rp(one.openRupiah)}` : null,
      `${one.issuedOn === null ? '' : `Terbit ${day(one.issuedOn)} · `}Jatuh tempo ${day(one.dueOn)}${one.daysLate > 0 ? ` (terlambat ${one.daysLate} hari)` : ''}${older(one.olderSince)}`,
      one.receiptNumber === null ? null : `No. kwitansi: ${one.receiptNumber}`,
      one.voidReason === null ? null : `Alasan batal: ${one.voidReason}`,
      one.url === null ? null : `Tautan bayar: ${one.url}`,
    ),
  printing: (number: string) => `PDF ${number} sedang dibuat…`,
  issueAsk: (count: number) =>
    `Terbitkan tagihan sekarang? Ada ${count} langganan yang periodenya sudah waktunya ditagih. Pelanggannya langsung diberi tahu.`,
  issueNone: 'Belum ada langganan yang waktunya ditagih. Tagihan terbit sendiri setiap hari.',
  issuing: 'Tagihan sedang diterbitkan. Hasilnya saya kabari di sini.',
  issuedFor: (customer: string, issued: number) =>
    `${issued} periode ${customer} sudah ditagih, dan pelanggannya diberi tahu.`,
  nothingDue: (customer: string, next: string | null) =>
    next === null
      ? `${customer} tidak punya langganan aktif. Untuk tagihan di luar langganan: /tagihan buat`
      : `${customer} belum waktunya ditagih. Periode berikutnya mulai ${day(next)}.`,
  draftReady: 'Ini rancangannya. Pelanggan belum tahu, dan belum ada yang ditagih.',
  draftIssued: (number: string) =>
    `Tagihan ${number} terbit. Pelanggan diberi tahu lewat WhatsApp bila sudah pernah chat.`,
  draftDropped: 'Rancangan dibuang. Tidak ada yang ditagih.',
  voidAsk: (one: {
    number: string
    customer: string
    totalRupiah: number
    paidRupiah: number
    carriedRupiah: number
    again: boolean
  }) =>
    lines(
      `Batalkan tagihan ${one.number} milik ${one.customer}, ${rp(one.totalRupiah)}?`,
      one.paidRupiah > 0
        ? `Uang ${rp(one.paidRupiah)} yang sudah dibayar masuk ke saldonya.`
        : 'Belum ada uang yang masuk untuk tagihan ini.',
      one.carriedRupiah > 0
        ? `Sisa lama ${rp(one.carriedRupiah)} yang menumpang di sini ditagih lagi lewat tagihan asalnya.`
        : null,
      one.again ? 'Periodenya ditagih lagi dengan harga yang berlaku sekarang.' : null,
      'Pelanggan diberi tahu. Ini tidak bisa dikembalikan.',
    ),
  voided: (number: string, toWalletRupiah: number) =>
    `Tagihan ${number} dibatalkan.${toWalletRupiah > 0 ? ` ${rp(toWalletRupiah)} masuk ke saldo pelanggan.` : ''}`,
  creditAsk: (one: {
    number: string
    customer: string
    amountRupiah: number
    openRupiah: number
  }) =>
    one.amountRupiah > one.openRupiah
      ? `Kurangi tagihan ${one.number} milik ${one.customer} sebesar ${rp(one.amountRupiah)}? Sisanya ${rp(one.openRupiah)} jadi lunas, dan ${rp(one.amountRupiah - one.openRupiah)} masuk ke saldonya. Pelanggan diberi tahu.`
      : `Kurangi tagihan ${one.number} milik ${one.customer} sebesar ${rp(one.amountRupiah)}? Sisanya dari ${rp(one.openRupiah)} menjadi ${rp(one.openRupiah - one.amountRupiah)}. Pelanggan diberi tahu.`,
  credited: (number: string, openRupiah: number) =>
    `Tagihan ${number} dikurangi. ${openRupiah > 0 ? `Sisanya ${rp(openRupiah)}.` : 'Tidak ada sisa yang perlu dibayar.'}`,
  sendAllAsk: (count: number, openRupiah: number) =>
    `Kirim ulang ${count} tagihan yang belum lunas (${rp(openRupiah)}) lewat WhatsApp, dengan tautan bayarnya?`,
  sendingAll: 'Tagihan sedang dikirim. Hasilnya saya kabari di sini.',
  sent: (sent: number, unreachable: number) =>
    sent === 0
      ? 'Tidak ada yang dikirim: pelanggannya belum pernah chat dan nomornya tidak diketahui.'
      : `${sent} tagihan dikirim lewat WhatsApp.${unreachable > 0 ? ` ${unreachable} tidak bisa dikirim karena nomornya tidak diketahui.` : ''}`,
  notOwed: (number: string, state: InvoiceState) =>
    `Tagihan ${number} ${states[state]}, jadi tidak ada yang perlu dikirim.`,
  reasons: ['salah tagih', 'gangguan jaringan', 'pelanggan berhenti'],
  receipts: (customer: string) => `Kwitansi ${customer} yang mana?`,
  noReceipts: (customer: string) =>
    `${customer} belum punya pembayaran lunas, jadi belum ada kwitansi.`,
  receiptChoice: (what: string, amountRupiah: number, on: string) =>
    `${what} · ${rp(amountRupiah)} · ${on}`,
}

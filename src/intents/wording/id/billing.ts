import { formatRupiah } from '../../../domain/money.ts'
import type { BillingNotices, MethodNames } from '../billing-words.ts'
import { sayDay } from '../say-when.ts'

export const methodNames: MethodNames = {
  cash: 'tunai',
  transfer: 'transfer bank',
  balance: 'saldo',
  credit: 'kredit',
}

const by = (method: string) => methodNames[method] ?? method
const lines = (...all: string[]) => all.filter(Boolean).join('\n')
const day = (value: string) => sayDay(value, 'id')

export const billingNotices: BillingNotices = {
  'invoice.issued': (one, { pay }) => ({
    text: lines(
      `Tagihan ${one.number}${one.package === null ? '' : ` untuk ${one.package}`}: ${formatRupiah(one.totalRupiah)}`,
      one.carriedRupiah > 0
        ? `Termasuk sisa tagihan sebelumnya ${formatRupiah(one.carriedRupiah)}.`
        : '',
      one.fromBalanceRupiah > 0
        ? `Sudah dibayar dari saldo: ${formatRupiah(one.fromBalanceRupiah)}.`
        : '',
      ...(one.openRupiah > 0
        ? [
            `Yang perlu dibayar: ${formatRupiah(one.openRupiah)}, paling lambat ${day(one.dueOn)}.`,
            `Bayar di sini: ${pay(one.link)}`,
          ]
        : ['Tagihan ini sudah lunas dari saldo. Terima kasih!']),
    ),
  }),
  'invoice.paid': (one, { pay }) => ({
    text: lines(
      `Pembayaran ${formatRupiah(one.amountRupiah)} lewat ${by(one.method)} sudah kami terima. Tagihan ${one.number} lunas. Terima kasih!`,
      one.uniqueCodeRupiah > 0
        ? `Kode unik ${formatRupiah(one.uniqueCodeRupiah)} masuk ke saldo Anda.`
        : '',
      one.surplusRupiah > one.uniqueCodeRupiah
        ? `Kelebihan ${formatRupiah(one.surplusRupiah - one.uniqueCodeRupiah)} masuk ke saldo dan dipakai untuk tagihan berikutnya.`
        : '',
      one.paidUntil === null ? '' : `Layanan terbayar sampai ${day(one.paidUntil)}.`,
      `No. kwitansi: ${one.receiptNumber}`,
      `Unduh kwitansi: ${pay(one.link)}/receipt.pdf`,
    ),
  }),
  'invoice.partly_paid': (one, { pay }) => ({
    text: lines(
      `Pembayaran ${formatRupiah(one.amountRupiah)} lewat ${by(one.method)} untuk tagihan ${one.number} sudah kami terima.`,
      `Masih kurang ${formatRupiah(one.openRupiah)}. Lunasi lewat tautan yang sama: ${pay(one.link)}`,
      'Kwitansi kami kirim begitu tagihannya lunas.',
    ),
  }),
  'invoice.not_owed': (one) => ({
    text: `Pembayaran ${formatRupiah(one.amountRupiah)} lewat ${by(one.method)} kami terima, tetapi tagihan ${one.number} sudah tidak perlu dibayar. Uangnya masuk ke saldo Anda dan dipakai untuk tagihan berikutnya.`,
  }),
  'invoice.balance_applied': (one, { pay }) => ({
    text:
      one.openRupiah > 0
        ? `Saldo ${formatRupiah(one.appliedRupiah)} dipakai untuk tagihan ${one.number}. Masih kurang ${formatRupiah(one.openRupiah)}: ${pay(one.link)}`
        : `Saldo ${formatRupiah(one.appliedRupiah)} dipakai untuk tagihan ${one.number}. Tagihannya lunas, terima kasih!`,
  }),
  'invoice.reminder': (one, { pay }) => ({
    text: lines(
      one.daysLeft > 0
        ? `Pengingat: tagihan ${one.number}${one.package === null ? '' : ` (${one.package})`} jatuh tempo ${one.daysLeft === 1 ? 'besok' : `${one.daysLeft} hari lagi`}, ${day(one.dueOn)}.`
        : one.daysLeft === 0
          ? `Tagihan ${one.number}${one.package === null ? '' : ` (${one.package})`} jatuh tempo hari ini.`
          : `Tagihan ${one.number}${one.package === null ? '' : ` (${one.package})`} sudah lewat jatuh tempo sejak ${day(one.dueOn)}.`,
      `Yang perlu dibayar: ${formatRupiah(one.openRupiah)}`,
      `Bayar di sini: ${pay(one.link)}`,
    ),
  }),
  'invoice.voided': (one) => ({
    text: lines(
      `Tagihan ${one.number} kami batalkan: ${one.reason}. Tidak perlu dibayar.`,
      one.toWalletRupiah > 0
        ? `Uang ${formatRupiah(one.toWalletRupiah)} yang sudah masuk kembali ke saldo Anda.`
        : '',
    ),
  }),
  'invoice.credited': (one) => ({
    text: lines(
      `Tagihan ${one.number} dikurangi ${formatRupiah(one.amountRupiah)}: ${one.reason}.`,
      one.openRupiah > 0
        ? `Sisa yang perlu dibayar: ${formatRupiah(one.openRupiah)}.`
        : 'Tidak ada sisa yang perlu dibayar.',
    ),
  }),
  'payment.reversed': (one) => ({
    text: `Pembayaran ${formatRupiah(one.amountRupiah)} untuk tagihan ${one.number} dibatalkan: ${one.reason}. Yang perlu dibayar sekarang ${formatRupiah(one.openRupiah)}. Ada yang keliru? Balas "admin".`,
  }),
  'balance.adjusted': (one) => ({
    text: `Saldo Anda ${one.amountRupiah > 0 ? 'ditambah' : 'dikurangi'} ${formatRupiah(Math.abs(one.amountRupiah))}: ${one.reason}. Saldo sekarang ${formatRupiah(one.balanceRupiah)}.`,
  }),
  'balance.paid_out': (one) => ({
    text: `Saldo Anda ${formatRupiah(one.amountRupiah)} diserahkan tunai: ${one.reason}. Saldo sekarang ${formatRupiah(one.balanceRupiah)}. Belum menerima uangnya? Balas "admin".`,
  }),
  'balance.reminder': (one) => ({
    text: `Anda punya saldo ${formatRupiah(one.balanceRupiah)}. Saldo ini otomatis dipakai untuk tagihan berikutnya.`,
  }),
  'invoice.file': ({ number, file }) => ({ text: `Tagihan ${number}`, file }),
  'receipt.file': ({ number, file }) => ({ text: `Kwitansi ${number}`, file }),
  'invoices.issued.staff': ({ issued }) => ({
    text:
      issued === 0
        ? 'Belum ada periode yang perlu ditagih. Tidak ada tagihan yang terbit.'
        : `${issued} periode sudah ditagih. Pelanggannya diberi tahu lewat WhatsApp. Lihat: /tagihan`,
  }),
  'invoices.sent.staff': ({ sent, unreachable }) => ({
    text: lines(
      `${sent} tagihan yang belum lunas dikirim ulang lewat WhatsApp.`,
      unreachable > 0 ? `${unreachable} tidak bisa dikirim karena nomornya tidak diketahui.` : '',
    ),
  }),
  'debt.high.staff': (one) => ({
    text: `⚠️ ${one.customer} menunggak ${formatRupiah(one.owedRupiah)}.`,
    choices: [
      {
        label: 'Lihat saldo',
        act: { intent: 'balance.show', input: { pelanggan: String(one.personId) } },
      },
    ],
  }),
}

import { formatRupiah } from '../../../domain/money.ts'
import { methodNames } from './billing.ts'
import type { HeldReasons, PaymentNotices, PaymentReplies } from '../payment-words.ts'

export const payments: PaymentReplies = {
  confirmAsk: (amount, account) =>
    `Uang ${amount} benar sudah masuk ke ${account}? Setelah dikonfirmasi, voucher langsung dikirim dan tidak bisa dibatalkan.`,
  confirmed: (amount) => `Transfer ${amount} dikonfirmasi. Voucher sedang dikirim ke pelanggan.`,
  declined: (amount) =>
    `Transfer ${amount} ditandai belum masuk, dan pelanggan sudah diberi tahu. Kalau uangnya menyusul, tombol konfirmasi di atas masih bisa dipakai.`,
}

const heldBecause: HeldReasons = {
  not_confirmed:
    'pemberitahuannya bilang lunas, tetapi saat ditanyakan ke gateway belum. Belum ada yang dikreditkan; kami tanyakan lagi otomatis.',
  cannot_ask:
    'gateway sedang membatasi pertanyaan, jadi belum bisa dipastikan. Kami tanyakan lagi otomatis begitu boleh.',
  no_amount: 'gateway bilang lunas tanpa menyebut jumlahnya. Cek di dasbor gateway.',
  wrong_amount: 'jumlahnya berbeda dari tagihan dan tidak bisa ditanyakan. Cek mutasi rekening.',
  paid_again:
    'tagihan ini sudah lunas, tetapi gateway memberi tahu pembayaran lain untuknya. Cek di dasbor gateway.',
  unknown_reference: 'nomornya tidak ada di sistem ini. Cek di dasbor gateway.',
}

export const paymentNotices: PaymentNotices = {
  'payment.held.staff': ({ method, reference, amountRupiah, why }) => ({
    text: `⚠️ Pembayaran ${formatRupiah(amountRupiah)} (${method}, ${reference}) ditahan: ${heldBecause[why]}`,
  }),
  'payment.sold.staff': ({ customer, package: name, amountRupiah, method }) => ({
    text: `💰 ${customer} membeli ${name}, ${formatRupiah(amountRupiah)} lewat ${methodNames[method] ?? method}.`,
  }),
  'transfer.to_confirm': ({ chargeId, customer, amountRupiah, account, title }) => ({
    text: `${customer} akan transfer tepat ${formatRupiah(amountRupiah)} ke ${account} untuk ${title}.\nKonfirmasi setelah uangnya terlihat di mutasi.`,
    choices: [
      {
        label: 'Uang sudah masuk',
        act: { intent: 'payment.confirm_transfer', input: { chargeId } },
      },
      { label: 'Tidak ada', act: { intent: 'payment.decline_transfer', input: { chargeId } } },
    ],
  }),
}

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
  'payment.received': ({ amountRupiah, method, receiptNumber, uniqueCodeRupiah }) => ({
    text: [
      `Pembayaran ${formatRupiah(amountRupiah)} lewat ${method} sudah kami terima. Terima kasih!`,
      uniqueCodeRupiah > 0
        ? `Kode unik ${formatRupiah(uniqueCodeRupiah)} masuk ke saldo Anda.`
        : '',
      `No. kwitansi: ${receiptNumber}`,
    ]
      .filter(Boolean)
      .join('\n'),
  }),
  'payment.surplus': ({ amountRupiah, reason }) => ({
    text: {
      over: `Pembayaran Anda lebih ${formatRupiah(amountRupiah)}. Kelebihannya masuk ke saldo Anda.`,
      late: `Pembayaran ${formatRupiah(amountRupiah)} masuk setelah pesanannya ditutup. Uangnya aman di saldo Anda. Masih mau vouchernya? Balas "voucher".`,
      double: `Pesanan ini ternyata dibayar dua kali. ${formatRupiah(amountRupiah)} yang kedua masuk ke saldo Anda.`,
    }[reason],
  }),
  'payment.short': ({ orderId, paidRupiah, openRupiah }) => ({
    text: `Untuk pesanan #${orderId} sudah masuk ${formatRupiah(paidRupiah)}, masih kurang ${formatRupiah(openRupiah)}. Silakan lunasi lewat tautan pembayaran yang sama; voucher dikirim begitu lunas.`,
  }),
  'payment.refunded': ({ orderId, amountRupiah }) => ({
    text: `Pesanan #${orderId} dibatalkan dan ${formatRupiah(amountRupiah)} sudah kami kembalikan ke saldo Anda.`,
  }),
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
  'transfer.declined': ({ title, amountRupiah }) => ({
    text: `Transfer ${formatRupiah(amountRupiah)} untuk ${title} belum kami temukan. Kalau sudah transfer, kirim foto buktinya ke sini, ya. Kalau belum, pilih lagi cara bayarnya lewat tautan yang sama.`,
  }),
  'order.expired': ({ package: name, toWalletRupiah }) => ({
    text: [
      `Pesanan ${name} ditutup karena belum lunas sampai batas waktunya.`,
      toWalletRupiah > 0
        ? `Uang ${formatRupiah(toWalletRupiah)} yang sudah masuk kami simpan di saldo Anda.`
        : '',
      'Masih mau? Balas "voucher".',
    ]
      .filter(Boolean)
      .join(' '),
  }),
}

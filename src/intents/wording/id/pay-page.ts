export const payPage = {
  locale: 'id-ID',
  language: 'Bahasa Indonesia',
  switchTo: 'English',

  secure: 'Halaman pembayaran resmi',
  totalToPay: 'Total bayar',
  totalPaid: 'Total dibayar',
  total: 'Total',
  uniqueCode: 'Kode unik (masuk ke saldo Anda)',
  payBefore: (when: string) => `Bayar sebelum ${when}`,
  timeLeft: 'Sisa waktu',
  orderNumber: (id: number) => `Pesanan #${id}`,
  invoiceNumber: (number: string) => `Tagihan ${number}`,
  dueOn: (day: string) => `Jatuh tempo ${day}`,

  chooseTitle: 'Pilih cara bayar',
  chooseOther: 'Ganti cara bayar',
  noMethods: 'Belum ada cara bayar untuk jumlah ini. Balas chat kami, nanti dibantu.',
  hints: {
    qris: 'Scan dari aplikasi bank atau e-wallet apa pun',
    account: 'Virtual account, lewat m-banking atau ATM',
    transfer: 'Transfer ke rekening kami, dicek oleh admin',
    wallet: 'Lanjut di aplikasinya',
    other: 'Lanjut ke langkah berikutnya',
  },

  preparing: 'Menyiapkan pembayaran…',
  preparingMore: 'Biasanya hanya beberapa detik. Halaman ini berubah sendiri.',
  checking: 'Sedang kami pastikan ke bank',
  checkingMore:
    'Kalau Anda sudah bayar, jangan bayar lagi dulu. Halaman ini berubah sendiri begitu ada kabar.',
  checkingNothingYet:
    'Bank belum menjawab. Tunggu sebentar, halaman ini berubah sendiri; atau pilih cara bayar lain.',
  failed: {
    not_made: (label: string) => `${label} sedang tidak bisa dipakai. Pilih cara bayar lain, ya.`,
    not_paid: (label: string) =>
      `Pembayaran lewat ${label} tidak berhasil, dan belum ada uang yang kami terima. Coba lagi atau pilih cara bayar lain. Saldo Anda terlanjur terpotong? Kabari kami lewat chat.`,
  },
  alreadyPaid: 'Sudah dibayar',
  preparingVoucher: 'Menyiapkan voucher…',
  waiting: 'Menunggu pembayaran',
  waitingMore: 'Setelah dibayar, halaman ini berubah sendiri. Tidak perlu kirim bukti.',
  waitingTransferMore:
    'Admin mencocokkan pembayaran dengan jumlahnya. Begitu cocok, halaman ini berubah sendiri.',

  qrTitle: 'Scan QRIS ini',
  qrLabel: (amount: string) => `Kode QRIS untuk membayar ${amount}`,
  qrSteps: [
    'Buka aplikasi bank atau e-wallet (BCA, BRI, Mandiri, GoPay, OVO, DANA, ShopeePay, dan lainnya).',
    'Pilih Bayar atau QRIS, lalu scan kode di atas.',
    'Periksa jumlahnya, lalu bayar.',
  ],
  qrSamePhone:
    'Membayar dari HP ini? Simpan gambar QR (atau tangkap layar), lalu di aplikasi pilih scan dari galeri.',
  qrSave: 'Simpan gambar QR',
  qrBroken: 'Kode QR tidak bisa ditampilkan. Pilih cara bayar lain, ya.',

  codeTitle: (label: string) => `Bayar lewat ${label}`,
  codeSteps: [
    'Buka m-banking, internet banking, atau ATM.',
    'Pilih pembayaran virtual account, lalu masukkan nomor di atas.',
    'Pastikan jumlahnya sama, lalu bayar.',
  ],

  transferTitle: (bank: string) => `Transfer ke ${bank}`,
  accountNumber: 'Nomor rekening',
  accountHolder: 'Atas nama',
  amount: 'Jumlah',
  exactAmount: 'Jumlah yang ditransfer',
  exactWhy: (extra: string) =>
    `Bayar persis sampai angka terakhir, supaya pembayaran Anda langsung dikenali. Selisih ${extra} tidak hilang: masuk ke saldo Anda.`,
  exactWhyPlain: 'Transfer persis jumlah ini, supaya pembayaran Anda langsung dikenali.',

  continueTitle: (label: string) => `Bayar dengan ${label}`,
  continueTo: (label: string) => `Lanjut ke ${label}`,
  continueMore: 'Selesaikan pembayaran di halaman berikutnya, lalu kembali ke sini.',

  copy: 'Salin',
  copied: 'Tersalin',
  copyCode: (label: string) => `Salin nomor ${label}`,
  copyAccount: 'Salin nomor rekening',
  copyAmount: 'Salin jumlah',
  copyVoucher: (code: string) => `Salin kode ${code}`,

  paidTitle: 'Pembayaran diterima',
  paidMore: 'Terima kasih! Voucher Anda sedang disiapkan dan muncul di sini sebentar lagi.',
  deliveredTitle: 'Lunas, ini voucher Anda',
  deliveredMore: 'Sambungkan ke WiFi kami, buka halaman masuk, lalu ketik kodenya.',
  deliveredNoCodes: 'Pembayaran selesai',
  deliveredNoCodesMore: 'Terima kasih! Rinciannya sudah kami kirim lewat chat.',
  voucherCode: 'Kode voucher',
  keepCodes: 'Kodenya juga kami kirim lewat chat. Simpan baik-baik, ya.',
  receipt: (number: string) => `Kwitansi ${number}`,
  receiptDownload: 'Unduh kwitansi (PDF)',
  paidAt: (when: string) => `Dibayar ${when}`,

  expiredTitle: 'Waktu bayarnya sudah lewat',
  expiredMore:
    'Pesanan ini ditutup dan tidak ada yang ditagih. Masih mau? Tulis "beli voucher" di chat, nanti kami buatkan yang baru.',
  expiredPaid: 'Terlanjur bayar? Tenang, uang Anda tercatat. Kabari kami lewat chat.',
  cancelledTitle: 'Pesanan dibatalkan',
  cancelledMore: 'Tidak ada yang perlu dibayar. Mau pesan lagi? Tulis saja di chat.',
  refundedTitle: 'Uang sudah dikembalikan',
  refundedMore: 'Pembayaran pesanan ini sudah kami kembalikan. Ada pertanyaan? Balas chat kami.',
  backToChat: 'Kembali ke chat',

  updated: 'Halaman diperbarui',
  footer: 'Jangan bagikan tautan ini ke orang lain.',

  problems: {
    notFoundTitle: 'Halaman tidak ditemukan',
    notFound: 'Tautannya mungkin terpotong atau sudah diganti. Minta tautan baru lewat chat, ya.',
    fileTitle: 'File tidak bisa dibuka',
    file: 'Tautan file ini sudah kedaluwarsa atau tidak lengkap. Minta lagi lewat chat, ya.',
    noReceiptTitle: 'Kwitansi belum ada',
    noReceipt: 'Kwitansi terbit setelah pembayaran kami terima.',
    busyTitle: 'Pelan-pelan dulu, ya',
    busy: (seconds: number) =>
      `Halaman ini terlalu sering dibuka dari jaringan Anda. Coba lagi ${seconds} detik lagi.`,
    tooLargeTitle: 'Kirimannya terlalu besar',
    invalidTitle: 'Permintaan tidak dikenali',
    invalid: 'Buka lagi tautan dari chat, lalu ulangi.',
    failedTitle: 'Maaf, sedang ada gangguan',
    failed:
      'Ini salah di sistem kami, bukan di Anda. Pembayaran yang sudah masuk tetap aman. Coba lagi sebentar.',
    code: (id: string) => `Kode untuk admin: ${id}`,
    retry: 'Coba lagi',
  },
}

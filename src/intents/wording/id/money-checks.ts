import type { FileProblem } from '../../../domain/media/sent-file.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { Candidate } from '../../../domain/payments/mutation.ts'
import type { AwaitedItem } from '../../../domain/payments/proof.ts'
import type { GatewayMonth, Mismatch } from '../../../domain/payments/reconciliation.ts'
import { lines } from '../lines.ts'
import { type MoneyCheckNotices, proofChoices } from '../money-check-words.ts'
import { sayDay, sayMonth } from '../say-when.ts'

const day = (value: string) => sayDay(value, 'id')

const candidate = (one: Candidate) =>
  ({
    charge: `Transfer ${one.customer}: ${one.title} ${rp(one.amountRupiah)}`,
    payment: `Sudah dicatat: ${one.customer} ${one.title ?? ''}`.trim(),
    invoice: `${one.customer}: ${one.title} ${rp(one.amountRupiah)}`,
    customer: `Saldo ${one.customer}`,
  })[one.kind]

const kinds: Record<Mismatch['kind'], string> = {
  day: 'Pembayaran beda dengan buku',
  old: 'Belum dicairkan',
  held: 'Ditahan',
  stray: 'Kabar bayar tanpa tagihan',
  unread: 'Kabar bayar belum terbaca',
  unknown: 'Tagihan tanpa jawaban gateway',
  reversed: 'Pembayaran dibatalkan',
  unseen: 'Dikonfirmasi tangan, tidak ada di mutasi',
  refund: 'Pengembalian belum beres',
  waiting: 'Mutasi belum jelas',
}

const mismatch = (one: Mismatch): string => {
  switch (one.kind) {
    case 'day':
      return `${one.gateway}, ${day(one.day)}: dibayar ${rp(one.paidRupiah)}, di buku ${rp(one.bookedRupiah)}`
    case 'old':
      return `${one.gateway}: ${rp(one.amountRupiah)} belum cair lebih dari ${one.days} hari`
    case 'held':
      return `${one.gateway} ${one.reference}: kabar bayar ditahan, ${day(one.day)}`
    case 'stray':
      return `${one.gateway} ${one.reference}: kabar bayar tanpa tagihan di sini, ${day(one.day)}`
    case 'unread':
      return `${one.gateway} ${one.reference}: kabar bayar belum terbaca, ${day(one.day)}`
    case 'unknown':
      return `${one.gateway} ${one.reference}: ${rp(one.amountRupiah)}, gateway tidak menjawab, ${day(one.day)}`
    case 'reversed':
      return `Pembayaran #${one.paymentId} ${one.customer} ${rp(one.amountRupiah)} dibatalkan, ${day(one.day)}`
    case 'unseen':
      return `Pembayaran #${one.paymentId} ${one.customer} ${rp(one.amountRupiah)} dikonfirmasi tangan tetapi tidak ada di mutasi, ${day(one.day)}`
    case 'refund':
      return `Pengembalian pembayaran #${one.paymentId} ${one.customer} ${rp(one.amountRupiah)}: ${one.state === 'asked' ? 'masih ditanyakan ke gateway' : 'ditolak gateway, uangnya di saldo'}`
    case 'waiting':
      return `${one.count} mutasi ${rp(one.amountRupiah)} belum jelas untuk apa: /bayar mutasi`
  }
}

export const moneyChecks = {
  proofTaken:
    'Terima kasih, fotonya sudah kami terima dan sedang dicek. Kabarnya menyusul di sini.',
  photoForWhat:
    'Terima kasih fotonya. Saat ini tidak ada tagihan atau pesanan Anda yang menunggu pembayaran. Kalau foto ini untuk hal lain, kami sambungkan ke orang.',
  photoPassedOn: 'Fotonya sudah kami teruskan ke tim. Mohon tunggu sebentar, ya.',
  passPhoto: 'Teruskan ke tim',
  buyVoucher: 'Beli voucher',
  proofAsk: (amount: string, customer: string, title: string) =>
    `Uang ${amount} dari ${customer} untuk ${title} benar sudah masuk rekening? Ini dicatat sebagai transfer.`,
  proofRecorded: (amount: string, surplusRupiah: number) =>
    `Transfer ${amount} dicatat.${surplusRupiah > 0 ? ` ${rp(surplusRupiah)} masuk ke saldo pelanggan.` : ''}`,
  proofDeclined: 'Ditandai belum masuk, dan pelanggan sudah diberi tahu.',

  chooseAccount: 'Ini mutasi rekening yang mana?',
  reading: 'Mutasinya sedang dibaca…',
  fileFor: (account: string) => `Mutasi ${account}`,
  mutationsHow:
    'Tempel atau teruskan (forward) notifikasi bank ke sini, atau kirim berkas CSV/XLSX dari internet banking.',
  noneWaiting: 'Tidak ada mutasi yang menunggu.',
  waiting: (count: number, page: number, pages: number) =>
    `${count} mutasi menunggu keputusan${pages > 1 ? ` (halaman ${page} dari ${pages})` : ''}:`,
  mutation: (one: { place: number; amountRupiah: number; day: string | null; text: string }) =>
    `${one.place}. ${rp(one.amountRupiah)}${one.day === null ? '' : `, ${day(one.day)}`}\n   ${one.text}`,
  candidate,
  notAPayment: 'Bukan pembayaran',
  otherCustomer: 'Pelanggan lain…',
  sendFile: 'Kirim berkas',
  next: 'Berikutnya',
  showWaiting: (count: number) => `Lihat yang menunggu (${count})`,
  undo: 'Kembalikan ke daftar',
  decideAsk: (one: { amountRupiah: number; day: string | null; text: string; to: string }) =>
    `Catat ${rp(one.amountRupiah)}${one.day === null ? '' : ` (${day(one.day)})`} “${one.text}” sebagai: ${one.to}? Ini tidak bisa dibatalkan dari sini.`,
  toCharge: (customer: string, title: string, askedRupiah: number) =>
    `transfer ${customer} untuk ${title} (diminta ${rp(askedRupiah)})`,
  toInvoice: (customer: string, number: string, openRupiah: number) =>
    `pembayaran ${number} ${customer} (kurang ${rp(openRupiah)})`,
  toCustomer: (customer: string) => `pembayaran ${customer}: tagihan tertua dulu, sisanya saldo`,
  decided: (amountRupiah: number) => `${rp(amountRupiah)} dicatat.`,
  bound: (amountRupiah: number) =>
    `${rp(amountRupiah)} dicocokkan dengan pembayaran yang sudah dicatat.`,
  ignored: (amountRupiah: number) => `${rp(amountRupiah)} ditandai bukan pembayaran.`,
  reopened: (amountRupiah: number) => `${rp(amountRupiah)} kembali ke daftar.`,

  settleAsk: (one: {
    gateway: string
    amountRupiah: number
    feeRupiah: number
    day: string
    heldRupiah: number
  }) =>
    lines(
      `Catat pencairan ${one.gateway} ${rp(one.amountRupiah)}, biaya ${rp(one.feeRupiah)}, ${day(one.day)}?`,
      one.amountRupiah + one.feeRupiah > one.heldRupiah
        ? `⚠️ Menurut buku, ${one.gateway} hanya memegang ${rp(one.heldRupiah)}. Pastikan angkanya benar.`
        : null,
    ),
  settled: (gateway: string, amountRupiah: number, leftRupiah: number) =>
    `Pencairan ${gateway} ${rp(amountRupiah)} dicatat. Yang masih di ${gateway}: ${rp(leftRupiah)}.`,

  reconcileTitle: (month: string) => `Rekonsiliasi ${sayMonth(month, 'id')}`,
  gatewayMonth: (one: GatewayMonth) =>
    lines(
      '',
      `${one.gateway}: ${one.sum.payments} pembayaran ${rp(one.sum.paidRupiah)}, di buku ${rp(one.sum.bookedRupiah)}`,
      `Cair ${rp(one.sum.settledRupiah)}, biaya ${rp(one.sum.feeRupiah)}${one.expectedFeeRupiah > 0 ? ` (perkiraan tarif ${rp(one.expectedFeeRupiah)})` : ''}${one.sum.backRupiah === 0 ? '' : `, kembali ${rp(one.sum.backRupiah)}`}`,
      `Masih di ${one.gateway}: ${rp(one.heldRupiah)} (awal bulan ${rp(one.beforeRupiah)})`,
      ...one.days.map(
        (on) =>
          `• ${day(on.day)}: bayar ${rp(on.paidRupiah)}, buku ${rp(on.bookedRupiah)}, cair ${rp(on.settledRupiah)}, biaya ${rp(on.feeRupiah)}${on.paidRupiah === on.bookedRupiah ? '' : ` ⚠️ selisih ${rp(on.paidRupiah - on.bookedRupiah)}`}`,
      ),
    ),
  nothingMoved: 'Tidak ada uang yang bergerak di bulan ini.',
  allMatches: 'Semua cocok. 👍',
  mismatches: (count: number) => `Yang perlu dilihat (${count}):`,
  mismatch: (one: Mismatch) => `• ${mismatch(one)}`,
  more: (count: number) => `… dan ${count} lagi, semuanya ada di Excel.`,
  excel: 'Excel',
  monthBefore: 'Bulan sebelumnya',
  makingTable: 'Tabelnya sedang dibuat…',
  paper: {
    days: 'Per hari',
    mismatches: 'Perlu dilihat',
    columns: {
      gateway: 'Gateway',
      day: 'Tanggal',
      payments: 'Pembayaran',
      paid: 'Dibayar',
      booked: 'Masuk buku',
      back: 'Kembali',
      settled: 'Cair',
      fee: 'Biaya',
      off: 'Selisih',
    },
    found: { kind: 'Apa', about: 'Tentang', day: 'Tanggal', amount: 'Jumlah' },
    kinds,
    total: 'Jumlah',
  },

  refundChoice: (one: { customer: string; title: string; amountRupiah: number; method: string }) =>
    `${rp(one.amountRupiah)} · ${one.customer} · ${one.title} · ${one.method}`,
  refundWays: { wallet: 'Ke saldo pelanggan', source: 'Ke sumber dana' },
  refundAsk: (one: {
    amountRupiah: number
    customer: string
    title: string
    method: string
    undoes: 'order' | 'invoice' | null
    to: 'wallet' | 'source'
  }) =>
    lines(
      `Kembalikan ${rp(one.amountRupiah)} dari ${one.customer} (${one.method}) ${one.to === 'source' ? 'ke sumber dananya' : 'ke saldonya'}?`,
      one.undoes === 'order'
        ? `Pesanan ${one.title} dibatalkan dan vouchernya dicabut.`
        : one.undoes === 'invoice'
          ? `Tagihan ${one.title} dibatalkan; semua yang sudah dibayar untuknya masuk saldo.`
          : 'Uangnya sudah ada di saldo; tidak ada pesanan atau tagihan yang berubah.',
      one.to === 'source'
        ? 'Kalau pelanggan masih punya tagihan lain yang belum lunas, itu dibayar dulu dari saldo; yang tersisa yang dikirim.'
        : null,
      'Pelanggan diberi tahu. Ini tidak bisa dikembalikan.',
    ),
  refundedToWallet: (amountRupiah: number, customer: string) =>
    `${rp(amountRupiah)} sudah di saldo ${customer}.`,
  refundAsked: (sentRupiah: number, customer: string, method: string) =>
    `${rp(sentRupiah)} untuk ${customer} sedang dikirim kembali lewat ${method}. Hasilnya saya kabari di sini.`,
  refundReasons: ['salah bayar', 'layanan bermasalah', 'bayar dua kali'],
}

const lost: Record<FileProblem, string> = {
  too_big: 'Fotonya lebih dari 10 MB dan tidak bisa diambil.',
  wrong_kind: 'Berkasnya bukan foto atau PDF.',
  gone: 'Fotonya tidak bisa diambil lagi.',
}

const item = (one: AwaitedItem) =>
  one.kind === 'charge'
    ? `• ${one.title}: tepat ${rp(one.amountRupiah)} ke ${one.account}${one.declined ? ' (sudah pernah ditandai belum masuk)' : ''}`
    : `• ${one.title}: kurang ${rp(one.amountRupiah)}`

export const moneyCheckNotices: MoneyCheckNotices = {
  'proof.card': (one) => ({
    text: lines(
      `📷 ${one.customer} mengirim bukti bayar${one.photos > 1 ? ` (foto ke-${one.photos})` : ''}.`,
      one.caption === '' ? null : `“${one.caption}”`,
      one.problem === null ? null : `⚠️ ${lost[one.problem]} Cek mutasi, atau minta lagi.`,
      'Yang menunggu:',
      ...one.items.map(item),
      'Foto bisa dipalsukan: konfirmasi setelah uangnya terlihat di rekening.',
    ),
    choices: proofChoices(one, {
      arrived: 'Uang sudah masuk',
      missing: 'Tidak ada',
      record: (amountRupiah) => `Catat ${rp(amountRupiah)}`,
      other: 'Jumlah lain…',
      take: 'Ambil obrolan ini',
    }),
    ...(one.file && { file: one.file }),
  }),
  'mutations.brought': (one) => ({
    text: lines(
      `Mutasi ${one.account}: ${one.read} uang masuk terbaca.`,
      `Baru ${one.fresh}, sudah pernah ada ${one.seen}${one.outgoing > 0 ? `, uang keluar dilewati ${one.outgoing}` : ''}.`,
      one.matchedCount > 0 ? `✅ Cocok ${one.matchedCount}:` : null,
      ...one.matched.map(
        (match) =>
          `• ${rp(match.amountRupiah)} ${match.customer}, ${match.title}${match.before ? ' (sudah dikonfirmasi sebelumnya)' : ''}`,
      ),
      one.matchedCount > one.matched.length
        ? `… dan ${one.matchedCount - one.matched.length} lagi.`
        : null,
      one.waiting > 0 ? `❓ Belum jelas untuk apa: ${one.waiting}` : null,
      one.unreadCount > 0 ? `⚠️ Tidak terbaca ${one.unreadCount} baris:` : null,
      ...one.unread.map(({ line, text }) => `• baris ${line}: ${text}`),
    ),
    choices:
      one.waiting > 0
        ? [
            {
              label: moneyChecks.showWaiting(one.waiting),
              act: { intent: 'payment.mutations', input: {} },
            },
          ]
        : [],
    free: {
      act: { intent: 'payment.mutations', input: { rekening: one.account } },
      field: 'isi',
    },
  }),
  'mutations.not_read': ({ name, why }) => ({
    text: {
      too_big: `Berkas ${name} lebih dari 10 MB. Ambil periode yang lebih pendek, lalu kirim lagi.`,
      wrong_kind: `Berkas ${name} bukan CSV atau XLSX. Unduh mutasi sebagai CSV atau Excel, lalu kirim lagi.`,
      gone: `Berkas ${name} tidak bisa diambil lagi. Kirim ulang, ya.`,
      not_a_list: `Di ${name} tidak ada kolom tanggal dan jumlah yang dikenal. Kirim mutasi apa adanya dari internet banking (CSV atau XLSX), atau tempel teksnya.`,
      table: `Berkas ${name} tidak bisa dibuka sebagai tabel. Simpan ulang sebagai XLSX atau CSV tanpa sandi, lalu kirim lagi.`,
    }[why],
  }),
  'refund.sent.staff': ({ paymentId, customer, amountRupiah, method }) => ({
    text: `Pembayaran #${paymentId}: ${rp(amountRupiah)} untuk ${customer} sudah dikirim kembali lewat ${method}.`,
  }),
  'refund.refused.staff': ({ paymentId, customer, amountRupiah, method, problem }) => ({
    text: `⚠️ ${method} menolak mengirim kembali ${rp(amountRupiah)} (pembayaran #${paymentId}, ${customer}): ${problem}. Uangnya tetap di saldo pelanggan; bisa dicairkan tunai lewat /saldo, atau dicoba lagi.`,
  }),
  'reconciliation.file': ({ file }) => ({ text: '', file }),
}

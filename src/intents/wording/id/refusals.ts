import { formatRupiah } from '../../../domain/money.ts'
import type { RefusalCode, RefusalReasons } from '../../../domain/refusal.ts'
import { wordWrongValue } from '../wrong-value.ts'
import { broadcasts } from './broadcasts.ts'
import { core } from './core.ts'
import { sayTemplateProblem, templateRefusals } from './templates.ts'
import { sessionRefusals } from './sessions.ts'

export type RefusalWords = { [Code in RefusalCode]: (why: RefusalReasons[Code]) => string }

const wrong = {
  fields: { quantity: 'jumlah', reason: 'alasan', method: 'cara bayar' },
  problems: {
    empty: 'belum diisi',
    '>0': 'harus lebih dari 0',
    '>=0': 'tidak boleh kurang dari 0',
    unsigned_tag: 'tiap label diawali + atau -, mis. /pelanggan label Maya Sari +vip -baru',
  },
  range: (from: string, to: string) => `harus ${from} sampai ${to}`,
}

export const refusals: RefusalWords = {
  'input.invalid': (why) => {
    const { field, problem } = wordWrongValue(why, wrong)
    return `Isian "${field}" belum benar: ${problem}.`
  },
  'broadcast.unknown': ({ id }) => `Siaran #${id} tidak ada. Daftarnya: /siaran`,
  'broadcast.state': ({ id, state }) =>
    `Siaran #${id} sudah ${broadcasts.states[state]}, jadi itu tidak bisa dilakukan lagi.`,
  'broadcast.nobody': ({ skipped }) =>
    skipped > 0
      ? 'Semua orang dalam pilihan itu minta berhenti dikirimi (stop). Ubah pilihannya dulu.'
      : 'Tidak ada satu orang pun yang cocok dengan pilihan itu. Ubah pilihannya dulu.',
  'broadcast.too_late': () => 'Waktu itu sudah lewat. Pilih waktu yang akan datang.',
  'broadcast.many_parts': ({ most }) => `Pilihannya sudah ${most}. Buang salah satu dulu.`,
  'broadcast.file_pending': ({ name }) => `Lampiran ${name} masih diambil. Coba lagi sebentar.`,
  'broadcast.no_test_phone': ({ phone }) =>
    `${phone} bukan nomor tim. Daftarkan dulu sebagai nomor uji: /siaran atur uji=${phone}`,
  'broadcast.all_had_a_hand': ({ id }) =>
    `Siaran #${id} harus disetujui orang kedua, tetapi semua yang berhak sudah ikut menulisnya. Salin dulu (/siaran salin ${id}) dan kirim salinannya: lalu yang lain bisa menyetujui.`,
  'broadcast.own_approval': () =>
    'Siaran yang Anda buat, ubah atau kirim sendiri harus disetujui orang lain: pemilik atau admin yang lain.',
  'broadcast.text': ({ problem }) => broadcasts.wrongText(problem),
  'package.unknown': ({ package: name, offered }) =>
    offered.length > 0
      ? `Paket "${name}" tidak ada. Yang ada: ${offered.join(', ')}.`
      : `Paket "${name}" tidak ada. Buat dulu dengan /paket tambah.`,
  'package.exists': ({ code }) => `Paket "${code}" sudah ada. Ubah dengan /paket ubah ${code}.`,
  'package.no_router': ({ package: name }) =>
    `Paket "${name}" belum punya router. Tambahkan router dengan /router tambah, lalu /paket ubah ${name} router=nama.`,
  'package.below_cost': ({ package: name, priceRupiah, costRupiah }) =>
    `Harga ${name} (${formatRupiah(priceRupiah)}) di bawah modalnya (${formatRupiah(costRupiah)}). Naikkan harganya, atau perbaiki modalnya dengan modal=….`,
  'package.not_on_sale': ({ package: name }) => `Paket "${name}" sedang tidak dijual.`,
  'router.unknown': ({ name, known }) =>
    known.length > 0
      ? `Router "${name}" tidak ada. Yang ada: ${known.join(', ')}.`
      : `Belum ada router. Tambahkan dengan /router tambah.`,
  'router.exists': ({ name }) => `Router "${name}" sudah ada. Pakai nama lain.`,
  'router.not_checked': ({ name }) =>
    `Router "${name}" belum berhasil dicek. Jalankan /router cek ${name}.`,
  'router.in_maintenance': ({ name }) =>
    `Router "${name}" sedang dalam perawatan, jadi belum ada yang baru dibuat di sana. Akhiri dengan /router selesai ${name}.`,
  'router.not_in_maintenance': ({ name }) => `Router "${name}" tidak sedang dalam perawatan.`,
  'router.rebooting': ({ name }) =>
    `Router "${name}" baru saja disuruh reboot. Tunggu sampai ada kabarnya.`,
  'router.in_use': ({ name, vouchers }) =>
    `Router "${name}" masih dipakai ${vouchers} voucher. Tunggu habis, atau cabut dulu vouchernya.`,
  'router.several': ({ profile, routers }) =>
    `Profil "${profile}" ada di beberapa router: ${routers.join(', ')}. Tambahkan router=nama.`,
  'package.wrong_kind': ({ package: name, wanted }) =>
    wanted === 'pppoe'
      ? `Paket "${name}" bukan paket PPPoE. Lihat yang ada di /paket daftar.`
      : `Paket "${name}" bukan paket voucher. Lihat yang ada di /paket daftar.`,
  'package.not_for_kind': ({ field, kind }) =>
    kind === 'pppoe'
      ? `Isian "${field}" hanya untuk paket voucher. Paket PPPoE memakai periode=, isolir=, dan semua-router=.`
      : `Isian "${field}" hanya untuk paket PPPoE (jenis=pppoe).`,
  'subscription.unknown': ({ query }) =>
    `Tidak ada langganan yang cocok dengan "${query}". Cari di /pppoe daftar, atau pakai user PPPoE, nomor HP, atau nama.`,
  'subscription.several': ({ query, usernames }) =>
    `"${query}" cocok dengan beberapa langganan: ${usernames.join(', ')}. Sebutkan user PPPoE-nya.`,
  'subscription.state': ({ username, state }) =>
    ({
      active: `${username} sedang aktif, tidak diisolir.`,
      isolated: `${username} memang sudah diisolir.`,
      stopped: `${username} sudah berhenti berlangganan. Buat yang baru dengan /pppoe buat.`,
    })[state],
  'pppoe.username': ({ username }) =>
    `User "${username}" tidak bisa dipakai. Pakai 2-63 huruf, angka, titik, strip, atau @, tanpa spasi.`,
  'pppoe.username_taken': ({ username }) =>
    `User ${username} sudah dipakai, di sini atau di router. Pilih nama lain, atau kosongkan agar dibuatkan.`,
  'pppoe.address': ({ address }) => `"${address}" bukan alamat IP. Contoh: ip=10.20.30.40`,
  'pppoe.address_taken': ({ address, username }) =>
    `IP ${address} sudah dipakai ${username} di router itu. Pilih yang lain.`,
  'pppoe.password_given': ({ username }) =>
    `Sandi ${username} sudah pernah dikirim dan tidak ditampilkan lagi. Buat yang baru dengan /pppoe sandi ${username}.`,
  'ticket.unknown': ({ id }) => `Tiket #${id} tidak ada. Lihat /tiket daftar.`,
  'ticket.closed': ({ id }) => `Tiket #${id} sudah selesai.`,
  'ticket.not_upgrade': ({ id }) => `Tiket #${id} bukan permintaan ganti paket.`,
  'registration.unknown': ({ id }) => `Pendaftaran #${id} tidak ada. Lihat /pasang daftar.`,
  'registration.state': ({ id, state }) =>
    ({
      asked: `Pendaftaran #${id} belum disetujui. Setujui dulu dengan /pasang setujui ${id}.`,
      approved: `Pendaftaran #${id} sudah disetujui.`,
      installed: `Pendaftaran #${id} sudah terpasang.`,
      declined: `Pendaftaran #${id} sudah ditolak.`,
    })[state],
  'registration.open': ({ state }) =>
    state === 'approved'
      ? 'Pendaftaran Anda sudah disetujui dan sedang dijadwalkan.'
      : 'Pendaftaran Anda sudah kami terima dan sedang diperiksa.',
  'profile.no_isolir': ({ profile, routers, known }) =>
    `Profil isolir "${profile}" tidak ada di router ${routers.join(', ')}.${known.length > 0 ? ` Yang ada: ${known.join(', ')}.` : ' Cek dulu routernya dengan /router cek.'}`,
  'profile.unknown': ({ profile, known }) =>
    known.length > 0
      ? `Profil "${profile}" tidak ada di router. Yang ada: ${known.join(', ')}.`
      : `Profil "${profile}" belum terbaca. Cek dulu routernya dengan /router cek.`,
  'batch.unknown': ({ number }) =>
    `Batch "${number}" tidak ada. Lihat daftarnya dengan /voucher batch.`,
  'batch.size': ({ max }) =>
    `Sekali buat 1 sampai ${max.toLocaleString('id-ID')} voucher. Pecah menjadi beberapa batch.`,
  'batch.not_pending': ({ number, state }) =>
    `Batch ${number} sudah ${state === 'ready' ? 'jadi' : 'ditarik'}, tidak bisa ditarik lagi.`,
  'batch.not_ready': ({ number, state }) =>
    state === 'pending'
      ? `Batch ${number} belum jadi; kodenya belum ada semua di router.`
      : `Batch ${number} sudah ditarik, tidak ada lagi yang bisa dicetak.`,
  'voucher.unknown': ({ code }) => `Voucher "${code}" tidak ada. Periksa lagi kodenya.`,
  'voucher.ended': ({ code, state }) =>
    `Voucher ${code} sudah ${state === 'revoked' ? 'dicabut' : 'habis masa berlakunya'}.`,
  'voucher.code_space': ({ length, quantity }) =>
    `Kode ${length} karakter terlalu pendek untuk ${quantity} voucher: mudah ditebak. Panjangkan kodenya di /paket ubah.`,
  'order.unknown': () =>
    'Pesanan tidak ditemukan. Tautannya mungkin terpotong; minta lagi lewat chat.',
  'order.closed': ({ state }) => {
    if (state === 'expired') return 'Pesanan ini sudah kedaluwarsa. Pesan lagi lewat chat, ya.'
    if (state === 'open') return 'Pesanan ini belum dibayar.'
    if (state === 'refunded') return 'Uang pesanan ini sudah dikembalikan.'
    return 'Pesanan ini sudah selesai, tidak perlu dibayar lagi.'
  },
  'charge.unknown': () => 'Pembayaran itu tidak ditemukan.',
  'charge.closed': ({ state }) =>
    state === 'paid'
      ? 'Pembayaran itu sudah lunas.'
      : 'Pembayaran itu sudah ditutup. Buat yang baru dari halaman bayar.',
  'charge.too_many_open': ({ max }) =>
    `Sudah ada ${max} pembayaran yang masih terbuka untuk pesanan ini. Pakai salah satunya, atau tunggu kedaluwarsa.`,
  'charge.too_many_today': ({ max }) =>
    `Sudah ${max} kali memulai pembayaran hari ini. Coba lagi besok, atau ketik "admin" di chat.`,
  'charge.method_limits': ({ method, minRupiah, maxRupiah }) =>
    `${method} hanya untuk ${formatRupiah(minRupiah)} sampai ${formatRupiah(maxRupiah)}. Pilih cara lain.`,
  'charge.no_unique_amount': () =>
    'Transfer manual sedang penuh. Pilih cara bayar lain, atau ketik "admin" di chat.',
  'invoice.unknown': ({ number }) =>
    `Tagihan ${number} tidak ditemukan. Lihat daftarnya dengan /tagihan daftar.`,
  'invoice.carried': ({ number, to }) =>
    `Tagihan ${number} sudah dialihkan ke ${to}. Gunakan ${to} sebagai gantinya.`,
  'invoice.closed': ({ number, state }) =>
    `Tagihan ${number} tidak bisa diubah lagi (${state === 'void' ? 'sudah dibatalkan' : state === 'draft' ? 'masih draf' : 'sudah terbit'}).`,
  'payment.not_reversible': ({ id }) =>
    `Pembayaran #${id} tidak bisa dibatalkan dari sini. Yang bisa hanya pembayaran tagihan yang benar-benar masuk dan belum pernah dibatalkan.`,
  'payment.not_refundable': ({ id, why }) =>
    ({
      unknown: `Pembayaran #${id} tidak ada.`,
      not_gateway: `Pembayaran #${id} tidak lewat gateway. Tagihan dibatalkan dengan /tagihan batal, pesanan dengan /bayar kembali.`,
      reversed: `Pembayaran #${id} sudah pernah dibatalkan.`,
      order: `Pembayaran #${id} baru sebagian dari pesanannya. Begitu pesanannya ditutup, uangnya masuk saldo dan bisa dikembalikan.`,
    })[why],
  'refund.exists': ({ id, state }) =>
    ({
      asked: `Pengembalian pembayaran #${id} sedang ditanyakan ke gateway. Tunggu kabarnya.`,
      sent: `Pembayaran #${id} sudah dikirim kembali.`,
      wallet: `Uang pembayaran #${id} sudah di saldo pelanggan. Pilih ke sumber dana kalau mau dikirim kembali.`,
    })[state],
  'refund.not_at_source': ({ method }) =>
    `${method} tidak bisa mengirim uang kembali. Kembalikan ke saldo, lalu cairkan lewat /saldo bila perlu.`,
  'refund.spent': ({ customer }) =>
    `Uangnya tidak ada lagi di saldo ${customer}: sudah terpakai untuk tagihan atau pesanan lain.`,
  'proof.decided': () => 'Bukti ini sudah diputuskan.',
  'account.unknown': ({ account, known }) =>
    known.length === 0
      ? 'Belum ada rekening untuk transfer. Isi MANUAL_TRANSFER_ACCOUNTS di pengaturan.'
      : `Rekening "${account}" tidak ada. Yang ada: ${known.join(', ')}.`,
  'mutation.unknown': ({ id }) => `Mutasi #${id} tidak ada.`,
  'mutation.decided': ({ state }) =>
    ({
      matched: 'Mutasi ini sudah dicatat.',
      ignored: 'Mutasi ini sudah ditandai bukan pembayaran.',
      waiting: 'Mutasi ini masih menunggu di daftar.',
    })[state],
  'gateway.unknown': ({ name, known }) =>
    `Gateway "${name}" tidak ada. Yang ada: ${known.join(', ')}.`,
  'settlement.exists': ({ gateway, reference }) =>
    `Pencairan ${gateway} dengan nomor ${reference} sudah dicatat.`,
  'invoice.credit_left': ({ number, leftRupiah }) =>
    leftRupiah > 0
      ? `Tagihan ${number} hanya bisa dikurangi paling banyak ${formatRupiah(leftRupiah)} lagi.`
      : `Tagihan ${number} sudah dikurangi seluruhnya. Batalkan dengan /tagihan batal ${number} kalau memang salah tagih.`,
  'payment.exists': ({ reference }) =>
    `Uang dengan nomor ${reference} sudah pernah dicatat, jadi tidak dicatat lagi. Lihat /bayar kwitansi.`,
  'invoice.several': ({ customer, numbers }) =>
    `${customer} punya beberapa tagihan terbuka: ${numbers.join(', ')}. Sebutkan nomornya.`,
  'invoice.none_open': ({ customer }) =>
    `${customer} tidak punya tagihan yang belum lunas. Semua tagihannya: /tagihan lihat "${customer}"`,
  'person.several': ({ query, names }) =>
    `"${query}" cocok dengan beberapa pelanggan: ${names.join(', ')}. Sebutkan nomornya atau nomor HP-nya.`,
  'wallet.short': ({ balanceRupiah, neededRupiah }) =>
    `Saldonya ${formatRupiah(balanceRupiah)}, belum cukup untuk ${formatRupiah(neededRupiah)}. Bayar lewat tautan, atau isi saldo dulu.`,
  'credit.off': () =>
    'Bayar belakangan (tempo) belum diaktifkan. Pemilik atau admin bisa mengaktifkannya: /tagihan atur tempo=500rb',
  'credit.limit': ({ limitRupiah, owedRupiah }) =>
    `Batas tempo ${formatRupiah(limitRupiah)}, sedangkan utangnya akan menjadi ${formatRupiah(owedRupiah)}. Terima pembayaran dulu, atau naikkan batasnya: /tagihan atur tempo=…`,
  'ledger.insufficient': () => 'Saldo tidak cukup.',
  'person.unknown': ({ query }) => `Tidak ada pelanggan yang cocok dengan "${query}".`,
  'reseller.unknown': ({ query, known }) =>
    known.length > 0
      ? `Tidak ada reseller "${query}". Yang ada: ${known.join(', ')}.`
      : 'Belum ada reseller. Tambahkan dengan /reseller tambah 081234567890 "Toko Berkah".',
  'reseller.several': ({ query, names }) =>
    `"${query}" cocok dengan beberapa reseller: ${names.join(', ')}. Sebutkan nomornya.`,
  'reseller.left': ({ name }) =>
    `${name} sudah bukan reseller. Tambahkan lagi dengan /reseller tambah.`,
  'reseller.of_team': ({ name, role }) =>
    `${name} sudah di tim sebagai ${core.roles[role]}, jadi tidak bisa sekaligus reseller.`,
  'staff.last_owner': () =>
    'Ini pemilik terakhir. Undang pemilik lain dulu dengan /tim undang owner.',
  'staff.not_staff': ({ name }) => `${name} bukan anggota tim.`,
  'staff.already': ({ role }) =>
    `Anda sudah di tim sebagai ${core.roles[role]}. Undangannya masih berlaku: kirim tautannya ke orang yang diundang.`,
  'staff.several': ({ query, names }) =>
    `"${query}" cocok dengan beberapa orang: ${names.join(', ')}. Sebutkan nomornya.`,
  'pin.own': () => 'PIN sendiri diganti dengan /pin ganti.',
  'pin.none': ({ name }) => `${name} belum punya PIN, jadi tidak ada yang dihapus.`,
  'invite.invalid': () => 'Undangan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.',
  'departure.unknown': ({ code, known }) =>
    known.length > 0
      ? `Keberangkatan "${code}" tidak ada. Yang ada: ${known.join(', ')}.`
      : `Keberangkatan "${code}" tidak ada.`,
  'lead.unknown': ({ id }) => `Prospek nomor ${id} tidak ada.`,
  'chat.unknown': ({ query }) => `Tidak ada obrolan dengan "${query}".`,
  'import.unknown': ({ id }) => `Impor #${id} tidak ada. Mulai lagi dengan /impor.`,
  'import.closed': ({ state }) =>
    ({
      reading: 'Impor itu masih dibaca. Tunggu sampai hasilnya muncul.',
      running: 'Impor itu sedang berjalan.',
      done: 'Impor itu sudah selesai.',
      failed: 'Impor itu tidak bisa dibaca. Mulai lagi dengan /impor.',
      dropped: 'Impor itu sudah dibatalkan. Mulai lagi dengan /impor.',
    })[state],
  'table.too_big': ({ limit, max }) => {
    const most = max.toLocaleString('id-ID')
    const what = { megabytes: `${most} MB`, rows: `${most} baris`, columns: `${most} kolom` }[limit]
    return `File terlalu besar: paling banyak ${what}. Pecah menjadi beberapa file, lalu kirim lagi.`
  },
  'table.unreadable': ({ name, why }) => {
    if (why === 'kind')
      return `File "${name}" bukan tabel. Simpan sebagai XLSX atau CSV, lalu kirim lagi.`
    return why === 'locked'
      ? `File "${name}" terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.`
      : `File "${name}" rusak, tidak bisa dibuka. Simpan ulang sebagai XLSX atau CSV, lalu kirim lagi.`
  },
  ...sessionRefusals,
  'template.unknown': ({ key, known }) => templateRefusals.unknown(key, known),
  'template.wrong': ({ key, problem }) => templateRefusals.wrong(key, problem),
  'template.nothing_to_undo': ({ key }) => templateRefusals.nothingToUndo(key),
  'template.as_it_came': ({ key }) => templateRefusals.asItCame(key),
  'template.meta_wrong': ({ key, problem }) => templateRefusals.metaWrong(key, problem),
  'template.meta_standing': ({ key, name, status }) =>
    templateRefusals.metaStanding(key, name, status),
  'chat.taken': ({ by }) => `Obrolan ini sudah ditangani ${by}.`,
  'chat.not_taken': () => 'Obrolan ini sedang tidak ditangani orang.',
  'canned.unknown': ({ name, known }) =>
    `Balasan cepat "${name}" tidak ada.${known.length > 0 ? ` Yang ada: ${known.join(', ')}.` : ' Tambah dengan /chat balasan tambah.'}`,
  'canned.wrong': ({ problem }) =>
    `Balasan cepat belum bisa disimpan: ${sayTemplateProblem(problem)}`,
}

import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'

export const pins = {
  ask: 'Ketik PIN 6 angka Anda untuk melanjutkan. Pesannya langsung kami hapus dari chat.',
  askOld: 'Ketik PIN 6 angka yang sekarang. Pesannya langsung kami hapus dari chat.',
  choose:
    'Perintah ini butuh PIN, dan Anda belum punya. Ketik 6 angka pilihan Anda; hafalkan, karena pesannya langsung kami hapus dan PIN tidak bisa dilihat lagi.',
  chooseNew:
    'Ketik 6 angka untuk PIN baru; hafalkan, karena pesannya langsung kami hapus dan PIN tidak bisa dilihat lagi.',
  late: 'Pertanyaan PIN-nya sudah tidak berlaku, jadi angka itu kami hapus dan tidak ada yang dijalankan. Ulangi perintahnya kalau masih perlu.',
  unread: 'PIN harus tepat 6 angka. Coba lagi, atau ketik "batal".',
  easy: 'PIN itu terlalu mudah ditebak (urutan, angka berulang, atau tanggal). Pilih 6 angka lain.',
  wrong: (left: number) => `PIN salah. Sisa ${left} kali coba.`,
  locked: (until: string) =>
    `PIN terkunci sampai ${until} karena terlalu sering salah, dan pemilik sudah diberi tahu. Tidak ada yang dijalankan. Lupa PIN? Minta pemilik mengetik /pin hapus.`,
  changed: 'PIN Anda baru saja berubah, jadi belum ada yang dijalankan.',
  privately:
    'Perintah ini butuh PIN, dan PIN tidak diminta di grup. Ketik lagi di chat pribadi dengan bot.',
  saved: 'PIN disimpan dan berlaku mulai sekarang.',
  resetAsk: (name: string) =>
    `Hapus PIN ${name}? PIN baru dipilih sendiri olehnya saat berikutnya diminta.`,
  reset: (name: string) => `PIN ${name} sudah dihapus.`,
}

export const pinNotices = {
  'pin.locked.staff': ({ name, tries, minutes }: NoticeDetails['pin.locked.staff']): Reply => ({
    text: `🔒 PIN ${name} salah ${tries} kali dan terkunci ${minutes} menit. Kalau bukan ${name} sendiri yang mencoba, keluarkan dulu dari tim dengan /tim keluarkan.`,
  }),
}

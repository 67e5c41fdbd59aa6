import type { Role } from '../../../domain/people/person.ts'

export const core = {
  yes: 'Ya, lanjutkan',
  no: 'Batal',
  skip: 'Lewati',
  cancelled: 'Baik, dibatalkan. Tidak ada yang berubah.',
  nothingToCancel: 'Tidak ada yang perlu dibatalkan.',
  stale:
    'Tombol itu sudah tidak berlaku, jadi tidak ada yang dijalankan. Ulangi dari awal bila masih perlu.',
  failed: (id: string) =>
    `Maaf, ada yang gagal di sistem kami. Coba lagi sebentar; kalau masih gagal, sebutkan kode ${id} ke admin.`,
  notAllowed: 'Perintah itu di luar hak akses Anda. Minta pemilik atau admin bila perlu.',
  missStaff: 'Belum saya mengerti. Ketik /bantuan untuk daftar perintah.',
  missCustomer:
    'Maaf, saya belum paham maksudnya. Pilih salah satu, atau ketik "admin" untuk bicara dengan orang.',
  unknownCommand: (typed: string, nearest: string | undefined) =>
    nearest
      ? `Tidak ada perintah /${typed}. Maksudnya /${nearest}? Semua perintah: /bantuan`
      : `Tidak ada perintah /${typed}. Ketik /bantuan untuk daftarnya.`,
  unknownVerb: (noun: string, typed: string, nearest: string | undefined, verbs: string[]) =>
    `/${noun} tidak mengenal "${typed}".${nearest ? ` Maksudnya "/${noun} ${nearest}"?` : ''}\nYang ada: ${verbs.join(', ')}.`,
  unknownKey: (key: string, nearest: string | undefined, example: string) =>
    `Tidak ada isian "${key}"${nearest ? `; maksudnya "${nearest}="?` : '.'}\nContoh: ${example}`,
  badValue: (name: string, rule: string | undefined, example: string) =>
    `Isian "${name}" belum benar${rule === undefined ? '' : `: harus ${rule}`}.${example ? `\nContoh: ${example}` : ''}`,
  pickBetween: (last: number) => `Pilih nomor 1 sampai ${last}, ya.`,
  chooseVerb: (noun: string) => `Mau apa dengan /${noun}?`,
  example: (line: string) => `Contoh sekaligus: ${line}`,
  optional: '(boleh dilewati)',
  helpTitle: 'Yang bisa Anda lakukan:',
  helpMore: 'Contoh dan isian: /bantuan voucher (atau kata lain di atas).',
  helpUnknown: (noun: string) => `Tidak ada bantuan untuk "${noun}".`,
  helpCustomer:
    'Tulis saja seperti ke orang biasa. Kata yang selalu jalan: menu, tagihan, bayar, riwayat, kwitansi, voucher, saldo, poin, status, dokumen, admin, stop, mulai, id, en.',
  examples: 'Contoh:',
  strangerTelegram:
    'Halo! Bot ini untuk tim usaha. Kalau Anda diundang, buka lagi tautan undangannya; kalau Anda pelanggan, silakan chat lewat WhatsApp.',
  roles: {
    owner: 'pemilik',
    admin: 'admin',
    finance: 'keuangan',
    operator: 'operator',
    sales: 'sales',
    reseller: 'reseller',
    customer: 'pelanggan',
  } satisfies Record<Role | 'customer', string>,
}

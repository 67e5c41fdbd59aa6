import { formatRupiah } from '../../../domain/money.ts'
import { sayTerms, type Terms } from '../say-terms.ts'

export type PackageLine = Terms & {
  code: string
  name: string
  priceRupiah: number
  profile: string
  routers: string[]
  stock: number
  onSale: boolean
  /** Of a PPPoE package. */
  line: false | LineTerms
}

export type LineTerms = {
  periodDays: number | null
  isolirProfile: string | null
  onAllRouters: boolean
  subscribers: number
}

function sayLine({ periodDays, isolirProfile, onAllRouters, subscribers }: LineTerms) {
  return [
    periodDays === null ? 'PPPoE per bulan' : `PPPoE per ${periodDays} hari`,
    isolirProfile ? `isolir ke ${isolirProfile}` : '',
    onAllRouters ? 'di semua router' : '',
    `${subscribers} pelanggan`,
  ]
    .filter(Boolean)
    .join(', ')
}

export const packages = {
  askOffSale: (name: string) =>
    `Hentikan penjualan ${name}? Voucher yang sudah terjual tetap berlaku.`,
  askPrice: (name: string, before: string, after: string) =>
    `Ubah harga ${name} dari ${before} menjadi ${after}? Pesanan yang sudah dibuat tetap memakai harga lama.`,
  none: 'Belum ada paket. Contoh: /paket tambah harian "Harian 3 jam" 5000 harian waktu="3 jam" berlaku="1 hari"',
  title: 'Paket:',
  line: (one: PackageLine) =>
    [
      `• ${one.code} — ${one.name}, ${formatRupiah(one.priceRupiah)}${one.onSale ? '' : ' (tidak dijual)'}`,
      `   ${one.line ? sayLine(one.line) : sayTerms(one, 'id')} · profil ${one.profile} · router ${one.routers.join(', ') || '-'}${one.stock > 0 ? ` · stok ${one.stock}` : ''}`,
    ].join('\n'),
  added: (code: string, name: string, price: string, routers: string[]) =>
    `Paket ${name} (${code}) siap dijual ${price} lewat router ${routers.join(', ')}.\nBuat voucher cetak: /voucher buat ${code} 100`,
  lineAdded: (code: string, name: string, price: string, routers: string[]) =>
    `Paket PPPoE ${name} (${code}) siap dijual ${price} lewat router ${routers.join(', ')}.\nPelanggan baru: /pppoe buat "Budi Santoso" 081234567890 ${code}`,
  lineChanged: (name: string, price: string) =>
    `Paket ${name} sekarang ${price}. Setelan di router menyusul sekarang juga; harga berlaku mulai tagihan berikutnya.`,
  askLines: (name: string, lines: number) =>
    `Ubah ${name}? ${lines} pelanggannya terputus sebentar, lalu tersambung lagi dengan setelan baru.`,
  changed: (name: string, price: string, terms: string) =>
    `Paket ${name} sekarang ${price}, ${terms}. Voucher yang sudah ada tidak ikut berubah.`,
  nothingToChange: (code: string) =>
    `Apa yang diubah? Misalnya: /paket ubah ${code} harga=6000 berlaku="2 hari"`,
  removeAsk: (name: string) => `Hapus paket ${name}? Voucher yang sudah ada tetap berlaku.`,
  removed: (name: string) => `Paket ${name} dihapus.`,
  kept: (name: string) =>
    `Paket ${name} tidak dijual lagi. Catatannya disimpan karena sudah pernah terjual.`,
}

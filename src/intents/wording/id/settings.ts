import { lines } from '../lines.ts'

/** The owner's choices about billing, as they are shown and changed. */
export const settings = {
  units: {
    days: (count: number) => `${count} hari`,
    never: 'tidak pernah',
    off: 'mati',
    yes: 'ya',
    no: 'tidak',
    byLine: 'tanggal aktivasi masing-masing',
    onDay: (day: number) => `tanggal ${day}`,
    before: (days: number[]) => days.map((day) => (day === 0 ? 'hari-H' : `H-${day}`)).join(', '),
  },
  names: {
    tanggal: 'Tanggal tagihan',
    prorata: 'Prorata periode pertama',
    terbit: 'Terbit sebelum periode',
    jatuhtempo: 'Jatuh tempo tagihan pertama',
    tenggang: 'Masa tenggang',
    minimal: 'Minimal bayar agar tetap aktif',
    berhenti: 'Berhenti setelah diisolir',
    pengingat: 'Pengingat',
    ppn: 'PPN',
    denda: 'Denda terlambat',
    tempo: 'Batas bayar belakangan',
    utang: 'Peringatan utang di atas',
    ingatsaldo: 'Ingatkan saldo mulai',
    modal: 'Modal bawaan paket',
  },
  about: {
    tanggal: 'Tanggal mulai periode semua langganan baru.',
    prorata: 'Dengan tanggal tagihan tetap: periode pertama yang lebih pendek dibayar seperlunya.',
    terbit: 'Tagihan terbit sekian hari sebelum periodenya mulai.',
    jatuhtempo: 'Tagihan pertama dan tagihan manual jatuh tempo sekian hari setelah terbit.',
    tenggang: 'Sekian hari setelah jatuh tempo, yang belum lunas diisolir.',
    minimal: 'Persen tagihan yang harus dibayar supaya internet tetap menyala.',
    berhenti: 'Setelah diisolir sekian hari, langganan dihentikan.',
    pengingat: 'Pelanggan diingatkan lewat WhatsApp sekian hari sebelum jatuh tempo.',
    ppn: 'Ditambahkan di atas harga, pada tagihan berikutnya.',
    denda: 'Ditambahkan ke tagihan berikutnya bila yang sebelumnya lewat masa tenggang.',
    tempo: 'Pelanggan boleh berutang sampai sekian untuk barang dan jasa di luar langganan.',
    utang: 'Tim diberi tahu bila utang satu pelanggan melewati ini.',
    ingatsaldo: 'Pelanggan diingatkan bahwa saldonya ada, paling banyak seminggu sekali.',
    modal: 'Modal paket yang tidak diisi dihitung sebagai persen harganya.',
  },
  line: (name: string, value: string, key: string) => `• ${name}: ${value} (${key}=)`,
  all: (shown: string[]) =>
    lines('Aturan tagihan', '', ...shown, '', 'Ubah dengan tombol, atau: /tagihan atur tenggang=2'),
  ask: (one: { name: string; about: string; now: string; rule: string }) =>
    lines(`${one.name}: ${one.now}`, one.about, '', `Nilai barunya? (${one.rule})`),
  change: (name: string, before: string, after: string) => `• ${name}: ${before} → ${after}`,
  changeAsk: (shown: string[]) =>
    lines('Ubah aturan tagihan?', ...shown, 'Tagihan yang sudah terbit tidak berubah.'),
  saved: (shown: string[]) => lines('Tersimpan.', ...shown),
  known: (names: string[]) => `tidak dikenal. Yang ada: ${names.join(', ')}`,
  mustBe: (rule: string) => `harus ${rule}`,
}

import type { ImportSummary } from '../../../domain/imports/import.ts'
import type { Reply } from '../../intent.ts'
import type { FailureWords, ImportNotices, SummaryWords } from '../import-words.ts'
import { sayProblems } from '../import-words.ts'
import { sayTrouble } from '../router-problems.ts'
import { sayImport } from '../say-import.ts'
import { importSheets } from './import-sheets.ts'
import { routerTroubles } from './routers.ts'

const said: SummaryWords = {
  sheets: importSheets,
  language: 'id',
  head: ({ router, total, fresh, known, bad, left }, what) =>
    [
      `📥 ${router === null ? `Impor ${what}` : `Isi router ${router}`}: ${count(total)} ${router === null ? 'baris' : 'user'}: ${count(fresh)} baru, ${count(known)} sudah ada, ${count(bad)} bermasalah`,
      left > 0 ? `, ${count(left)} dibiarkan.` : '.',
    ].join(''),
  router: ({ lines, vouchers }, day) =>
    [
      `Langganan PPPoE bertanda: ${count(lines.marked)} · tanpa tanda: ${count(lines.unmarked)} · voucher: ${count(vouchers)}`,
      lines.isolated > 0 ? `${count(lines.isolated)} yang nonaktif tercatat terisolir.` : '',
      `Yang diadopsi dianggap lunas sampai ${day} (ubah: lunas=31/12/2026). Password, profil, dan IP tetap; tidak ada yang diputus.`,
    ]
      .filter(Boolean)
      .join('\n'),
  line: (place, name, problem) => `• baris ${place}${name ? ` (${name})` : ''}: ${problem}`,
  more: (more) => `• … dan ${count(more)} lagi; lengkapnya di file di atas.`,
  nothing: 'Tidak ada yang baru untuk dimasukkan.',
  ask: (paidUntil) =>
    [
      paidUntil
        ? `Baris tanpa jatuh tempo dianggap lunas sampai ${paidUntil} (ubah: lunas=31/12/2026).`
        : '',
      'Belum ada yang disimpan. Jalankan?',
    ]
      .filter(Boolean)
      .join('\n'),
  profile: ({ profile, service, count: users }) =>
    `Profil "${profile}" (${count(users)} ${service === 'ppp' ? 'PPPoE' : 'voucher'}) untuk paket yang mana? Profil di router tidak diubah sekarang.`,
  noPackage: ({ profile, service, count: users }) =>
    `Profil "${profile}" (${count(users)} ${service === 'ppp' ? 'PPPoE' : 'voucher'}) belum punya paket. Buat dulu dengan /paket tambah, lalu ulangi; atau biarkan.`,
  run: (rows) => `▶️ Jalankan (${count(rows)})`,
  runUnmarked: (rows, unmarked) =>
    `▶️ Jalankan (${count(rows)}), termasuk ${count(unmarked)} tanpa tanda`,
  leave: 'Biarkan',
  drop: 'Batal',
  result: ({ router, done, known, failed, left }, what) =>
    [
      `✅ ${router === null ? `Impor ${what}` : `Adopsi isi router ${router}`} selesai: ${count(done)} dimasukkan`,
      known > 0 ? `${count(known)} sudah ada` : '',
      failed > 0 ? `${count(failed)} tidak bisa` : '',
      left > 0 ? `${count(left)} dibiarkan` : '',
    ]
      .filter(Boolean)
      .join(', '),
}

export const imports = {
  reason: 'Saldo awal',
  sheets: importSheets,
  reading: '📥 File sedang dibaca. Belum ada yang disimpan.',
  looking: (router: string) => `📥 Isi router ${router} sedang dibaca. Belum ada yang diubah.`,
  sheetComing: 'File Excel-nya sedang disiapkan…',
  sampleTitle: (what: string) => `Contoh ${what}`,
  exportTitle: (what: string) => what.charAt(0).toUpperCase() + what.slice(1),
  summary: (summary: ImportSummary): Reply => sayImport(summary, said),
  running: (rows: number) => `⏳ Impor berjalan: 0 dari ${count(rows)} baris…`,
  dropped: 'Impor dibatalkan. Tidak ada yang disimpan.',
}

const failures: FailureWords = {
  file: ({ why }) =>
    ({
      too_big: 'file terlalu besar, paling banyak 10 MB. Pecah menjadi beberapa file.',
      wrong_kind: 'file ini bukan tabel. Simpan sebagai XLSX atau CSV, lalu kirim lagi.',
      gone: 'file tidak bisa diambil lagi. Kirim ulang filenya.',
    })[why],
  'table.too_big': ({ limit, max }) =>
    `file terlalu besar: paling banyak ${count(max)} ${{ megabytes: 'MB', rows: 'baris', columns: 'kolom' }[limit]}. Pecah menjadi beberapa file.`,
  'table.unreadable': ({ name, why }) =>
    ({
      kind: `"${name}" bukan tabel. Simpan sebagai XLSX atau CSV, lalu kirim lagi.`,
      locked: `"${name}" terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.`,
      broken: `"${name}" rusak. Simpan ulang sebagai XLSX atau CSV, lalu kirim lagi.`,
    })[why],
  no_header: ({ kind, missing }) =>
    `judul kolomnya tidak ditemukan. Yang belum ada: ${missing.map((name) => importSheets.columns[name]).join(', ')}. Lihat contohnya: /impor contoh ${COMMANDS[kind]}`,
  empty: () => 'tidak ada baris yang bisa dibaca.',
  router: ({ name, problem }) =>
    `router ${name} belum bisa dibaca: ${sayTrouble(routerTroubles, problem)}.`,
}

const COMMANDS = { customers: 'pelanggan', packages: 'paket', pppoe: 'pppoe' }

export const importNotices: ImportNotices = {
  'import.ready': (summary) => sayImport(summary, said),
  'import.progress': ({ done, total }) => ({
    text: `⏳ Impor berjalan: ${count(done)} dari ${count(total)} baris…`,
  }),
  'import.done': (result) => ({
    text: [
      `${said.result(result, importSheets.kinds[result.kind])}.`,
      ...sayProblems(result.problems, result.failed, said),
      ...(result.kind === 'pppoe' ? ['Hapus file yang berisi password dari chat ini.'] : []),
    ].join('\n'),
  }),
  'import.failed': ({ failure }) => ({
    text: `❌ Impor belum bisa: ${(failures[failure.code] as (one: typeof failure) => string)(failure)}`,
  }),
  'import.file': ({ file }) => ({ text: '', file }),
}

function count(number: number) {
  return number.toLocaleString('id-ID')
}

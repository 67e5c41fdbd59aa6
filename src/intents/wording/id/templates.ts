import type { MetaProblem, MetaStatus } from '../../../domain/templates/meta-template.ts'
import type { TemplateProblem } from '../../../domain/templates/template.ts'
import { nearestTo } from '../../understand/commands.ts'
import { lines } from '../lines.ts'
import { declared, isTemplateKey } from '../templates/declared.ts'
import type { TemplateNoticeWords, TemplateReplies } from '../template-words.ts'

const v = (name: string) => `{{${name}}}`

export function sayTemplateProblem(problem: TemplateProblem): string {
  switch (problem.problem) {
    case 'empty':
      return 'teksnya masih kosong.'
    case 'too_long':
      return `teksnya ${problem.length} huruf, paling panjang ${problem.max}.`
    case 'broken':
      return `ada kurung kurawal yang belum lengkap di "${problem.near}". Tulis variabel seperti {{customer_name}}.`
    case 'unknown': {
      const nearest = nearestTo(problem.name, problem.known)
      return nearest
        ? `variabel ${v(problem.name)} tidak ada. Maksudnya ${v(nearest)}?`
        : `variabel ${v(problem.name)} tidak ada. Yang bisa dipakai: ${problem.known.map(v).join(', ')}.`
    }
    case 'missing':
      return `${v(problem.name)} harus ada${aboutOf(problem.name)}.`
    case 'hidden':
      return `${v(problem.name)} hilang setiap kali ${v(problem.because)} kosong. Taruh di baris sendiri, atau beri kurung siku: [ … ${v(problem.because)} … ].`
  }
}

function sayMetaProblem(problem: MetaProblem): string {
  switch (problem.problem) {
    case 'starts_with':
      return `teks tidak boleh diawali variabel. Taruh kata di depan ${v(problem.name)}.`
    case 'ends_with':
      return `teks tidak boleh diakhiri variabel. Tambahkan kalimat setelah ${v(problem.name)}, misalnya "Terima kasih."`
    case 'adjacent':
      return `dua variabel tidak boleh berdampingan. Taruh kata di antara ${v(problem.names[0])} dan ${v(problem.names[1])}.`
    case 'too_long':
      return `teksnya ${problem.length} huruf, Meta menerima paling banyak ${problem.max}.`
    case 'few_words':
      return `terlalu banyak variabel untuk teks sependek itu: ada ${problem.words} kata, perlu paling sedikit ${problem.needed}.`
    case 'spaces':
      return 'ada tab atau lebih dari empat spasi berurutan. Hapus yang berlebih.'
  }
}

function aboutOf(name: string) {
  for (const { variables } of Object.values(declared)) {
    const found = variables.find((one) => one.name === name)
    if (found) return ` (${found.about.id})`
  }
  return ''
}

const titleOf = (key: string) => (isTemplateKey(key) ? declared[key].title.id : key)
const languages: Record<string, string> = { id: 'Indonesia', en: 'Inggris', en_US: 'Inggris' }
const statuses: Record<MetaStatus, string> = {
  asked: 'sedang dikirim',
  pending: 'sedang dinilai',
  approved: 'disetujui',
  rejected: 'ditolak',
  paused: 'dijeda Meta',
  disabled: 'dimatikan',
  unknown: 'belum jelas',
  failed: 'tidak terkirim',
}
const marks: Record<MetaStatus, string> = {
  asked: '⏳',
  pending: '⏳',
  approved: '✅',
  rejected: '❌',
  paused: '⏸',
  disabled: '🚫',
  unknown: '❔',
  failed: '❌',
}
const categories = { utility: 'layanan', marketing: 'promosi', authentication: 'kode masuk' }

/** Meta's words for why, where they can be said better. */
const reasons: Record<string, string> = {
  ABUSIVE_CONTENT: 'isinya dianggap melanggar aturan',
  INCORRECT_CATEGORY: 'kategorinya tidak sesuai isi',
  TAG_CONTENT_MISMATCH: 'kategorinya tidak sesuai isi',
  INVALID_FORMAT: 'bentuk atau variabelnya tidak diterima',
  SCAM: 'dianggap penipuan',
  PROMOTIONAL: 'dianggap promosi',
  no_account: 'akun bisnis Meta belum diatur (WHATSAPP_CLOUD_WABA_ID)',
  removed: 'sudah dihapus di Meta',
}
const sayReason = (reason: string) => reasons[reason] ?? reason

export const templates: TemplateReplies = {
  title: titleOf,
  language: (language) => languages[language] ?? language,
  home: (changed, ours) =>
    lines(
      'Kata-kata yang kami kirim lebih dulu ke pelanggan. Pilih kelompoknya.',
      changed > 0 ? `✏️ ${changed} sudah diubah.` : 'Semuanya masih bawaan.',
      ours > 0 ? `Disetujui Meta: ${ours}.` : null,
    ),
  group: (title) => `${title}. Pilih pesannya; ✏️ sudah diubah, ✅ disetujui Meta.`,
  toMeta: 'Template di Meta',
  back: 'Kembali',
  show: (one) =>
    lines(
      `${one.title} (${one.key})`,
      ...one.texts.flatMap((text) => [
        '',
        `${languages[text.language]}${text.changed ? ' ✏️' : ' (bawaan)'}${text.meta === null ? '' : ` · Meta: ${statuses[text.meta]}`}`,
        text.preview,
      ]),
      '',
      'Variabel:',
      ...one.variables.map(
        (each) =>
          `${v(each.name)}: ${each.about.id}${each.required ? ', wajib' : ''}${each.optional ? ', bisa kosong' : ''}`,
      ),
    ),
  edit: (language) => `Ubah (${languages[language]})`,
  submit: (language) => `Ajukan ke Meta (${languages[language]})`,
  undo: 'Batalkan perubahan terakhir',
  reset: 'Pakai bawaan',
  askText: (one) =>
    lines(
      `${one.title}, bahasa ${languages[one.language]}. Teks sekarang:`,
      '',
      one.text,
      '',
      'Kirim teks barunya. Variabel yang bisa dipakai:',
      one.variables.map((each) => v(each.name)).join(' '),
      'Bagian dalam [ ] tidak disebut kalau variabelnya kosong; tanpa [ ], seluruh barisnya.',
    ),
  askSave: (one) =>
    lines(
      `Simpan teks baru "${one.title}" (${languages[one.language]})? Begini jadinya:`,
      '',
      one.preview,
      one.meta ? '' : null,
      one.meta
        ? 'Di luar 24 jam pelanggan tetap menerima teks lama sampai yang baru disetujui Meta.'
        : null,
    ),
  saved: (one) =>
    `Tersimpan. "${one.title}" (${languages[one.language]}) berlaku mulai pesan berikutnya. Batalkan: /template kembalikan ${one.key}`,
  same: 'Teksnya sama dengan yang sekarang, jadi tidak ada yang diubah.',
  askUndo: (one) =>
    lines(
      `Kembalikan "${one.title}" (${languages[one.language]}) ke teks sebelumnya? Begini jadinya:`,
      '',
      one.preview,
    ),
  undone: (one) => `"${one.title}" (${languages[one.language]}) kembali ke teks sebelumnya.`,
  askReset: (one) =>
    lines(`Pakai lagi teks bawaan "${one.title}"? Begini jadinya:`, '', one.preview),
  didReset: (one) =>
    `"${one.title}" kembali ke teks bawaan. Batalkan: /template kembalikan ${one.key}`,
  askSubmit: (one) =>
    lines(
      `Ajukan "${one.title}" (${languages[one.language]}) ke Meta, kategori ${categories[one.category]}? Begini isinya:`,
      '',
      one.preview,
      '',
      'Bagian yang kadang kosong tidak ikut. Meta biasanya menjawab dalam hitungan menit sampai sehari.',
    ),
  submitted: (name) => `Dikirim ke Meta dengan nama ${name}. Kabarnya menyusul di sini.`,
  meta: (rows) =>
    lines(
      'Template kita di Meta. Di luar 24 jam sejak pelanggan menulis, hanya yang ✅ bisa dikirim.',
      ...rows.map(
        (row) =>
          `${marks[row.status]} ${titleOf(row.key)} (${languages[row.language]}): ${statuses[row.status]}, ${categories[row.category]} · ${row.name}${row.reason === null ? '' : `\n   ${sayReason(row.reason)}`}`,
      ),
      'Daftar terbaru dari Meta sedang diambil…',
    ),
  metaNone:
    'Belum ada template yang diajukan. Di luar 24 jam sejak pelanggan menulis, WhatsApp resmi hanya mengirim template yang disetujui Meta. Ajukan dengan /template ajukan. Daftar dari Meta sedang diambil…',
  which: 'Template yang mana? Pilih kelompoknya.',
  status: (status) => statuses[status],
}

export const templateNotices: TemplateNoticeWords = {
  'template.status.staff': ({ key, language, name, status, reason }) => ({
    text: lines(
      `${marks[status]} Template "${titleOf(key)}" (${languages[language]}, ${name}) ${statuses[status]}${status === 'approved' ? '. Mulai sekarang dipakai di luar 24 jam.' : '.'}`,
      reason === null ? null : `Alasan: ${sayReason(reason)}`,
      status === 'rejected' || status === 'failed'
        ? `Ubah teksnya, lalu ajukan lagi: /template ubah ${key} ${language}`
        : null,
    ),
    ...(status === 'rejected' && {
      choices: [
        { label: 'Lihat teksnya', act: { intent: 'template.show', input: { kunci: key } } },
      ],
    }),
  }),
  'template.shelf': ({ connected, templates: all }) => ({
    text: connected
      ? lines(
          all.length === 0 ? 'Di Meta belum ada template.' : `Di Meta sekarang (${all.length}):`,
          ...all
            .slice(0, 60)
            .map(
              (one) =>
                `${marks[one.status]} ${one.name} · ${languages[one.language] ?? one.language} · ${categories[one.category]} · ${statuses[one.status]}${one.key === null ? ' · dibuat di Meta' : ''}${one.reason === null ? '' : `\n   ${sayReason(one.reason)}`}`,
            ),
          all.length > 60 ? `… dan ${all.length - 60} lagi` : null,
        )
      : 'Akun bisnis Meta belum diatur, jadi daftarnya tidak bisa diambil. Isi WHATSAPP_CLOUD_WABA_ID.',
  }),
}

export const templateRefusals = {
  unknown: (key: string, known: string[]) => {
    const nearest = nearestTo(key, known)
    return `Template "${key}" tidak ada.${nearest ? ` Maksudnya ${nearest}?` : ''} Lihat semuanya: /template`
  },
  wrong: (key: string, problem: TemplateProblem) =>
    `Teks "${titleOf(key)}" belum bisa disimpan: ${sayTemplateProblem(problem)}`,
  nothingToUndo: (key: string) =>
    `"${titleOf(key)}" belum pernah diubah, jadi tidak ada yang dikembalikan.`,
  asItCame: (key: string) => `"${titleOf(key)}" memang masih teks bawaan.`,
  metaWrong: (key: string, problem: MetaProblem) =>
    `"${titleOf(key)}" akan ditolak Meta: ${sayMetaProblem(problem)} Ubah dulu dengan /template ubah ${key}`,
  metaStanding: (key: string, name: string, status: MetaStatus) =>
    `Teks "${titleOf(key)}" ini sudah ada di Meta (${name}): ${statuses[status]}.`,
}

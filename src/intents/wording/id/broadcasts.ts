import type {
  BroadcastCount,
  BroadcastState,
  SegmentKind,
} from '../../../domain/broadcasts/broadcast.ts'
import type { NamedPart } from '../../../domain/broadcasts/segment-names.ts'
import type { TemplateProblem } from '../../../domain/templates/template.ts'
import { blocksOf, linesOf, type SaidDraft, type SaidOutlook } from '../broadcast-words.ts'
import { anyones, count, otherReason, progress, reasons, states } from './broadcast-notices.ts'
import { leads } from './leads.ts'

const kinds: Record<SegmentKind, string> = {
  customers: 'Semua pelanggan',
  unpaid: 'Belum bayar',
  isolated: 'Diisolir',
  package: 'Paket',
  router: 'Router',
  bought: 'Pembeli voucher',
  stage: 'Tahap prospek',
  departure: 'Keberangkatan',
  tag: 'Label',
  resellers: 'Reseller',
}

function draft(one: SaidDraft) {
  const { people, optedOut, unknownNumber, gets } = one.reach
  const shut = one.template ? 0 : one.outsideWindow
  const tooLate = `${one.outsideWindow} orang di nomor Cloud API sudah lebih dari 24 jam tidak menulis`
  return blocksOf([
    `📣 Siaran #${one.id} (konsep)`,
    one.parts.length === 0
      ? 'Untuk: belum dipilih'
      : linesOf([
          `Untuk: ${one.parts.join(' dan ')}`,
          `👥 ${people} orang; yang bisa menerima ${gets}`,
          optedOut > 0 && `– ${optedOut} minta berhenti (stop)`,
          unknownNumber > 0 && `– ${unknownNumber} tidak ada nomor WhatsApp-nya`,
          shut > 0 && `– ${shut} di luar 24 jam, belum ada template Meta`,
        ]),
    one.text === ''
      ? 'Isi: belum ditulis'
      : `Isi${one.reader ? `, seperti dibaca ${one.reader}` : ''}:\n${one.text}`,
    linesOf([
      one.file && `📎 ${one.file}`,
      one.fetching && `📎 ${one.fetching} (sedang diambil …)`,
      `🕘 ${one.sendAt ? `Dikirim mulai ${one.sendAt}` : 'Dikirim begitu Anda menekan Kirim'}`,
      one.template && !one.standIn && `🧾 Template Meta untuk yang di luar 24 jam: ${one.template}`,
    ]),
    one.standIn && `🧾 Yang di luar 24 jam menerima:\n${one.standIn}`,
    one.outsideWindow > 0 &&
      (one.template
        ? `ℹ️ ${tooLate}: mereka menerimanya sebagai template Meta.`
        : `⚠️ ${tooLate}. Tanpa template Meta mereka TIDAK menerima siaran ini.`),
    one.cutAt !== null && `⚠️ Lewat template Meta, isinya terpotong sesudah ${one.cutAt} huruf.`,
  ])
}

export const broadcasts = {
  states,
  stageNames: leads.stages,
  kinds,
  title: '📣 Siaran',
  none: 'Belum ada siaran. Satu teks ke banyak orang: pelanggan, penunggak, prospek …',
  line: (one: { id: number; state: BroadcastState; text: string; done: string }) =>
    `#${one.id} · ${states[one.state]}${one.done} · ${one.text === '' ? '(belum ada isi)' : one.text}`,
  doneOf: (done: number, total: number) => ` ${done}/${total}`,
  make: '➕ Buat siaran',
  part: ({ part, name }: NamedPart) => {
    switch (part.by) {
      case 'unpaid':
        return part.overdueOnly ? 'Lewat tempo' : 'Belum bayar'
      case 'bought':
        return `Pembeli voucher ${part.withinDays} hari terakhir`
      case 'stage':
        return `Prospek: ${leads.stages[part.stage]}`
      case 'package':
      case 'router':
      case 'departure':
      case 'tag':
        return `${kinds[part.by]} ${name ?? ''}`.trim()
      case 'customers':
      case 'isolated':
      case 'resellers':
        return kinds[part.by]
    }
  },
  counted: (label: string, people: number) => `${label} (${people})`,
  draft,
  draftButtons: {
    who: '👥 Untuk siapa',
    text: '✏️ Isi',
    file: '📎 Lampiran',
    when: '🕘 Waktu',
    template: '🧾 Template Meta',
    sample: '👁️ Kirim contoh ke saya',
    start: '🚀 Kirim',
    discard: '🗑️ Buang',
  },
  anyones,
  back: '⬅️ Kembali',
  who: (parts: string[], people: number) =>
    parts.length === 0
      ? 'Siaran ini untuk siapa? Pilih satu dulu; sesudah itu bisa dipersempit lagi.'
      : `Untuk: ${parts.join(' dan ')} (${people} orang)\n\nMau dipersempit? Yang dikirimi hanya orang yang cocok dengan SEMUA pilihan.`,
  whichOf: (kind: SegmentKind) => `${kinds[kind]} yang mana?`,
  noneOf: (kind: SegmentKind) => `Belum ada pilihan untuk ${kinds[kind].toLowerCase()}.`,
  drop: (part: string) => `✖️ ${part}`,
  askText: (variables: string[]) =>
    `Tulis isinya sekarang, persis seperti akan dibaca. Boleh memakai ${variables.map((name) => `{{${name}}}`).join(' dan ')}. Gambar atau PDF boleh langsung disertakan.`,
  askFile: 'Kirim gambar atau PDF-nya sekarang.',
  noFile: 'Tanpa lampiran',
  askTemplate:
    'Yang sudah lebih dari 24 jam tidak menulis hanya bisa dikirimi lewat template Meta. Template mana yang dipakai?',
  templateMissing: {
    submit:
      'Belum ada template siaran yang disetujui Meta, jadi yang sudah lebih dari 24 jam tidak menulis tidak bisa menerima siaran ini. Ajukan dulu; Meta biasanya menjawab dalam 24 jam.',
    ask: 'Belum ada template siaran yang disetujui Meta, jadi yang sudah lebih dari 24 jam tidak menulis tidak bisa menerima siaran ini. Minta pemilik atau admin mengajukannya.',
    wait: 'Template siaran sudah diajukan dan sedang diperiksa Meta. Begitu disetujui, template itu bisa dipilih di sini.',
  },
  submitTemplate: 'Ajukan template siaran ke Meta',
  noTemplate: 'Tanpa template',
  askWhen: 'Kapan dikirim? Ketik misalnya "besok 09.00" atau "31/12 08.00".',
  now: 'Sekarang',
  tomorrow: 'Besok 09.00',
  sampleSent: (id: number, reader: string | null) =>
    `☝️ Begitulah siaran #${id} akan dibaca${reader ? ` ${reader}` : ''}. Untuk mencobanya di WhatsApp: /siaran uji ${id} 0812…`,
  tried: (phone: string) => `Contoh dikirim ke ${phone}.`,
  testName: 'Nomor uji',
  askStart: (one: SaidOutlook) =>
    linesOf([
      `Kirim siaran #${one.id} ke ${one.people} orang${one.sendAt ? `, mulai ${one.sendAt}` : ' sekarang'}?`,
      `“${one.text}”`,
      one.until && `Dengan kecepatan dan batas kirim sekarang, selesai kira-kira ${one.until}.`,
      one.quietUntil && `🌙 Sekarang jam tenang: mulai dikirim ${one.quietUntil}.`,
      one.outsideWindow > 0 &&
        `⚠️ Yang bisa menerima ${one.people - one.outsideWindow}: ${one.outsideWindow} di antaranya sudah lebih dari 24 jam tidak menulis dan tidak akan menerimanya (tanpa template Meta).`,
      one.standIn && `🧾 Yang di luar 24 jam menerima: “${one.standIn}”`,
      one.asks && 'Orang kedua harus menyetujuinya sebelum dikirim.',
    ]),
  started: (id: number, people: number, state: BroadcastState) =>
    state === 'waiting'
      ? `Siaran #${id} untuk ${people} orang menunggu persetujuan. Yang berhak sudah diberi tahu.`
      : state === 'scheduled'
        ? `Siaran #${id} untuk ${people} orang dijadwalkan.`
        : `Siaran #${id} untuk ${people} orang mulai dikirim.`,
  approved: (id: number) => `✅ Siaran #${id} disetujui.`,
  declined: (id: number) => `❌ Siaran #${id} ditolak. Tidak ada yang dikirim.`,
  askStop: (id: number, left: number) =>
    `Hentikan siaran #${id} untuk seterusnya? ${left} orang belum dikirimi dan tidak akan menerimanya.`,
  askDiscard: (id: number) => `Buang konsep siaran #${id}?`,
  discarded: (id: number) => `Konsep siaran #${id} dibuang.`,
  result: (one: { id: number; state: BroadcastState; text: string; count: BroadcastCount }) =>
    linesOf([
      `📊 Hasil siaran #${one.id} (${states[one.state]})`,
      `“${anyones(one.text)}”`,
      count(one.state, one.count),
    ]),
  asSheet: '📥 Excel penerima',
  sheetComing: 'Daftarnya sedang dibuat, sebentar lagi dikirim ke sini.',
  sheet: {
    title: 'Penerima',
    name: 'Nama',
    phone: 'Nomor',
    fate: 'Status',
    why: 'Alasan',
    sentAt: 'Dikirim',
    fates: {
      waiting: 'belum dikirim',
      queued: 'antre',
      skipped: 'tidak dikirimi',
      failed: 'gagal',
      sent: 'terkirim',
      delivered: 'sampai',
      read: 'dibaca',
    },
    reasons,
    otherReason: otherReason('{code}'),
  },
  settings: (above: number, phones: string[]) =>
    linesOf([
      '⚙️ Siaran',
      above === 0
        ? 'Setiap siaran harus disetujui orang kedua.'
        : `Di atas ${above} orang, siaran harus disetujui orang kedua.`,
      `Nomor uji: ${phones.length === 0 ? 'belum ada' : phones.join(', ')}`,
      'Ubah: /siaran atur persetujuan=100 uji=081234567890',
    ]),
  wrongText: (problem: TemplateProblem) => {
    switch (problem.problem) {
      case 'too_long':
        return `Teksnya terlalu panjang (${problem.length} huruf; paling banyak ${problem.max}).`
      case 'unknown':
        return `Tidak ada isian {{${problem.name}}}. Yang ada: ${problem.known.map((name) => `{{${name}}}`).join(', ')}.`
      case 'broken':
        return `Ada {{ atau }} yang tidak lengkap di dekat “${problem.near}”.`
      case 'empty':
      case 'missing':
      case 'hidden':
        return 'Teksnya kosong. Tulis dulu isinya.'
    }
  },
  count,
  progress,
}
export type BroadcastWords = typeof broadcasts

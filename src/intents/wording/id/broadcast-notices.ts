import type {
  BroadcastCount,
  BroadcastState,
  PauseReason,
} from '../../../domain/broadcasts/broadcast.ts'
import type { BroadcastNotices } from '../../../domain/broadcasts/broadcast-notices.ts'
import type { Reply } from '../../intent.ts'
import {
  barOf,
  decideButtons,
  farOf,
  linesOf,
  openButton,
  progressButtons,
  type SaidPause,
  type SaidProgress,
  withPlaces,
} from '../broadcast-words.ts'
import { otherSendReason, sendReasons } from './send-reasons.ts'

export const states: Record<BroadcastState, string> = {
  draft: 'konsep',
  waiting: 'menunggu persetujuan',
  scheduled: 'terjadwal',
  sending: 'sedang dikirim',
  paused: 'dijeda',
  stopped: 'dihentikan',
  done: 'selesai',
  declined: 'ditolak',
}

/** Why somebody did not get it. */
export const reasons: Record<string, string> = {
  ...sendReasons,
  no_chat: 'tidak ada nomor WhatsApp-nya',
  same_number: 'nomornya sama dengan orang lain di daftar ini',
  left: 'sudah tidak cocok dengan pilihan saat waktunya dikirim',
  merged: 'datanya sudah digabung dengan pelanggan lain',
  staff: 'sudah jadi anggota tim',
  stopped: 'siaran dihentikan',
}
export const otherReason = otherSendReason

const pauses: Record<PauseReason, (number: string) => string> = {
  spam_limit: (number) => `Meta menganggap kiriman dari ${number} terlalu banyak (spam)`,
  restricted: (number) => `WhatsApp membatasi nomor ${number}`,
  banned: (number) => `nomor ${number} diblokir WhatsApp`,
  starter_left: () => 'yang mengirimnya sudah keluar dari tim',
}

const buttons = {
  pause: '⏸️ Jeda',
  resume: '▶️ Lanjut',
  stop: '⏹️ Hentikan',
  refresh: '🔄 Perbarui',
  result: '📊 Hasil',
  copy: '📄 Salin',
}

/** What a broadcast says, where it is read by nobody in particular. */
export function anyones(text: string) {
  return withPlaces(text, { customer_name: '(nama)', business_name: '(nama usaha)' })
}

export function count(state: BroadcastState, one: BroadcastCount) {
  const far = farOf(state, one)
  return linesOf([
    `${barOf(far)} ${far.done}/${far.total}`,
    `Terkirim ${one.sent} · sampai ${one.delivered} · dibaca ${one.read}`,
    one.failed > 0 && `Gagal ${one.failed}`,
    one.skipped > 0 && `Tidak dikirimi ${one.skipped}`,
    ...Object.entries(one.reasons).map(
      ([code, n]) => `– ${n} orang: ${reasons[code] ?? otherReason(code)}`,
    ),
  ])
}

export function progress(one: SaidProgress): Reply {
  const { state } = one
  return {
    text: linesOf([
      `📣 Siaran #${one.id}: ${states[state]}`,
      `“${anyones(one.text)}”`,
      state === 'waiting' && 'Belum ada yang dikirim: orang kedua harus menyetujuinya dulu.',
      state === 'scheduled' && one.sendAt && `Dikirim mulai ${one.sendAt}.`,
      one.pausedBecause && `⚠️ Dijeda otomatis: ${pauses[one.pausedBecause]('kita')}.`,
      one.quietUntil && `🌙 Jam tenang: dilanjutkan ${one.quietUntil}.`,
      count(state, one.count),
      one.eta && `Perkiraan selesai ${one.eta}.`,
    ]),
    choices: progressButtons(one, buttons),
    slot: one.slot,
  }
}

/** What its readers get is worded by the letter itself. */
export type BroadcastNoticeWords = {
  [Code in Exclude<keyof BroadcastNotices, 'broadcast.letter'>]: (
    details: BroadcastNotices[Code],
  ) => Reply
}

export const broadcastNotices: BroadcastNoticeWords = {
  'broadcast.progress': progress,
  'broadcast.to_approve': ({ id, by, text, file, people, sendAt }) => ({
    text: linesOf([
      `📣 ${by} minta persetujuan untuk siaran #${id} ke ${people} orang${sendAt ? `, dikirim mulai ${sendAt}` : ''}:`,
      anyones(text),
      file && `📎 ${file}`,
    ]),
    choices: decideButtons(id, { yes: '✅ Setujui', no: '❌ Tolak', sample: '👁️ Kirim contoh' }),
  }),
  'broadcast.approved': ({ id, by }) => ({ text: `✅ ${by} menyetujui siaran #${id}.` }),
  'broadcast.declined': ({ id, by }) => ({
    text: `❌ ${by} menolak siaran #${id}. Tidak ada yang dikirim.`,
  }),
  'broadcast.approval_raised': ({ by, before, after }) => ({
    text: `⚠️ ${by} menaikkan batas persetujuan siaran: dulu di atas ${before} orang, sekarang baru di atas ${after} orang. Siaran ke ${after} orang atau kurang dikirim tanpa orang kedua. Kalau ini keliru: /siaran atur persetujuan=${before}`,
  }),
  'broadcast.paused_itself': ({ id, text, ...why }: { id: number; text: string } & SaidPause) => ({
    text: `⚠️ Siaran #${id} (“${anyones(text)}”) dijeda otomatis: ${pauses[why.because](why.number ?? 'kita')}. Tunggu sampai pulih, baru lanjutkan.`,
    choices: openButton(id, 'Buka siaran'),
  }),
  'broadcast.starter_left': ({ id, text, starter }) => ({
    text: `⏸️ Siaran #${id} (“${anyones(text)}”) dijeda: ${starter}, yang mengirimnya, sudah keluar dari tim dan belum ada orang kedua yang menyetujuinya. Buka untuk melanjutkan atau menghentikannya.`,
    choices: openButton(id, 'Buka siaran'),
  }),
  'broadcast.file_kept': ({ id, name }) => ({
    text: `📎 ${name} tersimpan untuk siaran #${id}.`,
    choices: openButton(id, 'Buka siaran'),
  }),
  'broadcast.file_lost': ({ id, name, problem }) => ({
    text: `Lampiran ${name} untuk siaran #${id} tidak bisa dipakai: ${
      {
        too_big: 'terlalu besar (paling besar 10 MB)',
        wrong_kind: 'jenisnya tidak didukung',
        gone: 'sudah tidak bisa diambil',
      }[problem]
    }. Kirim lagi lewat tombol Lampiran.`,
    choices: openButton(id, 'Buka siaran'),
  }),
  'broadcast.sheet': ({ file }) => ({ text: '', file }),
}

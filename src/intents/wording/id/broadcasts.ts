import type { BroadcastCount, BroadcastState } from '../../../domain/broadcasts/broadcast.ts'
import type { BroadcastNotices } from '../../../domain/broadcasts/broadcast-notices.ts'
import type { TemplateProblem } from '../../../domain/templates/template.ts'
import type { Reply } from '../../intent.ts'
import { barOf, broadcastButtons, decideButtons, doneOf } from '../broadcast-words.ts'

const states: Record<BroadcastState, string> = {
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
const reasons: Record<string, string> = {
  opted_out: 'minta berhenti (stop)',
  no_chat: 'tidak ada nomor WhatsApp-nya',
  window_closed: 'di luar 24 jam, belum ada template Meta',
  stopped: 'siaran dihentikan',
  undeliverable: 'nomor tidak bisa menerima',
  marketing_limit: 'batas promosi Meta untuk orang itu',
  spam_limit: 'dibatasi Meta',
  reachout: 'WhatsApp menahan pesan ke orang baru',
}

const buttons = { pause: '⏸️ Jeda', resume: '▶️ Lanjut', stop: '⏹️ Hentikan' }

export const broadcasts = {
  states,
  reason: (code: string) => reasons[code] ?? `ditolak WhatsApp (${code})`,
  wrongText: (problem: TemplateProblem) => {
    switch (problem.problem) {
      case 'too_long':
        return `Teksnya terlalu panjang (${problem.length} huruf; paling banyak ${problem.max}).`
      case 'unknown':
        return `Tidak ada isian {{${problem.name}}}. Yang ada: ${problem.known.map((name) => `{{${name}}}`).join(', ')}.`
      case 'broken':
        return `Ada {{ atau }} yang tidak lengkap di dekat “${problem.near}”.`
      default:
        return 'Teksnya kosong. Tulis dulu isinya.'
    }
  },
  count: (count: BroadcastCount) =>
    [
      `${barOf(count)} ${doneOf(count)}/${count.total}`,
      `Terkirim ${count.sent} · sampai ${count.delivered} · dibaca ${count.read}`,
      count.failed > 0 ? `Gagal ${count.failed}` : '',
      ...Object.entries(count.reasons).map(
        ([code, n]) => `– ${n} orang: ${reasons[code] ?? `ditolak WhatsApp (${code})`}`,
      ),
    ]
      .filter(Boolean)
      .join('\n'),
}

export const broadcastNotices: {
  [Code in keyof BroadcastNotices]: (details: BroadcastNotices[Code]) => Reply
} = {
  'broadcast.progress': ({ id, state, count, text, sendAt, quietUntil }) => ({
    text: [
      `📣 Siaran #${id}: ${states[state]}`,
      `“${text}”`,
      state === 'scheduled' && sendAt ? `Dikirim mulai ${sendAt}.` : '',
      quietUntil ? `Malam hari tidak dikirim; lanjut ${quietUntil}.` : '',
      broadcasts.count(count),
    ]
      .filter(Boolean)
      .join('\n'),
    choices: broadcastButtons({ id, state }, buttons),
  }),
  'broadcast.to_approve': ({ id, by, text, people, sendAt }) => ({
    text: [
      `📣 ${by} minta persetujuan untuk siaran #${id} ke ${people} orang${sendAt ? `, dikirim ${sendAt}` : ''}:`,
      `“${text}”`,
    ].join('\n'),
    choices: decideButtons(id, { yes: '✅ Setujui', no: '❌ Tolak' }),
  }),
  'broadcast.approved': ({ id, by }) => ({ text: `✅ ${by} menyetujui siaran #${id}.` }),
  'broadcast.declined': ({ id, by }) => ({
    text: `❌ ${by} menolak siaran #${id}. Tidak ada yang dikirim.`,
  }),
}

/**
 * Why a message waits or was not sent, by the short code it is kept with. Each fits behind "gagal:",
 * "menunggu:" and "3 orang:".
 */
export const sendReasons: Record<string, string> = {
  // Our own choice.
  opted_out: 'minta berhenti (stop)',
  too_late: 'jawabannya sudah terlambat',
  taken_over: 'obrolannya sudah diambil tim',
  out_of_date: 'pengingatnya sudah lewat',
  quiet: 'jam tenang, dikirim pagi',
  budget: 'jatah nomor ini hari ini habis, lanjut besok',
  promo_held: 'Meta menahan promosi untuk sementara',
  held: 'WhatsApp sedang menahan nomor kita',
  reachout: 'WhatsApp menahan pesan ke orang baru',
  window_closed: 'lebih dari 24 jam diam, dan tidak ada template Meta',
  no_reactions: 'salurannya tidak bisa memberi emoji',
  // Whoever it is for.
  undeliverable: 'nomornya tidak bisa menerima',
  own_number: 'itu nomor kita sendiri',
  needs_phone: 'nomor HP-nya disembunyikan WhatsApp',
  marketing_limit: 'batas promosi Meta untuk orang itu',
  marketing_stopped: 'orang itu menolak promosi di WhatsApp',
  spam_limit: 'dibatasi Meta karena dianggap spam',
  blocked: 'kita diblokir',
  chat_not_found: 'obrolannya tidak ada lagi',
  // Our number, or our account.
  token: 'akses kita ditolak salurannya; token perlu diperiksa',
  account_locked: 'akun kita dikunci Meta',
  unpaid: 'tagihan Meta belum dibayar',
  rate_limit: 'terlalu banyak sekaligus',
  not_allowed: 'nomor kita tidak diizinkan',
  rights: 'bot tidak punya izin di sana',
  // The template.
  template_values: 'isian template tidak cocok',
  template_missing: 'templatenya tidak ada di Meta',
  template_refused: 'templatenya ditolak Meta',
  template_paused: 'templatenya dijeda Meta',
  template_disabled: 'templatenya dimatikan Meta',
  // What was to be sent.
  malformed: 'isinya ditolak WhatsApp',
  not_acceptable: 'isinya ditolak WhatsApp',
  not_supported: 'tidak didukung oleh WAHA',
  needs_plus: 'butuh WAHA Plus',
  not_found: 'sesi WAHA tidak ditemukan',
  empty: 'tidak ada isinya',
  gone: 'berkasnya sudah tidak ada',
  file_gone: 'berkasnya sudah tidak ada',
  stale_devices: 'perangkat penerima baru berganti; kirim lagi',
  number_lost: 'nomor kita terputus; mungkin sudah sampai',
  outcome_unknown: 'tidak ada jawaban dari salurannya',
}

/** A code without words of its own. */
export const otherSendReason = (code: string) => `ditolak WhatsApp (${code})`

/** Not sent, and what was kept of it is a sentence of a machine. */
export const unknownSendReason = 'gangguan sambungan'

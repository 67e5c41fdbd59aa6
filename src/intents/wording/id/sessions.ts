import type { SessionNotices } from '../../../domain/messages/session-notices.ts'
import type { RefusalReasons } from '../../../domain/refusal.ts'
import type { Reply } from '../../intent.ts'
import {
  pairButton,
  resumeButton,
  type SaidSession,
  sayPhone,
  sayStanding,
  type Standing,
  STANDING_MARKS,
} from '../session-words.ts'

const channels = { cloud: 'Cloud API (Meta)', baileys: 'lewat QR', waha: 'WAHA' }

const standings: Record<Standing, (since: string) => string> = {
  cloud: () => 'Aktif lewat Meta',
  open: (since) => `Tersambung sejak ${since}`,
  connecting: () => 'Sedang disambungkan',
  away: (since) => `Terputus; sedang dicoba lagi (terakhir tersambung ${since})`,
  pairing: () => 'Menunggu QR dipindai',
  paused: (since) => `Dijeda sejak ${since}`,
  unlinked: (since) => `Tidak tertaut sejak ${since}; perlu pindai QR`,
  banned: (since) => `Diblokir WhatsApp sejak ${since}`,
}

const metaWords = {
  quality: 'mutu',
  red: 'merah (rendah)',
  low: 'rendah',
  yellow: 'kuning (sedang)',
  medium: 'sedang',
  limit: 'batas',
  throughput: 'laju',
  name: 'nama',
  declined: 'ditolak',
  expired: 'kedaluwarsa',
  restricted: 'dibatasi',
  flagged: 'ditandai',
}

export const sessions = {
  title: 'Nomor WhatsApp:',
  none: 'Belum ada nomor WhatsApp. Tambahkan: /wa tambah toko',
  pick: 'Ketuk nomor untuk membuka panelnya.',
  line: (one: SaidSession) =>
    [
      `${STANDING_MARKS[one.standing]} ${one.name}${one.phone ? ` · ${sayPhone(one.phone)}` : ''} · ${channels[one.channel]}`,
      `   ${standings[one.standing](one.since)}`,
      `   antrean ${one.queued} · terkirim hari ini ${one.sentToday}`,
      one.noSendingUntil ? `   ⏳ WhatsApp menahan semua pesan sampai ${one.noSendingUntil}` : '',
      one.noNewChatsUntil
        ? `   ⏳ WhatsApp menahan pesan ke orang baru sampai ${one.noNewChatsUntil}`
        : '',
      one.warming ? '   🌱 Nomor baru: jumlah pesan dinaikkan pelan-pelan' : '',
      one.detail && one.standing === 'away' ? `   ⚠️ ${one.detail}` : '',
      one.detail && one.standing === 'cloud'
        ? `   ⚠️ Penilaian Meta: ${sayStanding(one.detail, metaWords)}`
        : '',
      one.noPromoUntil ? `   ⏳ Promosi ditahan sampai ${one.noPromoUntil}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  buttons: {
    pair: '📷 Tautkan',
    newQr: '📷 QR baru',
    rename: '✏️ Ganti nama',
    pause: '⏸️ Jeda',
    resume: '▶️ Lanjut',
    unlink: '🔌 Putuskan',
    remove: '🗑️ Hapus',
    refresh: '🔄 Perbarui',
  },
  preparing: (name: string) =>
    `📷 Menyiapkan QR untuk ${name}… Gambarnya muncul di sini beberapa detik lagi.`,
  renamed: (name: string) => `Namanya sekarang ${name}.`,
  paused: (name: string) =>
    `⏸️ ${name} dijeda: tidak menerima dan tidak mengirim. Antreannya menunggu. Sambung lagi dengan tombol Lanjut; tidak perlu QR.`,
  pausedCloud: (name: string) =>
    `⏸️ ${name} dijeda: tidak ada yang dikirim dari nomor ini. Pesan yang masuk tetap dicatat dan jawabannya menunggu di antrean. Jalankan lagi dengan tombol Lanjut.`,
  resumed: (name: string) =>
    `▶️ ${name} sedang disambungkan lagi; biasanya beberapa detik. Ketuk Perbarui untuk melihatnya.`,
  resumedCloud: (name: string) => `▶️ ${name} mengirim lagi, mulai dari antreannya.`,
  unlinked: (name: string) => `🔌 ${name} diputus. Tautkan lagi kapan saja dengan tombol Tautkan.`,
  removed: (name: string) => `🗑️ ${name} dihapus dari daftar. Riwayat pesannya tetap tersimpan.`,
  unlinkAsk: (name: string, queue: string) =>
    `Putuskan ${name} dari WhatsApp?\nPerangkat tertautnya dikeluarkan; untuk memakainya lagi perlu pindai QR. ${queue}`,
  removeAsk: (name: string, queue: string) =>
    `Hapus ${name}?\nNomor ini dikeluarkan dari WhatsApp dan dari daftar; riwayat pesannya tetap. ${queue}`,
  queue: ({ queued, others }: { queued: number; others: string[] }) => {
    if (queued === 0) return 'Tidak ada pesan yang menunggu.'
    return others.length > 0
      ? `${queued} pesan yang menunggu dipindahkan ke nomor lain yang aktif (${others.join(', ')}).`
      : `${queued} pesan yang menunggu tetap di antrean: belum ada nomor lain yang aktif.`
  },
}

const queueLeft = (queued: number) =>
  queued > 0
    ? ` ${queued} pesan menunggu; dipindahkan ke nomor lain yang aktif, kalau ada.`
    : ' Tidak ada pesan yang menunggu.'

const scan = [
  '1. Di HP nomor itu buka WhatsApp › ⋮ (iPhone: Setelan) › Perangkat tertaut.',
  '2. Ketuk Tautkan perangkat, lalu pindai gambar ini.',
]

export const sessionNotices = {
  'session.qr': ({ name, file }: SessionNotices['session.qr']): Reply => ({
    text: [
      `📷 QR untuk ${name}`,
      ...scan,
      'Gambarnya berganti sendiri sampai dipindai, paling lama 3 menit. Jangan teruskan: HP mana pun yang memindainya menjadi nomor usaha ini.',
    ].join('\n'),
    file,
  }),
  'session.paired': ({ name, phone, again }: SessionNotices['session.paired']): Reply => ({
    text: `✅ Tersambung: ${phone ? sayPhone(phone) : name}${phone ? ` (${name})` : ''}. Pesan masuk ke nomor ini langsung dilayani.${again ? ' Pesan yang masuk selama nomor ini terputus tidak terbaca di sini; lihat di HP-nya.' : ''}`,
  }),
  'session.qr_expired': ({
    accountId,
    name,
    slot,
  }: SessionNotices['session.qr_expired']): Reply => ({
    text: `⌛ QR untuk ${name} tidak dipindai tepat waktu, jadi tidak berlaku lagi.`,
    choices: [
      {
        label: 'Minta QR baru',
        act: { intent: 'session.pair', input: { id: accountId, slot } },
      },
    ],
  }),
  'session.twin': ({ accountId, name, phone, other }: SessionNotices['session.twin']): Reply => ({
    text: `⚠️ ${sayPhone(phone)} sudah tertaut sebagai ${other}, jadi ${name} diputus lagi: dengan dua sambungan, pelanggan dijawab dua kali. Pindai dengan HP lain, atau hapus ${name}.`,
    choices: [pairButton('Minta QR baru', accountId)],
  }),
  'session.down': ({
    accountId,
    name,
    minutes,
    queued,
    reason,
  }: SessionNotices['session.down']): Reply => ({
    text: `🔴 Nomor ${name} terputus sejak ${minutes} menit lalu${reason ? ` (${reason})` : ''}. Sambungannya sedang dicoba lagi.${queued > 0 ? ` ${queued} pesan menunggu; lewat 10 menit dipindahkan ke nomor lain yang aktif.` : ''} Pastikan HP-nya menyala dan punya internet.`,
    choices: [pairButton('Tautkan ulang', accountId)],
  }),
  'session.logged_out': ({
    accountId,
    name,
    phone,
    queued,
  }: SessionNotices['session.logged_out']): Reply => ({
    text: `🔴 Nomor ${name}${phone ? ` (${sayPhone(phone)})` : ''} tidak tertaut lagi: perangkatnya dikeluarkan atau QR-nya belum dipindai.${queueLeft(queued)}`,
    choices: [pairButton('Tautkan sekarang', accountId)],
  }),
  'session.still_linked': ({ name, phone }: SessionNotices['session.still_linked']): Reply => ({
    text: `⚠️ ${name}${phone ? ` (${sayPhone(phone)})` : ''} sudah diputus di sini, tetapi WhatsApp tidak bisa diberi tahu. Keluarkan juga di HP-nya: WhatsApp › Perangkat tertaut › ketuk perangkat ini › Keluar.`,
  }),
  'session.replaced': ({ accountId, name, queued }: SessionNotices['session.replaced']): Reply => ({
    text: `⚠️ Nomor ${name} diambil alih sambungan lain, jadi dijeda di sini supaya tidak saling berebut. Kalau itu program lain, matikan dulu, lalu sambungkan lagi.${queued > 0 ? ` ${queued} pesan menunggu.` : ''}`,
    choices: [resumeButton('Sambungkan lagi', accountId)],
  }),
  'session.banned': ({
    accountId,
    name,
    phone,
    queued,
    onPhone,
  }: SessionNotices['session.banned']): Reply => ({
    text: `⛔ Nomor ${name}${phone ? ` (${sayPhone(phone)})` : ''} diblokir WhatsApp. ${onPhone ? 'Buka WhatsApp di HP-nya dan ajukan peninjauan; sesudah dibuka lagi, tautkan ulang.' : 'Ajukan peninjauan di Meta Business Suite › Kualitas akun; begitu Meta membukanya, nomor ini jalan lagi.'}${queueLeft(queued)}`,
    choices: [
      onPhone ? pairButton('Tautkan ulang', accountId) : resumeButton('Sudah dibuka', accountId),
    ],
  }),
  'session.restricted': ({ name, until, sure }: SessionNotices['session.restricted']): Reply => ({
    text: `⏳ WhatsApp membatasi ${name} sampai ${sure ? '' : 'kira-kira '}${until}: belum boleh menyapa orang baru. Percakapan yang sudah ada tetap jalan; pesan ke orang baru lewat nomor lain.`,
  }),
  'session.capped': ({ name, level }: SessionNotices['session.capped']): Reply => ({
    text: {
      first: `⚠️ WhatsApp memberi peringatan pertama untuk ${name}: terlalu banyak menyapa orang baru. Kurangi siaran dari nomor ini.`,
      second: `⚠️ WhatsApp memberi peringatan kedua untuk ${name}: batas menyapa orang baru hampir habis. Hentikan siaran dari nomor ini.`,
      capped: `⏳ ${name} mencapai batas WhatsApp untuk menyapa orang baru. Percakapan yang sudah ada tetap jalan; pesan ke orang baru lewat nomor lain.`,
    }[level],
  }),
  'session.slow_down': ({ name, until }: SessionNotices['session.slow_down']): Reply => ({
    text: `⏳ WhatsApp meminta ${name} melambat: pesannya ditahan sampai ${until}, lalu jalan lagi sendiri.`,
  }),
  'session.bad_keys': ({ accountId, name }: SessionNotices['session.bad_keys']): Reply => ({
    text: `🚨 Kunci tersimpan nomor ${name} tidak bisa dibaca, jadi nomornya dijeda. Cek dulu apakah SECRET_KEY di server masih yang lama, lalu sambungkan lagi. Kalau kuncinya memang hilang, tautkan ulang dengan QR.`,
    choices: [resumeButton('Sambungkan lagi', accountId), pairButton('Tautkan ulang', accountId)],
  }),
  'session.back': ({ name, phone, minutes }: SessionNotices['session.back']): Reply => ({
    text: `🟢 Nomor ${name}${phone ? ` (${sayPhone(phone)})` : ''} tersambung lagi setelah ${minutes} menit.`,
  }),
  'session.free': ({ name }: SessionNotices['session.free']): Reply => ({
    text: `🟢 WhatsApp tidak lagi menahan ${name}.`,
  }),
  'session.queue_stuck': ({
    accountId,
    name,
    left,
    onPhone,
  }: SessionNotices['session.queue_stuck']): Reply => ({
    text: `⚠️ ${left} pesan tertahan di ${name} dan tidak bisa dipindahkan: belum ada nomor lain yang aktif dan boleh menulis ke mereka, atau nomor HP pelanggannya belum diketahui. ${onPhone ? 'Tautkan lagi nomor ini' : 'Lanjutkan nomor ini'}, atau tautkan nomor lain dengan /wa tambah; pesannya jalan sendiri sesudah itu.`,
    choices: [
      onPhone ? pairButton('Tautkan lagi', accountId) : resumeButton('Lanjutkan', accountId),
    ],
  }),
  'session.promo_held': ({ name, until }: SessionNotices['session.promo_held']): Reply => ({
    text: `⏳ Meta menganggap kiriman dari ${name} terlalu banyak (spam), jadi promosi dari nomor ini ditahan sampai ${until}. Jawaban, tagihan dan pengingat tetap jalan. Kurangi siaran, dan kirim hanya ke yang memang mau.`,
  }),
  'session.queue_moved': ({
    name,
    messages,
    people,
    left,
  }: SessionNotices['session.queue_moved']): Reply => ({
    text: `↪️ ${messages} pesan untuk ${people} orang dipindahkan dari ${name} ke nomor lain.${left > 0 ? ` ${left} pesan tetap menunggu di ${name}.` : ''}`,
  }),
  'session.queue_ended': ({ name, ended }: SessionNotices['session.queue_ended']): Reply => ({
    text: `⚠️ ${ended} pesan dari ${name} tidak dikirim ulang dari nomor lain, karena nomornya terputus saat mengirim dan pesannya mungkin sudah sampai. Cek obrolannya kalau isinya penting.`,
  }),
}

export const sessionRefusals = {
  'session.unknown': ({ query, known }: RefusalReasons['session.unknown']) =>
    known.length > 0
      ? `Nomor "${query}" tidak ada. Yang ada: ${known.join(', ')}.`
      : 'Nomor itu tidak ada. Lihat daftarnya dengan /wa.',
  'session.taken_name': ({ name }: RefusalReasons['session.taken_name']) =>
    `Nomor "${name}" sudah ada. Pakai nama lain, atau tautkan lagi dengan /wa tautkan ${name}.`,
  'session.bad_name': () => 'Nama nomor 1 sampai 30 huruf atau angka, misalnya: toko, cs-2.',
  'session.too_many': ({ max }: RefusalReasons['session.too_many']) =>
    `Sudah ada ${max} nomor, itu batasnya. Hapus dulu yang tidak dipakai: /wa hapus.`,
  'session.state': ({ name, state }: RefusalReasons['session.state']) =>
    ({
      on: `${name} sedang tersambung. Putuskan dulu dengan /wa putus ${name} kalau mau ditautkan ke HP lain.`,
      pairing: `${name} masih menunggu QR dipindai. Minta QR dengan /wa tautkan ${name}.`,
      paused: `${name} sedang dijeda. Sambung lagi dengan /wa lanjut ${name}.`,
      unlinked: `${name} tidak tertaut. Tautkan dengan /wa tautkan ${name}.`,
      banned: `${name} diblokir WhatsApp. Sesudah dibuka lagi, tautkan dengan /wa tautkan ${name}.`,
      removed: `${name} sudah dihapus.`,
    })[state],
  'session.cloud': ({ name }: RefusalReasons['session.cloud']) =>
    `${name} memakai Cloud API: sambungannya diatur di Meta dan pengaturan server, bukan dengan QR. Dari sini namanya bisa diganti, dan nomornya bisa dijeda dan dilanjutkan.`,
  'session.not_available': ({ channel }: RefusalReasons['session.not_available']) =>
    channel === 'waha'
      ? 'WAHA belum diaktifkan di server ini. Pengelola: isi WHATSAPP_PROVIDERS=waha dan WAHA_URL, lalu jalankan ulang.'
      : 'Nomor dengan QR belum diaktifkan di server ini. Pengelola: pasang bagian opsionalnya (npm ci tanpa --omit=optional), masukkan baileys ke WHATSAPP_PROVIDERS, lalu jalankan ulang.',
  'session.private': () =>
    'QR adalah rahasia, jadi hanya dikirim ke chat pribadi. Buka chat pribadi dengan bot di Telegram, lalu ketik /wa.',
}

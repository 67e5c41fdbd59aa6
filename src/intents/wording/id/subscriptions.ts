import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { SubscriptionState } from '../../../domain/subscriptions/subscription.ts'
import type { Reply } from '../../intent.ts'
import { sayTrouble } from '../router-problems.ts'
import { routerTroubles } from './routers.ts'
import type { TemplatedCode } from '../templates/word-template.ts'

const troubles = {
  ...routerTroubles,
  bad_profile: 'profilnya tidak ada di router. Buat dulu di PPP > Profiles',
}

const states: Record<SubscriptionState, string> = {
  active: 'aktif',
  isolated: 'diisolir',
  stopped: 'berhenti',
}

const paidUntil = (day: string | null) =>
  day === null ? 'Belum ada yang lunas' : `Lunas sampai ${day}`

export const subscriptions = {
  states,
  created: (one: { customer: string; package: string; price: string; isNew: boolean }) =>
    `✅ ${one.package} (${one.price}) untuk ${one.customer}${one.isNew ? ', pelanggan baru' : ''}. Routernya sedang disamakan; tagihan pertama dikirim ke pelanggan.`,
  login: (username: string, password: string) =>
    [`User: ${username}`, `Sandi: ${password}`, '', 'Sandi hanya ditampilkan sekali ini.'].join(
      '\n',
    ),
  loginAlone: (username: string) =>
    `User ${username} dan sandinya dikirim ke obrolan pribadi Anda dengan bot.`,
  askSecond: (customer: string, usernames: string[]) =>
    `${customer} sudah punya ${usernames.join(', ')}. Buat langganan kedua?`,
  sendPassword: 'Kirim ke pelanggan',
  passwordSent: (username: string) => `User dan sandi ${username} dikirim ke pelanggan.`,
  noChat: (username: string) =>
    `Pelanggan ${username} belum punya obrolan WhatsApp dengan kita. Sampaikan langsung, ya.`,
  renewed: 'Sandi baru berlaku mulai sambungan berikutnya; yang sedang online tidak terputus.',
  askRenew: (username: string, customer: string) =>
    `Buat sandi PPPoE baru untuk ${username} (${customer})? Sandi lama tidak bisa dipakai lagi.`,
  askIsolate: (username: string, customer: string, walled: boolean) =>
    `Isolir ${username} (${customer})? ${walled ? 'Internetnya dialihkan ke profil isolir' : 'Internetnya langsung terputus'}, dan pelanggan diberi tahu.`,
  isolated: (username: string) => `${username} diisolir. Routernya segera mengikuti.`,
  askRestore: (username: string, customer: string, owed: string | null) =>
    `Buka isolir ${username} (${customer})?${owed ? ` Tagihan ${owed} belum lunas, jadi bisa terisolir lagi otomatis.` : ''}`,
  restored: (username: string) => `${username} dibuka. Routernya segera mengikuti.`,
  askStop: (username: string, customer: string) =>
    `Hentikan langganan ${username} (${customer}) untuk seterusnya? User-nya dihapus dari router; catatan dan tagihannya tetap ada.`,
  stopped: (username: string) => `Langganan ${username} dihentikan.`,
  askChange: (username: string, what: string[]) => `Ubah ${username}?\n${what.join('\n')}`,
  changePackage: (before: string, after: string) =>
    `• paket ${before} → ${after}: kecepatan sekarang, harga mulai tagihan berikutnya`,
  changePrice: (after: string) => `• harga ${after}, mulai tagihan berikutnya`,
  changeDiscount: (after: string) => `• potongan ${after}, mulai tagihan berikutnya`,
  changeAddress: (after: string | null) => `• IP ${after ?? 'dari pool'}`,
  changeUsername: (after: string) => `• user ${after}; modemnya harus diisi ulang`,
  changeRouter: (after: string) => `• router ${after}`,
  changePassword: '• sandi baru',
  ownPrice: 'sesuai paket',
  changed: (username: string, name: string, onTheLine: boolean) =>
    `${username} (${name}) disimpan.${onTheLine ? ' Sambungannya diputus sebentar agar setelan baru berlaku.' : ''}`,
  nothingToChange: (username: string) =>
    `Apa yang diubah? Misalnya: /pppoe ubah ${username} paket=rumah50, harga=150rb, diskon=10rb, ip=10.20.30.40, user=nama.baru`,
  notYours: 'Harga khusus dan potongan hanya bisa diberikan pemilik atau admin.',
  card: (one: LineCard) =>
    [
      `${one.light} ${one.username} · ${one.customer}${one.phone ? ` · ${one.phone}` : ''}`,
      `${one.package}${one.speed ? ` ${one.speed}` : ''}, ${one.price}${one.discount ? `, potongan ${one.discount}` : ''}`,
      `Status ${states[one.state]}${one.since ? ` sejak ${one.since}` : ''}${one.because ? ` (${one.because === 'unpaid' ? 'belum bayar' : 'oleh admin'})` : ''} · router ${one.router}`,
      one.online
        ? `Online sejak ${one.online.since} (${one.online.uptime}) · ${one.online.address ?? '-'}${one.online.mac ? ` · ${one.online.mac}` : ''}`
        : `Offline${one.seenAt ? `, terakhir terlihat ${one.seenAt}` : ', belum pernah tersambung'}`,
      one.staticAddress ? `IP tetap ${one.staticAddress}` : '',
      `30 hari: turun ${one.down}, naik ${one.up}, online ${one.onlineTime}`,
      one.bars,
      `${paidUntil(one.paidUntil)}${one.owed ? ` · terutang ${one.owed}` : ''}`,
      ...one.secrets.map(
        ({ router, reachable, wish, inStep, problem }) =>
          `Router ${router}: seharusnya ${wish}; ${problem ? `⚠️ ${sayTrouble(troubles, problem)}` : inStep ? 'sesuai' : reachable === false ? 'menunggu router kembali' : 'sedang disamakan'}`,
      ),
      one.home ? `Alamat: ${one.home}` : '',
      one.note ? `Catatan: ${one.note}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  wishes: {
    profile: (profile: string, address: string | null) =>
      `profil ${profile}${address ? `, IP ${address}` : ''}`,
    disabled: 'dinonaktifkan',
  },
  isolate: 'Isolir',
  restore: 'Buka isolir',
  stop: 'Hentikan',
  renew: 'Sandi baru',
  list: (title: string, lines: string[], page: number, pages: number) =>
    [`${title}${pages > 1 ? ` (halaman ${page} dari ${pages})` : ''}:`, ...lines].join('\n'),
  listTitle: (filter: string, total: number) =>
    `${total} langganan${filter === 'semua' ? '' : ` ${filter}`}`,
  listLine: (one: { light: string; username: string; customer: string; package: string }) =>
    `${one.light} ${one.username} · ${one.customer} · ${one.package}`,
  noneListed: 'Tidak ada langganan yang cocok. Buat dengan /pppoe buat.',
  nextPage: 'Berikutnya',
  previousPage: 'Sebelumnya',
  unnamed: 'tanpa nama',
  customerAdded: (id: number, name: string, isNew: boolean) =>
    isNew
      ? `Pelanggan ${id} ${name} dicatat. Buat langganannya: /pppoe buat, atau lihat /pelanggan cek ${id}.`
      : `Nomor itu sudah tercatat atas nama ${name} (pelanggan ${id}).`,
  customer: (one: CustomerWords) =>
    [
      `${one.id} ${one.name}${one.phone ? ` · ${one.phone}` : ''}`,
      one.address ? `Alamat: ${one.address}` : '',
      one.note ? `Catatan: ${one.note}` : '',
      one.tags?.length ? `Label: ${one.tags.join(', ')}` : '',
      ...(one.lines.length > 0 ? one.lines : ['Belum punya langganan PPPoE.']),
    ]
      .filter(Boolean)
      .join('\n'),

  menu: 'Internet rumah',
  stranger:
    'Nomor WhatsApp ini belum tercatat sebagai pelanggan internet rumah. Kalau Anda pelanggan dengan nomor lain, tulis "admin". Kalau memakai voucher WiFi, tulis "voucher" atau "status".',
  wantInstall: 'Daftar pasang internet',
  wantHuman: 'Bicara dengan admin',
  whichLine: 'Yang mana?',
  lineChoice: (name: string, username: string) => `${name} · ${username}`,
  service: (one: OwnLine) =>
    [
      `📶 ${one.package}${one.speed ? ` ${one.speed}` : ''} (${one.username})`,
      one.state === 'isolated'
        ? '🔴 Diisolir'
        : one.onlineSince
          ? `🟢 Tersambung sejak ${one.onlineSince}`
          : '⚪ Modem sedang tidak tersambung',
      paidUntil(one.paidUntil),
      one.owed
        ? `Tagihan ${one.owed.amount}, jatuh tempo ${one.owed.dueOn}. Bayar: ${one.owed.url}`
        : '',
      one.down ? `Pemakaian 30 hari: turun ${one.down}, naik ${one.up}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  troubleButton: 'Ada gangguan',
  upgradeButton: 'Ganti paket',
  troubleIsolated: (name: string, owed: { amount: string; url: string } | null) =>
    owed
      ? `Internet ${name} diisolir karena tagihannya belum lunas: ${owed.amount}. Bayar di sini, dan internet menyala lagi otomatis dalam beberapa detik:\n${owed.url}`
      : `Internet ${name} sedang diisolir karena tagihannya belum lunas. Lihat tagihan dan cara bayarnya di bawah ini.`,
  troubleStopped: (name: string) =>
    `Internet ${name} sedang dihentikan sementara oleh admin kami. Kami hubungkan dengan admin?`,
  bills: 'Tagihan & bayar',
  troubleKnown: (since: string) =>
    `Mohon maaf, memang sedang ada gangguan di jaringan kami sejak ${since}, dan tim kami sudah menanganinya. Tidak perlu melapor lagi; internet menyala sendiri begitu beres.`,
  troubleOffline: (seenAt: string | null) =>
    [
      `Dari sini modem Anda terlihat tidak tersambung${seenAt ? ` sejak ${seenAt}` : ''}. Coba dulu:`,
      '• Cabut listrik modem/ONT, tunggu 30 detik, colokkan lagi, tunggu 2 menit.',
      '• Pastikan kabel ke modem terpasang rapat, dan kabel serat tidak tertekuk.',
      '• Lihat lampunya: kalau LOS merah menyala, kabel ke rumah yang bermasalah.',
    ].join('\n'),
  troubleOnline: (since: string) =>
    [
      `Dari sini sambungan Anda terlihat menyala sejak ${since}. Coba dulu:`,
      '• Matikan lalu nyalakan lagi modem dan WiFi-nya.',
      '• Dekatkan HP ke WiFi; dinding tebal melemahkan sinyal.',
      '• Coba satu perangkat saja: unduhan atau CCTV bisa menghabiskan kecepatan.',
    ].join('\n'),
  stillWrong: 'Sudah dicoba, masih bermasalah',
  solved: 'Sudah normal',
  solvedThanks: 'Syukurlah! Kalau ada apa-apa lagi, tulis saja di sini.',
  reported: (ticketId: number, { isNew, isTaken }: { isNew: boolean; isTaken: boolean }) =>
    isNew
      ? `Laporan Anda kami catat (#${ticketId}), tim kami segera menindaklanjuti. Kabarnya dikirim ke chat ini.`
      : `Laporan Anda (#${ticketId}) ${isTaken ? 'sedang ditangani' : 'sudah kami catat dan menunggu giliran'}. Keterangan ini kami tambahkan.`,
  whichPassword: 'Sandi yang mana?',
  passwordPppoe: 'Sandi PPPoE (modem)',
  passwordWifi: 'Sandi WiFi',
  wifiTicket: 'Minta ganti sandi WiFi',
  askOwnRenew: (username: string) =>
    `Buat sandi PPPoE baru untuk ${username}? Setelah itu modem harus diisi sandi yang baru; kalau tidak biasa mengaturnya, pilih Batal dan tulis "admin".`,
  ownRenewed: (username: string, password: string) =>
    `Sandi PPPoE baru\nUser: ${username}\nSandi: ${password}\n\nIsikan di modem. Yang sedang tersambung tidak terputus; sandi ini dipakai saat modem menyambung lagi, dan hanya dikirim sekali.`,
  chooseUpgrade: (name: string) => `Paket Anda sekarang ${name}. Mau pindah ke mana?`,
  noUpgrade: 'Belum ada paket lain yang bisa dipilih saat ini.',
  packageChoice: (name: string, price: string, speed: string) =>
    [name, price, speed].filter(Boolean).join(' · '),
  askUpgrade: (before: string, after: string, price: string) =>
    `Ajukan pindah dari ${before} ke ${after} (${price})? Harga barunya berlaku mulai tagihan berikutnya.`,
  upgradeText: (before: string, after: string) => `Minta pindah dari ${before} ke ${after}`,
  upgradeAsked: (ticketId: number) =>
    `Permintaan Anda kami teruskan ke admin (#${ticketId}). Begitu disetujui, kecepatannya langsung berubah dan Anda diberi tahu.`,
}

export type CustomerWords = {
  id: number
  name: string
  phone: string | null
  address: string | null
  note: string | null
  tags: string[] | null
  lines: string[]
}

export type LineCard = {
  light: string
  username: string
  customer: string
  phone: string | null
  home: string | null
  package: string
  speed: string
  price: string
  discount: string | null
  state: SubscriptionState
  since: string | null
  because: 'unpaid' | 'asked' | null
  router: string
  online: { since: string; uptime: string; address: string | null; mac: string | null } | null
  seenAt: string | null
  staticAddress: string | null
  down: string
  up: string
  onlineTime: string
  bars: string
  /** Null: nothing was paid yet. */
  paidUntil: string | null
  owed: string | null
  secrets: {
    router: string
    reachable: boolean | null
    wish: string
    inStep: boolean
    problem: string | null
  }[]
  note: string | null
}

export type OwnLine = {
  package: string
  speed: string
  username: string
  state: SubscriptionState
  onlineSince: string | null
  /** Null: nothing was paid yet. */
  paidUntil: string | null
  owed: { amount: string; dueOn: string; url: string } | null
  down: string | null
  up: string | null
}

export const subscriptionNotices = {
  'line.credentials.staff': ({ subscriptionId, username, password }) => ({
    text: subscriptions.login(username, password),
    choices: [
      {
        label: subscriptions.sendPassword,
        act: { intent: 'pppoe.send_password', input: { langganan: subscriptionId } },
      },
    ],
  }),
  'service.credentials': ({ package: name, username, password }) => ({
    text: [
      `Data PPPoE untuk ${name}:`,
      `User: ${username}`,
      `Sandi: ${password}`,
      '',
      'Simpan baik-baik: sandinya hanya dikirim sekali. Kalau hilang, balas "ganti sandi pppoe".',
    ].join('\n'),
  }),
  'outage.began': ({ router, affected, online, sample }) => ({
    text: `🔴 ${affected} dari ${online} pelanggan di router ${router} putus hampir bersamaan. Routernya sendiri menjawab, jadi cek listrik, OLT, switch, atau kabel ke sana.\n${sample.join(', ')}${affected > sample.length ? ', …' : ''}\nPelanggan yang bertanya diberi tahu bahwa gangguannya sudah diketahui.`,
  }),
  'outage.ended': ({ router, minutes, affected, stillOff }) => ({
    text: `🟢 Gangguan di router ${router} selesai setelah ${minutes} menit: ${affected - stillOff} dari ${affected} pelanggan tersambung lagi.${stillOff > 0 ? ` ${stillOff} masih putus; lihat /pppoe daftar offline.` : ''}`,
  }),
} satisfies { [Code in SubscriptionNotice]: (details: NoticeDetails[Code]) => Reply }

export type SubscriptionNotice = Extract<
  Exclude<keyof NoticeDetails, TemplatedCode>,
  `service.${string}` | `outage.${string}` | `line.${string}`
>

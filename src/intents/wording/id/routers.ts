import type {
  NoticeDetails,
  RouterProblem,
  ScriptWarning,
} from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'
import { panelLabels, sayLooked } from './router-looks.ts'

export const routerTroubles: TroubleWords = {
  auth: 'user atau password ditolak. Cek /user di router; jangan pakai user yang dibatasi alamatnya',
  certificate:
    'sertifikatnya bukan yang dulu dicatat. Kalau memang diganti, hapus router ini lalu tambahkan lagi',
  not_permitted: 'user API tidak punya izin. Beri policy api, read, write pada grup user itu',
  no_such_command: 'perintah tidak dikenal. Perbarui RouterOS, dan pastikan paket hotspot aktif',
  bad_profile: 'profilnya tidak ada di router. Buat dulu di IP > Hotspot > User Profiles',
  ambiguous: 'nama profilnya mirip lebih dari satu. Pakai nama profil yang persis',
  duplicate: 'namanya sudah dipakai user lain yang bukan buatan sistem ini',
  not_found: 'usernya baru saja dihapus di router',
  unreachable: 'router tidak bisa dihubungi. Cek listrik, internet, alamat, dan port API-nya',
  no_answer: 'router tersambung tetapi tidak menjawab',
  maintenance: 'router sedang dalam perawatan',
  moved: 'routernya tidak bisa dihubungi, jadi dibuat di router lain',
  other: 'router menolak tanpa alasan yang kami kenal',
}

export const routers = {
  added: (name: string) =>
    `Router ${name} disimpan. Sedang dicek, hasilnya menyusul sebentar lagi.`,
  checking: (name: string) => `Router ${name} sedang dicek…`,
  none: 'Belum ada router. Tambahkan: /router tambah pusat 10.10.10.1 wicara rahasia',
  title: 'Router:',
  line: (router: {
    name: string
    address: string
    health: 'up' | 'down' | 'unknown' | 'maintenance'
    /** How long it has not answered. */
    downMinutes: number | null
    /** By the clock on the wall. */
    maintenanceUntil: string | null
    version: string | null
    latencyMs: number | null
    users: number
    behind: number
    strangers: number
    problem: string | null
  }) =>
    [
      `${{ up: '🟢', down: '🔴', unknown: '⚪', maintenance: '🔧' }[router.health]} ${router.name} · ${router.address}`,
      router.health === 'unknown'
        ? '   belum berhasil dicek'
        : `   RouterOS ${router.version ?? '?'} · ${router.latencyMs ?? '?'} ms · ${router.users} user`,
      router.health === 'maintenance'
        ? `   dalam perawatan${router.maintenanceUntil ? ` sampai ${router.maintenanceUntil}` : ''}`
        : '',
      router.downMinutes === null ? '' : `   tidak menjawab sejak ${router.downMinutes} menit lalu`,
      router.behind > 0 ? `   ${router.behind} user menunggu disamakan` : '',
      router.strangers > 0 ? `   ${router.strangers} user bertanda yang tidak dikenal` : '',
      router.problem ? `   ⚠️ ${sayTrouble(routerTroubles, router.problem)}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  removeAsk: (name: string) =>
    `Hapus router ${name} dari sistem? Isi routernya sendiri tidak diubah.`,
  removed: (name: string) => `Router ${name} dihapus dari sistem.`,
  panel: panelLabels,
  pick: 'Ketuk router untuk membuka panelnya.',
  reading: (name: string) => `📡 ${name}: sedang dibaca…`,
  maintainAsk: (name: string) =>
    `Perawatan ${name}: selama itu tidak ada yang baru dijual atau dibuat di sana, dan isinya tidak diubah. Sampai kapan?`,
  untilEnded: 'Sampai diakhiri',
  forMinutes: (minutes: number) => (minutes < 60 ? `${minutes} menit` : `${minutes / 60} jam`),
  back: '↩️ Kembali',
  maintaining: (name: string, until: string | null) =>
    until
      ? `🔧 ${name} dalam perawatan sampai ${until}. Tim sudah diberi tahu.`
      : `🔧 ${name} dalam perawatan sampai diakhiri: /router selesai ${name}. Tim sudah diberi tahu.`,
  resumed: (name: string) => `▶️ Perawatan ${name} selesai. Isinya sedang disamakan.`,
  rebootAsk: (name: string) =>
    `Reboot ${name}? Semua pelanggan di router itu terputus beberapa menit.`,
  rebooting: (name: string) => `⏻ ${name} disuruh reboot. Dikabari begitu menyala lagi.`,
  scriptComing: (name: string) => `Skrip login ${name} sedang disiapkan…`,
  renewAsk: (name: string) =>
    `Ganti token ${name}? Skrip login yang terpasang sekarang berhenti bekerja sampai diganti dengan yang baru.`,
  weighed: (name: string, weight: number) =>
    `Bobot ${name} sekarang ${weight}. Berlaku untuk paket dengan sebar=ya.`,
}

export const routerNotices = {
  'router.checked': ({ name, version, board, latencyMs, users, profiles, problems }) => ({
    text: [
      `${problems.some(isSerious) ? '⚠️' : '✅'} Router ${name} tersambung.`,
      `${board}, RouterOS ${version}, ${latencyMs} ms, ${users} user.`,
      profiles.length > 0 ? `Profil: ${profiles.join(', ')}` : '',
      ...problems.map((problem) => `• ${sayProblem(problem)}`),
    ]
      .filter(Boolean)
      .join('\n'),
  }),
  'router.check_failed': ({ name, address, problem }) => ({
    text: `❌ Router ${name} (${address}) belum bisa dipakai: ${sayTrouble(routerTroubles, problem)}.`,
    choices: [
      { label: `Cek ${name} lagi`, act: { intent: 'router.check', input: { nama: name } } },
    ],
  }),
  'router.down': ({ name, minutes }) => ({
    text: `🔴 Router ${name} tidak menjawab sejak ${minutes} menit lalu. Voucher baru menunggu; begitu router kembali, semuanya disamakan sendiri.`,
  }),
  'router.back': ({ name, minutes, ...changes }) => ({
    text: `🟢 Router ${name} kembali setelah ${minutes} menit. ${sayChanges(changes)}`,
  }),
  'router.repaired': ({ name, ...changes }) => ({
    text: `🔧 Isi router ${name} ternyata berbeda dari catatan dan sudah dibetulkan. ${sayChanges(changes)}`,
  }),
  'router.refused': ({ name, count, problem, sample }) => ({
    text:
      count === 0
        ? `⚠️ Router ${name} menolak kita: ${sayTrouble(routerTroubles, problem)}.`
        : `⚠️ Router ${name} menolak ${count} user (${sample.join(', ')}): ${sayTrouble(routerTroubles, problem)}.`,
  }),
  'router.profiles_gone': ({ name, profiles, packages }) => ({
    text: `⚠️ Profil ${profiles.join(', ')} hilang dari router ${name}. Paket yang memakainya: ${packages.join(', ')}. Buat lagi profilnya, atau ganti di /paket ubah.`,
  }),
  'router.looked': (details) => sayLooked(details, routerTroubles),
  'router.maintenance': ({ name, by, until }) => ({
    text: `🔧 ${by ?? 'Tim'} memulai perawatan router ${name}${until ? ` sampai ${until}` : ''}. Selama itu tidak ada yang baru dijual atau dibuat di sana.`,
  }),
  'router.maintenance_over': ({ name, by, behind }) => ({
    text: `▶️ Perawatan router ${name} selesai${by ? `, diakhiri ${by}` : ' karena waktunya habis'}. ${behind > 0 ? `${behind} user yang menunggu sedang disamakan.` : 'Isinya sedang disamakan.'}`,
  }),
  'router.rebooted': ({ name, seconds }) => ({
    text: `🟢 Router ${name} sudah menyala lagi, ${seconds} detik setelah disuruh reboot.`,
  }),
  'router.reboot_failed': ({ name, problem }) => ({ text: sayNoReboot(name, problem) }),
  'router.script': ({ name, renewed, onLogin, onLogout, warnings, file }) => ({
    text: [
      `Skrip login ${name}${renewed ? ' dengan token baru (yang lama tidak berlaku lagi)' : ''}. Dengan ini login pertama tercatat dalam sedetik; tanpa ini pun tetap tercatat lewat pengecekan rutin.`,
      'Pasang: unggah file ini ke Files di router, lalu ketik /import. Atau tempel di IP > Hotspot > User Profiles > Scripts.',
      `On Login:\n${onLogin}`,
      `On Logout:\n${onLogout}`,
      ...warnings.map((warning) => `⚠️ ${scriptWarnings[warning]}`),
    ].join('\n\n'),
    file,
  }),
  'router.strangers': ({ name, count, sample }) => ({
    text: `Di router ${name} ada ${count} user bertanda sistem voucher yang tidak ada di catatan: ${sample.join(', ')}${count > sample.length ? ', …' : ''}. User itu tidak kami sentuh.`,
    choices: [
      { label: 'Adopsi isi router', act: { intent: 'import.router', input: { nama: name } } },
    ],
  }),
} satisfies { [Code in RouterNotice]: (details: NoticeDetails[Code]) => Reply }

export type RouterNotice = Extract<keyof NoticeDetails, `router.${string}`>

const scriptWarnings: Record<ScriptWarning, string> = {
  fetch_blocked:
    'device-mode memblokir fetch, jadi skripnya belum jalan. Di terminal router: /system/device-mode/update fetch=yes, lalu cabut listriknya sebentar.',
  not_checked: 'Router tidak bisa dihubungi, jadi device-mode-nya belum dicek.',
  not_encrypted:
    'Alamat sistem ini belum HTTPS: tokennya terbaca di jalan. Pasang HTTPS lebih dulu.',
  not_reachable: 'Alamat sistem ini hanya ada di komputer ini; router tidak akan bisa mencapainya.',
}

function sayNoReboot(name: string, problem: string) {
  if (problem === 'not_restarted') {
    return `⚠️ Router ${name} tidak jadi reboot: ia menyala terus. Coba lagi, atau reboot langsung di router.`
  }
  if (problem === 'not_permitted') {
    return `⚠️ Router ${name} tidak mau reboot: user API belum punya izin. Tambahkan policy "reboot" pada grup user itu.`
  }
  return problem === 'unreachable'
    ? `🔴 Router ${name} belum terhubung lagi. Cek listrik dan kabelnya.`
    : `⚠️ Router ${name} tidak mau reboot: ${sayTrouble(routerTroubles, problem)}.`
}

function isSerious({ code }: RouterProblem) {
  return code !== 'plain_connection' && code !== 'fetch_blocked'
}

function sayProblem(problem: RouterProblem): string {
  switch (problem.code) {
    case 'version_too_old':
      return `RouterOS ${problem.version} terlalu lama. Perbarui ke 6.49 atau 7 lewat System > Packages.`
    case 'missing_permission':
      return `User API belum punya izin "${problem.policy}". Tambahkan di System > Users > Groups.`
    case 'hotspot_blocked':
      return `device-mode "${problem.mode}" memblokir hotspot. Di terminal router: /system/device-mode/update hotspot=yes, lalu cabut listriknya sebentar.`
    case 'no_profiles':
      return 'Belum ada profil hotspot. Buat di IP > Hotspot > User Profiles.'
    case 'missing_profile':
      return `Ada paket yang memakai profil "${problem.profile}", tetapi profil itu tidak ada di router ini.`
    case 'missing_ppp_profile':
      return `Ada paket PPPoE yang memakai profil "${problem.profile}", tetapi profil itu tidak ada di router ini. Buat di PPP > Profiles.`
    case 'fetch_blocked':
      return `device-mode "${problem.mode}" memblokir fetch, jadi router tidak bisa mengabari login. Tidak wajib; untuk menyalakan: /system/device-mode/update fetch=yes, lalu cabut listriknya sebentar.`
    case 'plain_connection':
      return 'Sambungannya tanpa enkripsi. Lebih aman lewat api-ssl (port 8729, tls=ya) atau VPN.'
  }
}

function sayChanges({
  added,
  removed,
  changed,
}: {
  added: number
  removed: number
  changed: number
}) {
  const parts = [
    added > 0 ? `${added} user dipasang` : '',
    changed > 0 ? `${changed} dibetulkan` : '',
    removed > 0 ? `${removed} dihapus` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Tidak ada yang perlu diubah.'
}

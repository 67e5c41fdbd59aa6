import type { NoticeDetails, RouterProblem } from '../../../domain/messages/notice.ts'
import type { Reply } from '../../intent.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'

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
    health: 'up' | 'down' | 'unknown'
    version: string | null
    latencyMs: number | null
    users: number
    behind: number
    strangers: number
    problem: string | null
  }) =>
    [
      `${{ up: '🟢', down: '🔴', unknown: '⚪' }[router.health]} ${router.name} · ${router.address}`,
      router.health === 'unknown'
        ? '   belum berhasil dicek'
        : `   RouterOS ${router.version ?? '?'} · ${router.latencyMs ?? '?'} ms · ${router.users} user`,
      router.behind > 0 ? `   ${router.behind} user menunggu disamakan` : '',
      router.strangers > 0 ? `   ${router.strangers} user bertanda yang tidak dikenal` : '',
      router.problem ? `   ⚠️ ${sayTrouble(routerTroubles, router.problem)}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  removeAsk: (name: string) =>
    `Hapus router ${name} dari sistem? Isi routernya sendiri tidak diubah.`,
  removed: (name: string) => `Router ${name} dihapus dari sistem.`,
  checkButton: (name: string) => `Cek ${name}`,
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
  'router.strangers': ({ name, count, sample }) => ({
    text: `Di router ${name} ada ${count} user bertanda sistem voucher yang tidak ada di catatan: ${sample.join(', ')}${count > sample.length ? ', …' : ''}. User itu tidak kami sentuh.`,
  }),
} satisfies { [Code in RouterNotice]: (details: NoticeDetails[Code]) => Reply }

export type RouterNotice = Extract<keyof NoticeDetails, `router.${string}`>

function isSerious({ code }: RouterProblem) {
  return code !== 'plain_connection'
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

import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { RouterSeen } from '../../../domain/routers/router-view.ts'
import type { Reply } from '../../intent.ts'
import { type PanelLabels, panelButtons, sayLogLine, sayRate, sayUptime } from '../router-panel.ts'
import { sayData } from '../say-amount.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'

export const panelLabels: PanelLabels = {
  resources: '📊 Sumber daya',
  users: '👥 Pengguna aktif',
  traffic: '📈 Lalu lintas',
  chart: '🖼 Grafik',
  log: '📜 Log',
  sync: '🔄 Sinkronkan',
  maintain: '🔧 Mode perawatan',
  resume: '▶️ Akhiri perawatan',
  reboot: '⏻ Reboot',
}

/** What a panel shows, with its buttons. */
export function sayLooked(details: NoticeDetails['router.looked'], troubles: TroubleWords): Reply {
  const { name, at, inMaintenance, seen } = details
  const title = `${inMaintenance ? '🔧' : '📡'} ${name} · pukul ${at.replaceAll(':', '.')}`
  const withChart = seen.kind === 'traffic' && seen.interfaces.length > 0
  return {
    text: [title, ...saySeen(seen, troubles)].join('\n'),
    choices: panelButtons(panelLabels, { ...details, withChart }),
  }
}

function saySeen(seen: RouterSeen, troubles: TroubleWords): string[] {
  switch (seen.kind) {
    case 'resources': {
      const { resources: of, fresh } = seen
      return [
        `CPU ${of.cpuLoadPercent}%`,
        `Memori bebas ${sayData(of.freeMemoryBytes, 'id')} dari ${sayData(of.totalMemoryBytes, 'id')}`,
        `Disk bebas ${sayData(of.freeDiskBytes, 'id')}`,
        `Menyala ${sayUptime(of.uptimeSeconds, 'id')}`,
        `${of.board}, RouterOS ${of.version}`,
        ...(fresh ? ['Diperbarui sendiri beberapa menit ini.'] : []),
      ]
    }
    case 'users':
      return [
        `Hotspot: ${seen.hotspot ?? '-'} aktif · PPPoE: ${seen.ppp ?? '-'} aktif`,
        ...(seen.top.length > 0 ? ['Pemakaian terbanyak di sesi ini:'] : []),
        ...seen.top.map(
          (one) =>
            `• ${one.name} (${one.service === 'ppp' ? 'PPPoE' : 'hotspot'}): ${sayData(one.bytes, 'id')}, ${sayUptime(one.uptimeSeconds, 'id')}`,
        ),
      ]
    case 'traffic':
      return seen.interfaces.length === 0
        ? ['Tidak ada interface yang terbaca.']
        : [
            ...seen.interfaces.map(
              (one) =>
                `${one.running ? '🟢' : '⚪'} ${one.name}: ↓ ${sayRate(one.rxBitsPerSecond, 'id')} · ↑ ${sayRate(one.txBitsPerSecond, 'id')}`,
            ),
            ...(seen.more > 0 ? [`… dan ${seen.more} lagi`] : []),
          ]
    case 'log':
      return seen.lines.length === 0 ? ['Lognya kosong.'] : seen.lines.map(sayLogLine)
    case 'synced':
      return [sayOutcome(seen)]
    case 'maintenance':
      return ['Sedang dalam perawatan: disamakan begitu perawatan selesai.']
    case 'away':
      return [
        seen.problem === 'unreachable'
          ? `🔴 Tidak bisa dihubungi${seen.minutes === null ? '' : ` sejak ${seen.minutes} menit lalu`}. Cek listrik, internet, alamat, dan port API-nya.`
          : `⚠️ Router menolak: ${sayTrouble(troubles, seen.problem)}.`,
      ]
  }
}

function sayOutcome({ outcome, behind }: Extract<RouterSeen, { kind: 'synced' }>) {
  if (outcome === 'in step') {
    return behind === 0
      ? '✅ Isi router sudah sama dengan catatan.'
      : `⚠️ ${behind} user masih ditolak router. Lihat /router daftar.`
  }
  if (outcome === 'busy') return '⏳ Sedang disamakan; lihat lagi sebentar lagi.'
  if (outcome === 'refused') return '⚠️ Router menolak kita. Lihat /router daftar.'
  return '🔴 Tidak bisa dihubungi. Disamakan sendiri begitu router kembali.'
}

import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import type { RouterSeen } from '../../../domain/routers/router-view.ts'
import type { Reply } from '../../intent.ts'
import { type PanelLabels, panelButtons, sayLogLine, sayRate, sayUptime } from '../router-panel.ts'
import { sayData } from '../say-amount.ts'
import { sayTrouble, type TroubleWords } from '../router-problems.ts'

export const panelLabels: PanelLabels = {
  resources: '📊 Resources',
  users: '👥 Active users',
  traffic: '📈 Traffic',
  chart: '🖼 Chart',
  log: '📜 Log',
  sync: '🔄 Bring in step',
  maintain: '🔧 Maintenance',
  resume: '▶️ End maintenance',
  reboot: '⏻ Restart',
}

/** What a panel shows, with its buttons. */
export function sayLooked(details: NoticeDetails['router.looked'], troubles: TroubleWords): Reply {
  const { name, at, inMaintenance, seen } = details
  const title = `${inMaintenance ? '🔧' : '📡'} ${name} · at ${at}`
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
        `Memory free ${sayData(of.freeMemoryBytes, 'en')} of ${sayData(of.totalMemoryBytes, 'en')}`,
        `Disk free ${sayData(of.freeDiskBytes, 'en')}`,
        `Up for ${sayUptime(of.uptimeSeconds, 'en')}`,
        `${of.board}, RouterOS ${of.version}`,
        ...(fresh ? ['Kept fresh for a few minutes.'] : []),
      ]
    }
    case 'users':
      return [
        `Hotspot: ${seen.hotspot ?? '-'} active · PPPoE: ${seen.ppp ?? '-'} active`,
        ...(seen.top.length > 0 ? ['Most traffic in this session:'] : []),
        ...seen.top.map(
          (one) =>
            `• ${one.name} (${one.service === 'ppp' ? 'PPPoE' : 'hotspot'}): ${sayData(one.bytes, 'en')}, ${sayUptime(one.uptimeSeconds, 'en')}`,
        ),
      ]
    case 'traffic':
      return seen.interfaces.length === 0
        ? ['No interface could be read.']
        : [
            ...seen.interfaces.map(
              (one) =>
                `${one.running ? '🟢' : '⚪'} ${one.name}: ↓ ${sayRate(one.rxBitsPerSecond, 'en')} · ↑ ${sayRate(one.txBitsPerSecond, 'en')}`,
            ),
            ...(seen.more > 0 ? [`… and ${seen.more} more`] : []),
          ]
    case 'log':
      return seen.lines.length === 0 ? ['The log is empty.'] : seen.lines.map(sayLogLine)
    case 'synced':
      return [sayOutcome(seen)]
    case 'maintenance':
      return ['In maintenance: it is brought in step when that ends.']
    case 'away':
      return [
        seen.problem === 'unreachable'
          ? `🔴 Cannot be reached${seen.minutes === null ? '' : `, for ${seen.minutes} min now`}. Check power, internet, address and API port.`
          : `⚠️ The router refuses: ${sayTrouble(troubles, seen.problem)}.`,
      ]
  }
}

function sayOutcome({ outcome, behind }: Extract<RouterSeen, { kind: 'synced' }>) {
  if (outcome === 'in step') {
    return behind === 0
      ? '✅ The router is as it should be.'
      : `⚠️ The router still refuses ${behind} users. See /router list.`
  }
  if (outcome === 'busy') return '⏳ Being brought in step; look again in a moment.'
  if (outcome === 'refused') return '⚠️ The router refuses us. See /router list.'
  return '🔴 Cannot be reached. It is brought in step by itself once it is back.'
}

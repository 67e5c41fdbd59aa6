import { cutText } from '../../domain/messages/cut-text.ts'
import type { Act } from '../../domain/messages/act.ts'
import type { Language } from '../../domain/people/person.ts'
import { sayDuration } from './say-amount.ts'

/** The labels of a router's panel. */
export type PanelLabels = Record<
  'resources' | 'users' | 'traffic' | 'chart' | 'log' | 'sync' | 'maintain' | 'resume' | 'reboot',
  string
>

export type Panel = {
  name: string
  /** The message that is the panel. */
  slot: string
  /** Whether whoever looks may change things. */
  manages: boolean
  inMaintenance: boolean
  /** Offers the chart of what it shows. */
  withChart?: boolean
}

/** The buttons under everything a panel shows: each edits the same message. */
export function panelButtons(
  labels: PanelLabels,
  { name: nama, slot, manages, inMaintenance, withChart }: Panel,
): { label: string; act: Act }[] {
  const button = (label: string, intent: string) => ({
    label,
    act: { intent, input: { nama, slot } },
  })
  const maintenance = inMaintenance
    ? button(labels.resume, 'router.resume')
    : button(labels.maintain, 'router.maintain_ask')
  return [
    button(labels.resources, 'router.resources'),
    button(labels.users, 'router.users'),
    button(labels.traffic, 'router.traffic'),
    button(labels.log, 'router.log'),
    ...(withChart ? [button(labels.chart, 'router.chart')] : []),
    button(labels.sync, 'router.sync'),
    ...(manages ? [maintenance, button(labels.reboot, 'router.reboot')] : []),
  ]
}

/** "12,3 Mbps", "640 kbps". */
export function sayRate(bitsPerSecond: number, language: Language): string {
  const [unit, size] =
    bitsPerSecond >= 1_000_000 ? (['Mbps', 1_000_000] as const) : (['kbps', 1_000] as const)
  const amount = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: 1,
  })
  return `${amount.format(bitsPerSecond / size)} ${unit}`
}

/** "3 hari 4 jam": an uptime, without the seconds nobody needs. */
export function sayUptime(seconds: number, language: Language): string {
  const unit = seconds >= 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1
  return sayDuration(seconds - (seconds % unit), language)
}

const LONGEST_LINE = 140

/** One line of a router's log, cut to what a phone can show. */
export function sayLogLine({
  at,
  topics,
  message,
}: {
  at: string
  topics: string
  message: string
}) {
  const line = `${at} [${topics}] ${message}`
  return line.length > LONGEST_LINE ? `${cutText(line, LONGEST_LINE - 1)}…` : line
}

import { parseTime } from '../parse-time.ts'
import type { PrintRow } from './query.ts'

const TIMES = new Set(['uptime', 'limit-uptime', 'session-timeout', 'session-time-left'])

/** A row as it is sent: fields without a value are left out. */
export function rowWords(row: PrintRow, timeForm: 'units' | 'clock'): string[] {
  const words: string[] = []
  for (const name in row) {
    const value = row[name]
    if (value === undefined) continue
    const isTime = timeForm === 'clock' && TIMES.has(name)
    words.push(`=${name}=${isTime ? clockForm(value) : value}`)
  }
  return words
}

/** `1d02:03:04`, as older versions and some menus write it. */
function clockForm(text: string): string {
  const seconds = parseTime(text)
  if (seconds === null) return text
  const days = Math.floor(seconds / 86_400)
  const parts = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':')
  return days > 0 ? `${days}d${clock}` : clock
}

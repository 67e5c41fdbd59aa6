const SECONDS = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const

const UNITS = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:\d+ms)?(?:\d+us)?$/
const CLOCK = /^(?:(\d+)w)?(?:(\d+)d)?(\d+):(\d\d):(\d\d)(?:\.\d+)?$/

/**
 * Seconds of a RouterOS time: `1w2d3h4m5s` as the API gives it, `01:22:53` and `1d02:03:04` as
 * some versions and scripts do. Parts of a second are dropped. Null where there is no time.
 */
export function parseTime(text: string | undefined): number | null {
  if (!text) return null
  if (text === '0s') return 0
  const found = UNITS.exec(text) ?? CLOCK.exec(text)
  if (!found) return null
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0))
  return (
    (weeks ?? 0) * SECONDS.w +
    (days ?? 0) * SECONDS.d +
    (hours ?? 0) * SECONDS.h +
    (minutes ?? 0) * SECONDS.m +
    (seconds ?? 0)
  )
}

/** The unit form, which every version reads: `1w2d3h4m5s`, `0s`. */
export function formatTime(seconds: number): string {
  let left = Math.floor(seconds)
  let text = ''
  for (const [unit, size] of Object.entries(SECONDS)) {
    const count = Math.floor(left / size)
    if (count > 0) text += `${count}${unit}`
    left -= count * size
  }
  return text || '0s'
}

import type { Language } from '../../domain/people/person.ts'

const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** "2 jam", "1 hari 12 jam", "30 hari". */
export function sayDuration(seconds: number, language: Language): string {
  const parts: string[] = []
  let left = Math.max(0, Math.round(seconds))
  for (const [unit, length] of SPANS) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) parts.push(sayUnit(count, unit, language))
  }
  return parts.length > 0 ? parts.join(' ') : sayUnit(0, 'minute', language)
}

/** "5 GB", "500 MB". Caps set in round binary amounts are said as round, and so are decimal ones. */
export function sayData(bytes: number, language: Language): string {
  const step = bytes % 1_048_576 === 0 ? 1_024 : 1_000
  const [unit, size] =
    bytes >= step ** 3 ? (['GB', step ** 3] as const) : (['MB', step ** 2] as const)
  const amount = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 })
  return `${amount.format(bytes / size)} ${unit}`
}

function sayUnit(count: number, unit: (typeof SPANS)[number][0], language: Language) {
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' })
    .format(count)
    .replaceAll('\u00A0', ' ')
}

function localeOf(language: Language) {
  return language === 'id' ? 'id-ID' : 'en-GB'
}

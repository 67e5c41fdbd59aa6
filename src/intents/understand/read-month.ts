import { addDays, type Day } from '../../domain/day.ts'

/** A month as people say it; one without a year is the last of that name. */
export type MonthSaid = { ago: number } | { month: number; year: number | undefined }

const NAMES = [
  ['jan', 'januari', 'january'],
  ['feb', 'peb', 'februari', 'pebruari', 'february'],
  ['mar', 'maret', 'march'],
  ['apr', 'april'],
  ['mei', 'may'],
  ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'],
  ['agu', 'agt', 'ags', 'agustus', 'aug', 'august'],
  ['sep', 'sept', 'september'],
  ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'november', 'nop', 'nopember'],
  ['des', 'desember', 'dec', 'december'],
]

/** "nov", "November 2026", "2026-11", "11/2026", "ini", "lalu". */
export function readMonth(text: string): MonthSaid | undefined {
  const said = text.trim().toLowerCase()
  if (/^(?:bulan ?)?(?:ini|this)$/.test(said)) return { ago: 0 }
  if (/^(?:bulan ?)?(?:lalu|kemarin|last)$/.test(said)) return { ago: 1 }
  const [, name = '', year] = /^([a-z]+)[ -]?(20\d\d)?$/.exec(said) ?? []
  const place = NAMES.findIndex((names) => names.includes(name))
  if (place >= 0) return { month: place + 1, year: year === undefined ? undefined : Number(year) }
  const [, first, second] = /^(\d{1,4})(?:[-/](\d{1,4}))?$/.exec(said) ?? []
  if (first === undefined) return undefined
  const numbers = [first, second].filter((one) => one !== undefined).map(Number)
  const month = numbers.find((one) => one >= 1 && one <= 12)
  const long = numbers.find((one) => one >= 2000 && one <= 2100)
  if (month === undefined || (second !== undefined && long === undefined)) return undefined
  return { month, year: long }
}

/** Its first day. */
export function monthSaid(said: MonthSaid, today: Day): Day {
  const [year = 0, month = 1] = today.split('-').map(Number)
  if ('ago' in said) {
    const first = `${today.slice(0, 8)}01`
    return said.ago === 0 ? first : `${addDays(first, -1).slice(0, 8)}01`
  }
  const known = said.year ?? (said.month > month ? year - 1 : year)
  return `${known}-${String(said.month).padStart(2, '0')}-01`
}

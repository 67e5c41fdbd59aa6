import { type Day, addDays } from '../day.ts'
import { readDay } from '../payments/read-mutations-days.ts'
import { readAmount } from '../payments/read-mutations-parts.ts'
import { type Phone, readPhone } from '../people/phone.ts'

/** The first number of a cell; sheets hold `62812…`, `812…` and two numbers at once. */
export function readPhoneCell(text: string): Phone | undefined {
  for (const part of text.split(/[/,;\n]|\batau\b/i)) {
    const digits = part.replace(/^\D*?(?=\+?\d)/, '').trim()
    const phone = readPhone(/^62[\s-]?8/.test(digits) ? `+${digits}` : digits)
    if (phone) return phone
  }
  return undefined
}

/** Whole rupiah, below zero where it is marked so. Undefined: not an amount. */
export function readRupiahCell(text: string): number | undefined {
  if (/^-+$/.test(text)) return 0
  const amount = readAmount(text)
  return amount && (amount.direction === 'out' ? -amount.rupiah : amount.rupiah)
}

/** What something costs: never below zero. */
export function readPriceCell(text: string): number | undefined {
  const rupiah = readRupiahCell(text)
  return rupiah !== undefined && rupiah >= 0 ? rupiah : undefined
}

export function readNumberCell(text: string): number | undefined {
  const number = Number(/^\s*(\d+(?:[.,]\d+)?)/.exec(text)?.[1]?.replace(',', '.') ?? Number.NaN)
  return Number.isFinite(number) ? number : undefined
}

/** A day, or the day of the month it comes round on: then the next one. */
export function readDayCell(text: string, today: Day): Day | undefined {
  const [, monthly] = /^(?:tgl|tanggal|setiap|tiap)?\.?\s*(\d{1,2})$/i.exec(text.trim()) ?? []
  if (monthly === undefined) return readDay(text, today)
  const wanted = Number(monthly)
  if (wanted < 1 || wanted > 31) return undefined
  const coming = Array.from({ length: 31 }, (_, ahead) => addDays(today, ahead))
  return coming.find((day) => dayOfMonth(day) === Math.min(wanted, lengthOfMonth(day)))
}

/** The last day of the period that is under way, where periods begin on the day of `startedOn`. */
export function endOfPeriod(startedOn: Day, today: Day): Day {
  if (startedOn > today) return addDays(startedOn, -1)
  const anchor = dayOfMonth(startedOn)
  const coming = Array.from({ length: 31 }, (_, ahead) => addDays(today, ahead + 1))
  const next = coming.find((day) => dayOfMonth(day) === Math.min(anchor, lengthOfMonth(day)))
  return addDays(next ?? addDays(today, 31), -1)
}

/** The last day of the month a day is in. */
export function endOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}${String(lengthOfMonth(day)).padStart(2, '0')}`
}

export function dayOfMonth(day: Day): number {
  return Number(day.slice(8))
}

function lengthOfMonth(day: Day): number {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

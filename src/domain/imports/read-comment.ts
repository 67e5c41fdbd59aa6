import { startOfDay } from '../day.ts'
import { readMark, type RouterMark } from '../routers/router-comment.ts'
import { readPhoneCell } from './read-cells.ts'

export type VoucherComment = {
  sellRupiah: number | null
  costRupiah: number | null
  firstLogin: Date | null
  expires: Date | null
}

/**
 * What a comment says of a voucher: our marks in all their forms, and those of Mikhmon, which
 * writes `vc-…` or `up-…` when it makes one and puts the end of it there at the first login.
 * Null: whoever this is, he is no voucher.
 */
export function readVoucherComment(comment: string, timeZone: string): VoucherComment | null {
  const mark = readMark(comment)
  if (mark) {
    if (mark.system !== 'voucher') return null
    const { sellRupiah, costRupiah, firstLogin, expires } = mark.fields
    return {
      sellRupiah: rupiahOf(sellRupiah),
      costRupiah: rupiahOf(costRupiah),
      firstLogin: instantOf(firstLogin, timeZone),
      expires: instantOf(expires, timeZone),
    }
  }
  const expires = instantOf(comment, timeZone)
  if (!expires && !/^(vc|up)-/i.test(comment.trim())) return null
  return { sellRupiah: null, costRupiah: null, firstLogin: null, expires }
}

export type LineComment = {
  mark: RouterMark | null
  /** As it may stand in a mark; a number of whose counting is not known. */
  customer: string | null
  subscription: string | null
  name: string | null
  phone: string | null
  sellRupiah: number | null
}

/** What a comment says of a line: whose it is, and how to reach him. */
export function readLineComment(comment: string): LineComment {
  const mark = readMark(comment)
  const fields = mark?.fields ?? {}
  const isNumber = /^\d+$/.test(fields.customer ?? '')
  const words = mark
    ? (fields.text ?? (isNumber ? undefined : fields.customer) ?? nameInJson(comment, mark))
    : comment
  return {
    mark,
    customer: isNumber ? (fields.customer ?? null) : null,
    subscription: fields.subscription ?? null,
    name: nameIn(words ?? ''),
    phone: phoneIn(words ?? ''),
    sellRupiah: rupiahOf(fields.sellRupiah),
  }
}

const PHONE = /(?:\+?62|0)[\s-]?8[\d\s-]{7,13}\d/

function phoneIn(words: string): string | null {
  const [found] = PHONE.exec(words) ?? []
  return (found && readPhoneCell(found)) ?? null
}

/** What is left of a comment when the number is taken out; only what has letters is a name. */
function nameIn(words: string): string | null {
  const name = words
    .replace(PHONE, ' ')
    .replace(/[^\p{L}\p{N}.' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.'-]+|[\s.'-]+$/g, '')
    .slice(0, 80)
  return /\p{L}{2}/u.test(name) ? name : null
}

function nameInJson(comment: string, { form }: RouterMark): string | undefined {
  if (form !== 'json') return undefined
  const value = JSON.parse(comment.trim()) as Record<string, unknown>
  const words = ['customer_name', 'customerName', 'name', 'nama', 'customer', 'phone', 'hp']
    .map((key) => value[key])
    .filter((one) => typeof one === 'string')
  return words.length > 0 ? words.join(' ') : undefined
}

function rupiahOf(text: string | undefined): number | null {
  const rupiah = Number(text)
  return text !== undefined && Number.isSafeInteger(rupiah) && rupiah >= 0 ? rupiah : null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Seconds since 1970, an ISO instant, or the day and clock a router wrote, old and new. */
function instantOf(text: string | undefined, timeZone: string): Date | null {
  const word = text?.trim() ?? ''
  if (/^\d{10}$/.test(word)) return new Date(Number(word) * 1_000)
  if (/^\d{13}$/.test(word)) return new Date(Number(word))
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(word)) return new Date(word)
  const [, iso, month, day, year, clock] =
    /^(?:(\d{4}-\d\d-\d\d)|([a-z]{3})\/(\d\d)\/(\d{4}))(?:[T ](\d\d:\d\d(?::\d\d)?))?\b/i.exec(
      word,
    ) ?? []
  const number = MONTHS.indexOf((month ?? '').toLowerCase()) + 1
  const on = iso ?? (number > 0 ? `${year}-${String(number).padStart(2, '0')}-${day}` : undefined)
  if (on === undefined || Number.isNaN(Date.parse(`${on}T00:00:00Z`))) return null
  const [hours = 0, minutes = 0, seconds = 0] = (clock ?? '23:59:59').split(':').map(Number)
  return new Date(
    startOfDay(on, timeZone).getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000,
  )
}

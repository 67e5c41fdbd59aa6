import type { Day } from '../day.ts'

/** What banks write in many ways: amounts, references, and which way money went. */

export type Direction = 'in' | 'out'

export type Mutation = {
  /** Where it stands in what was read, counted from 1. */
  line: number
  amountRupiah: number
  direction: Direction
  day: Day | null
  text: string
  reference: string | null
  /** What the bank says was there afterwards. */
  balanceRupiah: number | null
}

export type Mutations = {
  mutations: Mutation[]
  /** For a person to look at: nothing about money is guessed. */
  unread: { line: number; text: string }[]
}

/** "Rp1.500.123,00", "1,500,123.00 CR", "150.123", "(20,000.00)", "Rp 100.000,-". */
export function readAmount(text: string): { rupiah: number; direction?: Direction } | undefined {
  const found = AMOUNT.exec(text.trim())?.groups
  const rupiah = wholeRupiah(found?.['number'] ?? '')
  if (!found || rupiah === undefined) return undefined
  const mark = found['mark'] ?? found['letter'] ?? found['before']
  if (mark) return { rupiah, direction: readMark(mark) ?? 'in' }
  const sign = found['sign'] ?? found['inner']
  return sign ? { rupiah, direction: sign === '+' ? 'in' : 'out' } : { rupiah }
}

const AMOUNT =
  /^(?:(?<before>cr|db|dr|kr)\s*)?(?<sign>[-+(])?\s*(?:(?:rp|idr)\.?\s*)?(?<inner>[-+])?\s*(?<number>[\d.,]*\d)(?:[.,]-)?\s*\)?(?:\s*(?<mark>cr|db|dr|kr)|\s+(?<letter>[kdc]))?\.?$/i

/** CR and DB as a cell of their own or after an amount. */
export function readMark(text: string): Direction | undefined {
  if (/^(cr|kr|k|c|kredit|credit|masuk)\.?$/i.test(text.trim())) return 'in'
  if (/^(db|dr|d|debit|debet|keluar)\.?$/i.test(text.trim())) return 'out'
  return undefined
}

/**
 * Points and commas change places between banks. Three digits after the last of them are
 * thousands and two are sen, which are left out: nobody is credited a rupiah that did not come.
 */
function wholeRupiah(number: string): number | undefined {
  const [, whole = '', sen] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(number) ?? []
  const isGrouped = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(whole)
  if (whole === '' ? sen === undefined : !isGrouped && !/^\d+$/.test(whole)) return undefined
  // "1,5" may be a million and a half, but not one rupiah and five sen.
  if (sen?.length === 1 && !isGrouped && whole.length < 4) return undefined
  const rupiah = Number(whole.replace(/[.,]/g, ''))
  return Number.isSafeInteger(rupiah) ? rupiah : undefined
}

const REFERENCE =
  /\b(?:ref(?:f|erensi|erence)?|rrn|jurnal|journal|id transaksi|transaction id|no\.? transaksi)\b\.?\s*(?:(?:no|id)\b)?\.?\s*[:#]?\s*(?=[a-z/-]*\d)([a-z0-9][a-z0-9/-]{3,})/i

export function readReference(text: string): string | null {
  return REFERENCE.exec(text)?.[1] ?? null
}

export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

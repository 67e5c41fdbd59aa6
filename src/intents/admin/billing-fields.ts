import { BILLING_LIMITS, type BillingSettings } from '../../domain/billing/billing-settings.ts'
import { formatRupiah } from '../../domain/money.ts'
import type { Language } from '../../domain/people/person.ts'
import { readCount, readYesNo } from '../understand/read-quantity.ts'
import type { words } from '../wording/words.ts'
import { readRupiah } from './invoice-arguments.ts'

type Key = keyof BillingSettings
type Kind = 'days' | 'percent' | 'basis' | 'rupiah' | 'yes' | 'anchor' | 'list'
type Field = { key: Key; kind: Kind; aliases: string[] }

/** Every choice about billing by the word it is typed with, in the order it is shown. */
export const BILLING_FIELDS = {
  tanggal: { key: 'anchorDay', kind: 'anchor', aliases: ['anchor'] },
  prorata: { key: 'prorate', kind: 'yes', aliases: ['prorate'] },
  terbit: { key: 'issueDaysBefore', kind: 'days', aliases: ['issue'] },
  jatuhtempo: { key: 'firstDueDays', kind: 'days', aliases: ['jatuh-tempo', 'due'] },
  tenggang: { key: 'graceDays', kind: 'days', aliases: ['grace'] },
  minimal: { key: 'minPaidPercent', kind: 'percent', aliases: ['minimal-bayar', 'min'] },
  berhenti: { key: 'stopAfterDays', kind: 'days', aliases: ['berhenti-setelah', 'stop'] },
  pengingat: { key: 'remindDaysBefore', kind: 'list', aliases: ['remind'] },
  ppn: { key: 'taxBasisPoints', kind: 'basis', aliases: ['pajak', 'tax'] },
  denda: { key: 'lateFeeRupiah', kind: 'rupiah', aliases: ['fee'] },
  tempo: { key: 'creditTermsRupiah', kind: 'rupiah', aliases: ['kredit', 'credit'] },
  utang: { key: 'debtAlertRupiah', kind: 'rupiah', aliases: ['batas-utang', 'debt'] },
  ingatsaldo: { key: 'creditReminderRupiah', kind: 'rupiah', aliases: ['ingat-saldo'] },
  modal: { key: 'defaultCostPercent', kind: 'percent', aliases: ['cost'] },
} as const satisfies Record<string, Field>

export type BillingField = keyof typeof BILLING_FIELDS
export const billingFields = Object.keys(BILLING_FIELDS) as BillingField[]

/** The word somebody typed for one of them. */
export function fieldNamed(word: string): BillingField | undefined {
  const said = word.toLowerCase()
  return billingFields.find((name) => {
    const { aliases }: Field = BILLING_FIELDS[name]
    return name === said || aliases.includes(said)
  })
}

const ANCHOR_BY_LINE = /^(?:aktivasi|mulai|masing-masing|activation|-|0)$/i
const MOST_REMINDERS = 10

/** A value as typed, within what it may be; undefined where it is not. */
export function readField(name: BillingField, text: string): Partial<BillingSettings> | undefined {
  const { key, kind }: Field = BILLING_FIELDS[name]
  const value = readKind(kind, text.trim())
  if (value === undefined) return undefined
  const limits: readonly [number, number] | undefined =
    key in BILLING_LIMITS ? BILLING_LIMITS[key as keyof typeof BILLING_LIMITS] : undefined
  if (typeof value === 'number' && limits && (value < limits[0] || value > limits[1])) {
    return undefined
  }
  return { [key]: value }
}

function readKind(kind: Kind, text: string): number | boolean | number[] | null | undefined {
  switch (kind) {
    case 'yes':
      return readYesNo(text)
    case 'rupiah':
      return /^(?:0|mati|off|tidak)$/i.test(text) ? 0 : readRupiah(text)
    case 'percent':
      return readCount(text.replace(/\s*(?:%|persen|percent)$/i, ''))
    case 'basis': {
      const number = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:%|persen|percent)?$/i.exec(text)?.[1]
      if (/^(?:mati|off|tidak)$/i.test(text)) return 0
      return number === undefined ? undefined : Math.round(Number(number.replace(',', '.')) * 100)
    }
    case 'anchor':
      return ANCHOR_BY_LINE.test(text) ? null : readCount(text.replace(/^(?:tanggal|tgl)\s*/i, ''))
    case 'list':
      return readDays(text)
    case 'days':
      return /^(?:mati|off|tidak|tidak pernah|never)$/i.test(text)
        ? 0
        : readCount(text.replace(/\s*(?:hari|days?)$/i, ''))
  }
}

/** "7,3,1,0": each once, the longest first. */
function readDays(text: string): number[] | undefined {
  if (/^(?:mati|off|tidak|none)$/i.test(text)) return []
  const days = text.split(/[\s,;]+/).map((one) => readCount(one.replace(/^h-/i, '')))
  const known = days.filter((one) => one !== undefined && one <= 28).map(Number)
  if (known.length !== days.length || known.length > MOST_REMINDERS) return undefined
  return [...new Set(known)].toSorted((a, b) => b - a)
}

type Units = ReturnType<typeof words>['settings']['units']

/** Its value now, in words. */
export function sayField(name: BillingField, now: BillingSettings, units: Units): string {
  const { key, kind }: Field = BILLING_FIELDS[name]
  const value = now[key]
  if (value === null) return units.byLine
  if (typeof value === 'boolean') return value ? units.yes : units.no
  if (typeof value === 'object') return value.length === 0 ? units.off : units.before(value)
  switch (kind) {
    case 'anchor':
      return units.onDay(value)
    case 'rupiah':
      return value === 0 ? units.off : formatRupiah(value)
    case 'percent':
      return value === 0 ? units.off : `${value}%`
    case 'basis':
      return value === 0 ? units.off : `${value / 100}%`
    case 'days':
    case 'list':
    case 'yes':
      return key === 'stopAfterDays' && value === 0 ? units.never : units.days(value)
  }
}

/** What a value must be, said to whoever typed something else. */
export function ruleOf(name: BillingField, language: Language): string {
  const { key, kind }: Field = BILLING_FIELDS[name]
  const [from, to] =
    key in BILLING_LIMITS ? BILLING_LIMITS[key as keyof typeof BILLING_LIMITS] : [0, 28]
  const id = language === 'id'
  switch (kind) {
    case 'yes':
      return id ? '"ya" atau "tidak"' : '"yes" or "no"'
    case 'rupiah':
      return id ? 'jumlah uang, mis. 10rb; 0 untuk mematikan' : 'an amount, e.g. 10k; 0 for off'
    case 'percent':
      return id ? `angka persen ${from} sampai ${to}` : `a percentage from ${from} to ${to}`
    case 'basis':
      return id
        ? 'persen, mis. 11 atau 1,1; 0 untuk mematikan'
        : 'a percentage, e.g. 11 or 1.1; 0 for off'
    case 'anchor':
      return id
        ? 'tanggal 1 sampai 28, atau "aktivasi" untuk tanggal mulai masing-masing'
        : 'a day from 1 to 28, or "activation" for the day each line began'
    case 'list':
      return id
        ? 'angka hari dipisah koma, 0 sampai 28, mis. 7,3,1,0'
        : 'numbers of days from 0 to 28 with commas, e.g. 7,3,1,0'
    case 'days':
      return id ? `angka hari ${from} sampai ${to}` : `a number of days from ${from} to ${to}`
  }
}

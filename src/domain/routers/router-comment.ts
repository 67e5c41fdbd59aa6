import type { Day } from '../day.ts'

/**
 * The mark in the comment of a router user that says it is ours. Routers carry several older
 * forms of it; all are read, one is written:
 * `VOUCHER_SYSTEM|customer|subscription|vendor|date|by`, NULL where there is none.
 */
export type RouterMark = {
  system: 'voucher' | 'pppoe' | 'other'
  form: FormName
  fields: Partial<Record<Field, string>>
}

type FormName = (typeof forms)[number]['form'] | 'json' | 'unreadable'
type Field =
  | 'batch'
  | 'sellRupiah'
  | 'costRupiah'
  | 'validHours'
  | 'validDays'
  | 'vendor'
  | 'date'
  | 'by'
  | 'firstLogin'
  | 'expires'
  | 'customer'
  | 'subscription'
  | 'text'

type Form = {
  form: string
  system?: 'voucher' | 'pppoe'
  fields: Field[]
  /** How many of the fields may be missing at the end. */
  open?: number
  fits?: (parts: string[]) => boolean
}

const forms = [
  {
    form: 'batch',
    system: 'voucher',
    // The last two are written at the first login.
    fields: [
      'batch',
      'sellRupiah',
      'costRupiah',
      'validHours',
      'vendor',
      'date',
      'by',
      'firstLogin',
      'expires',
    ],
    open: 2,
  },
  { form: 'clock', system: 'voucher', fields: ['sellRupiah', 'firstLogin', 'expires'] },
  {
    form: 'price',
    system: 'voucher',
    fields: ['sellRupiah', 'costRupiah', 'batch', 'date', 'by'],
    // As many fields as `owner`, where the first three are numbers of ours or NULL.
    fits: ([sell = '', cost = '', batch = '']) =>
      isNumber(sell) && isNumber(cost) && batch !== 'NULL' && !isNumber(batch),
  },
  { form: 'owner', fields: ['customer', 'subscription', 'vendor', 'date', 'by'] },
  { form: 'owner', system: 'pppoe', fields: ['customer', 'subscription', 'vendor', 'date'] },
  {
    form: 'batch',
    system: 'pppoe',
    fields: ['batch', 'sellRupiah', 'costRupiah', 'customer', 'subscription', 'date', 'by'],
  },
  { form: 'profile', system: 'pppoe', fields: ['sellRupiah', 'costRupiah', 'validDays'] },
  { form: 'text', system: 'pppoe', fields: ['text', 'date'] },
] as const satisfies Form[]

const MARKS = { VOUCHER_SYSTEM: 'voucher', PPPOE_SYSTEM: 'pppoe' } as const

/** Null: not ours, never to be touched. */
export function readMark(comment: string): RouterMark | null {
  const text = comment.trim()
  const [mark = '', ...parts] = text.split('|').map((part) => part.trim())
  if (mark !== 'VOUCHER_SYSTEM' && mark !== 'PPPOE_SYSTEM') return readJsonMark(text)

  const system = MARKS[mark]
  const found = forms.find((form: Form) => {
    const least = form.fields.length - (form.open ?? 0)
    return (
      (form.system ?? system) === system &&
      parts.length >= least &&
      parts.length <= form.fields.length &&
      (form.fits?.(parts) ?? true)
    )
  })
  // Comments were cut where they grew too long: still ours, only less is known.
  if (!found) return { system, form: 'unreadable', fields: {} }
  const fields = found.fields.flatMap((field, at) => {
    const value = parts[at] ?? ''
    return value === '' || value === 'NULL' ? [] : [[field, value]]
  })
  return { system, form: found.form, fields: Object.fromEntries(fields) }
}

export function isMarked(comment: string): boolean {
  // Asked of every user of every list: nearly all are plain.
  const isPlain = comment.startsWith('VOUCHER_SYSTEM|') || comment.startsWith('PPPOE_SYSTEM|')
  return isPlain || readMark(comment) !== null
}

export function writeMark(mark: {
  system: 'voucher' | 'pppoe'
  customer: number | null
  subscription: number | null
  vendor: number | null
  day: Day
  by: string | null
}): string {
  const { system, customer, subscription, vendor, day, by } = mark
  const name = by
    ?.replaceAll(/[|\p{C}]/gu, ' ')
    .trim()
    .slice(0, 40)
  return [
    system === 'voucher' ? 'VOUCHER_SYSTEM' : 'PPPOE_SYSTEM',
    customer ?? 'NULL',
    subscription ?? 'NULL',
    vendor ?? 'NULL',
    day,
    name || 'NULL',
  ].join('|')
}

function readJsonMark(text: string): RouterMark | null {
  if (!text.startsWith('{')) return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
  } catch {
    return null
  }
  return { system: 'other', form: 'json', fields: {} }
}

function isNumber(text: string) {
  return /^\d+$/.test(text)
}

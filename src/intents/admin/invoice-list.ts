import { z } from 'zod'
import { choosePayer, type Payer } from '../../domain/billing/choose-invoice.ts'
import { listInvoices, monthOf } from '../../domain/billing/list-invoices.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { type MonthSaid, monthSaid, readMonth } from '../understand/read-month.ts'
import { sayMonth } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { customerArgument } from './invoice-arguments.ts'

type State = 'all' | 'paid' | 'unpaid' | 'late'

const STATES: Record<string, State> = {
  semua: 'all',
  all: 'all',
  lunas: 'paid',
  paid: 'paid',
  belum: 'unpaid',
  unpaid: 'unpaid',
  open: 'unpaid',
  terbuka: 'unpaid',
  telat: 'late',
  terlambat: 'late',
  late: 'late',
  overdue: 'late',
}

/** A state or a month: `/tagihan daftar nov` leaves the state out. */
function readState(text: string): State | MonthSaid | undefined {
  return STATES[text.toLowerCase()] ?? readMonth(text)
}

const RULE = {
  id: 'lunas, belum, telat, atau semua',
  en: 'lunas (paid), belum (open), telat (late) or semua (all)',
}

export const invoiceList = defineIntent({
  name: 'invoice.list',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tagihan',
    verb: 'daftar',
    aliases: ['list', 'semua'],
    positional: ['status', 'bulan'],
    about: { id: 'Daftar tagihan: lunas, belum, telat', en: 'List invoices: paid, open, late' },
    examples: ['/tagihan daftar telat', '/tagihan daftar lunas nov', '/tagihan daftar 2026-11'],
  },
  arguments: [
    {
      name: 'status',
      aliases: ['state'],
      optional: true,
      ask: { id: 'Yang mana?', en: 'Which ones?' },
      rule: RULE,
      offer: async () => [
        { label: 'Belum lunas', value: 'belum' },
        { label: 'Telat', value: 'telat' },
        { label: 'Lunas', value: 'lunas' },
      ],
    },
    {
      name: 'bulan',
      aliases: ['month'],
      optional: true,
      rare: true,
      ask: { id: 'Bulan apa?', en: 'Which month?' },
      rule: { id: 'bulan, mis. nov, 2026-11, ini, atau lalu', en: 'a month, e.g. nov or 2026-11' },
    },
    { ...customerArgument, optional: true, rare: true },
    {
      name: 'hal',
      aliases: ['page', 'halaman'],
      optional: true,
      rare: true,
      ask: { id: 'Halaman berapa?', en: 'Which page?' },
      rule: { id: 'nomor halaman', en: 'the number of a page' },
    },
  ],
  input: z.object({
    status: typed(readState).optional(),
    bulan: typed(readMonth).optional(),
    pelanggan: z.string().trim().min(1).max(60).optional(),
    hal: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  async run(deps, { status, bulan, pelanggan, hal }, turn) {
    const payer = pelanggan === undefined ? undefined : await choosePayer(deps, pelanggan)
    const state = typeof status === 'string' ? status : 'all'
    const month = bulan ?? (typeof status === 'string' ? undefined : status)
    return listOf(deps, turn, { state, payer, month, page: hal })
  },
})

type Listing = {
  state: State
  payer: Payer | undefined
  month: MonthSaid | undefined
  page: number
}

export async function listOf(
  deps: Deps,
  turn: Turn,
  { state, payer, month, page }: Listing,
): Promise<Reply> {
  const { invoices } = words(turn)
  const today = dayOf(deps.now(), deps.business.timeZone)
  const span = month ? monthOf(firstOf(month, today)) : null
  const list = await listInvoices(deps, { state, span, personId: payer?.id ?? null, page })
  const title = invoices.listTitles[state]
  const whose = payer?.name ?? null
  if (list.count === 0) return { text: invoices.noneListed(title, whose) }
  const turnTo = (label: string, hal: number) => ({
    label,
    act: {
      intent: 'invoice.list',
      input: {
        status: WORD_OF[state],
        hal,
        ...(span && { bulan: span.from.slice(0, 7) }),
        ...(payer && { pelanggan: String(payer.id) }),
      },
    },
  })
  return {
    text: invoices.list({
      ...list,
      onlyOpen: state === 'unpaid' || state === 'late',
      title,
      whose,
      month: span && sayMonth(span.from, turn.person.language),
      lines: list.invoices.map((one) => invoices.line(one)),
    }),
    choices: [
      ...list.invoices.map(({ id, number, customer }) => ({
        label: `${number ?? `#${id}`} · ${customer}`,
        act: { intent: 'invoice.show', input: { tagihan: number ?? `#${id}` } },
      })),
      ...(list.page > 1 ? [turnTo(invoices.buttons.back, list.page - 1)] : []),
      ...(list.page < list.pages ? [turnTo(invoices.buttons.next, list.page + 1)] : []),
    ],
  }
}

const WORD_OF: Record<State, string> = {
  all: 'semua',
  paid: 'lunas',
  unpaid: 'belum',
  late: 'telat',
}

function firstOf(month: MonthSaid, today: Day): Day {
  return monthSaid(month, today)
}

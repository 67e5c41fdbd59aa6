import { z } from 'zod'
import { balancesOf } from '../../domain/billing/balances.ts'
import {
  chooseInvoice,
  choosePayer,
  type Payer,
  readInvoiceNumber,
  readPayer,
} from '../../domain/billing/choose-invoice.ts'
import { recentTwin } from '../../domain/billing/history.ts'
import { isOwed } from '../../domain/billing/invoice.ts'
import { readInvoice } from '../../domain/billing/invoice-queries.ts'
import { invoiceIdByNumber } from '../../domain/billing/list-invoices-queries.ts'
import { type CashPlan, checkCreditTerms, planCash } from '../../domain/billing/plan-cash.ts'
import { recordCash } from '../../domain/billing/record-cash.ts'
import type { Deps } from '../../domain/deps.ts'
import { may } from '../../domain/people/permission.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Argument, defineIntent, type Reply, type Spec } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { amountArgument, customerArgument, LEAST_RUPIAH, MOST_RUPIAH } from './invoice-arguments.ts'
import {
  type CashMethod,
  type Part,
  readAmountOrAll,
  readMethod,
  readParts,
} from './pay-arguments.ts'

const schema = z
  .object({
    pelanggan: z.string().trim().min(1).max(60).optional(),
    jumlah: typed(readAmountOrAll)
      .pipe(z.union([z.literal('all'), z.number().int().min(LEAST_RUPIAH).max(MOST_RUPIAH)]))
      .optional(),
    cara: z.string().trim().min(1).max(60).optional(),
    tagihan: z.string().trim().min(1).max(60).optional(),
    bagi: typed(readParts).optional(),
    settled: z
      .object({
        personId: z.int().positive(),
        invoiceId: z.int().positive().nullable(),
        totalRupiah: z.int().positive(),
      })
      .optional(),
  })
  .superRefine(({ pelanggan, jumlah }, context) => {
    if (pelanggan === undefined || jumlah !== undefined) return
    context.addIssue({ code: 'custom', path: ['jumlah'], message: 'missing' })
  })
type Typed = z.output<typeof schema>

const amount: Argument = {
  ...amountArgument,
  ask: {
    id: 'Berapa yang dibayar? (mis. 150rb, atau "lunas")',
    en: 'How much was paid? (e.g. 150k, or "lunas" for all that is open)',
  },
}
const method: Argument = {
  name: 'cara',
  aliases: ['method', 'metode'],
  ask: { id: 'Tunai atau transfer?', en: 'Cash or transfer?' },
  rule: { id: 'tunai atau transfer', en: 'cash or transfer' },
  offer: async () => [
    { label: 'Tunai', value: 'tunai' },
    { label: 'Transfer', value: 'transfer' },
  ],
}
const seldom: Argument[] = [
  {
    name: 'tagihan',
    aliases: ['invoice'],
    optional: true,
    rare: true,
    ask: { id: 'Untuk tagihan yang mana?', en: 'For which invoice?' },
    rule: { id: 'nomor tagihan, mis. INV/2026/11/000012', en: 'the number of an invoice' },
  },
  {
    name: 'bagi',
    aliases: ['split', 'rincian'],
    optional: true,
    rare: true,
    ask: { id: 'Dibagi bagaimana?', en: 'In which parts?' },
    rule: {
      id: 'bagian dengan caranya, mis. "60rb tunai, 40rb transfer"',
      en: 'parts with their method, e.g. "60k cash, 40k transfer"',
    },
  },
]
const unasked = (one: Argument): Argument => ({ ...one, rare: true })

/** Money somebody of the team received. Bare, it offers what can be done about payments. */
export const payRecord = defineIntent({
  name: 'payment.record',
  ...recording(),
  command: {
    noun: 'bayar',
    verb: '',
    positional: ['pelanggan', 'jumlah', 'cara', 'tagihan'],
    about: { id: 'Catat pembayaran tunai atau transfer', en: 'Record a payment' },
    examples: [
      '/bayar budi 150rb tunai',
      '/bayar budi lunas transfer',
      '/bayar budi 100rb tunai INV/2026/11/000012',
      '/bayar budi 100rb bagi="60rb tunai, 40rb transfer"',
    ],
  },
  arguments: [unasked(customerArgument), unasked(amount), unasked(method), ...seldom],
})

/** The same, asking for one thing after the other. */
export const payAsk = defineIntent({
  name: 'payment.ask',
  ...recording(),
  command: {
    noun: 'bayar',
    verb: 'catat',
    aliases: ['record', 'tambah'],
    positional: ['pelanggan', 'jumlah', 'cara', 'tagihan'],
    about: { id: 'Catat pembayaran, ditanya satu per satu', en: 'Record a payment, step by step' },
    examples: ['/bayar catat', '/bayar catat budi 150rb tunai'],
  },
  arguments: [customerArgument, amount, method, ...seldom],
})

function recording() {
  const spec: Pick<Spec<Typed>, 'who' | 'input' | 'confirm' | 'pin' | 'run'> = {
    who: { permission: 'payments.confirm' },
    input: schema,
    async confirm(deps, input, turn) {
      if (input.pelanggan === undefined) return undefined
      const cash = await readCash(deps, input, turn)
      const { payer, parts, laterRupiah, invoiceId, nowRupiah } = cash
      const twin = await recentTwin(deps, { personId: payer.id, amountRupiah: nowRupiah })
      const text = words(turn).balances.payAsk({
        customer: payer.called,
        parts,
        laterRupiah,
        plan: await planCash(deps, { personId: payer.id, invoiceId, amountRupiah: nowRupiah }),
        twin: twin && sayWhen(twin, turn.person.language, deps.business.timeZone),
      })
      const totalRupiah = nowRupiah + laterRupiah
      const settled = { personId: payer.id, invoiceId: invoiceId ?? null, totalRupiah }
      return { text, settled: { settled } }
    },
    pin: ({ pelanggan }) => pelanggan !== undefined,
    run: (deps, input, turn) =>
      input.pelanggan === undefined ? Promise.resolve(menu(turn)) : record(deps, input, turn),
  }
  return spec
}

async function record(deps: Deps, input: Typed, turn: Turn): Promise<Reply> {
  const { payer, parts, invoiceId, nowRupiah } = await readCash(deps, input, turn)
  const divided: CashPlan = { pays: [], surplusRupiah: 0 }
  for (const part of parts) {
    const done = await recordCash(deps, {
      ...part,
      personId: payer.id,
      ...(invoiceId !== undefined && { invoiceId }),
      by: turn.person.id,
    })
    divided.surplusRupiah += done.surplusRupiah
    for (const one of done.appliedTo) addTo(divided, one)
  }
  return {
    text: words(turn).balances.paid(payer.name, nowRupiah, divided),
    choices: await receiptsOf(deps, turn, divided),
  }
}

type Cash = {
  payer: Payer
  parts: { method: CashMethod; amountRupiah: number }[]
  nowRupiah: number
  laterRupiah: number
  invoiceId: number | undefined
}

/** What was typed, as money: refuses what does not add up before anybody says yes. */
async function readCash(deps: Deps, input: Typed, turn: Turn): Promise<Cash> {
  const { settled } = input
  const payer = settled
    ? await readPayer(deps, settled.personId)
    : await choosePayer(deps, input.pelanggan ?? '')
  const { method, invoiceId, openRupiah } = await readRest(deps, { input, payer, turn })
  const typedRupiah = input.jumlah === 'all' ? openRupiah : (input.jumlah ?? 0)
  const total = settled?.totalRupiah ?? typedRupiah
  if (total === 0) {
    const problem = words(turn).balances.nothingOpen(payer.name)
    throw new Refusal('input.invalid', { field: 'jumlah', problem })
  }
  const parts: Part[] = input.bagi ?? [{ method, amountRupiah: total }]
  const sum = parts.reduce((all, { amountRupiah }) => all + amountRupiah, 0)
  if (sum !== total) {
    const problem = words(turn).balances.partsDiffer(sum, total)
    throw new Refusal('input.invalid', { field: 'bagi', problem })
  }
  const now = parts.flatMap(({ method: how, amountRupiah }) =>
    how === 'credit' ? [] : [{ method: how, amountRupiah }],
  )
  const nowRupiah = now.reduce((all, { amountRupiah }) => all + amountRupiah, 0)
  // What waits is owed already: with what is paid now gone, the rest must be within the terms.
  if (nowRupiah < sum) await checkCreditTerms(deps, { personId: payer.id, moreRupiah: -nowRupiah })
  return { payer, parts: now, nowRupiah, laterRupiah: sum - nowRupiah, invoiceId }
}

/** The method and the invoice stand in any order behind the amount. */
async function readRest(
  deps: Deps,
  { input, payer, turn }: { input: Typed; payer: Payer; turn: Turn },
) {
  const rest = [input.cara, input.tagihan].filter((one) => one !== undefined)
  const method = rest.map(readMethod).find((one) => one !== undefined) ?? 'cash'
  const named = rest.find((one) => readMethod(one) === undefined)
  if (named === undefined) {
    const { owedRupiah } = await balancesOf(deps, payer.id)
    return { method, invoiceId: undefined, openRupiah: owedRupiah }
  }
  if (readInvoiceNumber(deps, named) === undefined) {
    throw new Refusal('invoice.unknown', { number: `"${named}"` })
  }
  const chosen = input.settled?.invoiceId
  const invoice = chosen ? await readInvoice(deps.db, chosen) : await chooseInvoice(deps, named)
  if (!invoice) throw new Refusal('invoice.unknown', { number: named })
  const number = invoice.number ?? named
  if (invoice.person_id !== payer.id) {
    const problem = words(turn).balances.notHis(number, payer.name)
    throw new Refusal('input.invalid', { field: 'tagihan', problem })
  }
  if (!isOwed(invoice.state)) {
    throw new Refusal('invoice.closed', { number, state: invoice.state })
  }
  const openRupiah = invoice.total_rupiah - invoice.applied_rupiah
  return { method, invoiceId: invoice.id, openRupiah }
}

/** Two parts may go to one invoice: it is spoken of once. */
function addTo(divided: CashPlan, part: CashPlan['pays'][number]) {
  const known = divided.pays.find(({ number }) => number === part.number)
  if (!known) {
    divided.pays.push({ ...part })
    return
  }
  known.appliedRupiah += part.appliedRupiah
  known.openRupiah = part.openRupiah
}

async function receiptsOf(deps: Deps, turn: Turn, { pays }: CashPlan) {
  const { buttons } = words(turn).invoices
  const paid = pays.filter(({ openRupiah }) => openRupiah === 0)
  const ids = await Promise.all(paid.map(({ number }) => invoiceIdByNumber(deps.db, number)))
  return ids.flatMap((id, place) => {
    if (id === undefined) return []
    const label = `${buttons.receipt} ${paid[place]?.number ?? ''}`
    return [{ label, act: { intent: 'payment.receipt', input: { kind: 'invoice', id } } }]
  })
}

function menu(turn: Turn): Reply {
  const { payMenu, payButtons } = words(turn).balances
  const asking = { skipped: [] }
  const to = (label: string, intent: string) => ({ label, act: { intent, input: {}, asking } })
  return {
    text: payMenu,
    choices: [
      to(payButtons.record, 'payment.ask'),
      to(payButtons.transfers, 'payment.confirm_transfer'),
      ...(may(turn.person, 'payments.refund')
        ? [to(payButtons.reverse, 'payment.reverse'), to(payButtons.refund, 'payment.refund')]
        : []),
      to(payButtons.receipts, 'payment.receipts'),
    ],
  }
}

import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import type { SentFile } from '../../domain/media/sent-file.ts'
import { listMutations } from '../../domain/payments/list-mutations.ts'
import type { Candidate, WaitingMutation } from '../../domain/payments/mutation.ts'
import { bankAccounts, chooseAccount } from '../../domain/payments/mutation-account.ts'
import { type Argument, defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { fileInput } from '../typed.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'

const account: Argument = {
  ...rare('rekening', ['account', 'bank'], 'Rekening yang mana?', 'Which account?'),
  rule: { id: 'nama bank atau nomor rekening', en: 'a bank or an account number' },
  offer: async (deps) => bankAccounts(deps).map((one) => ({ label: one, value: one })),
}
const file = {
  name: 'berkas',
  file: true,
  ask: {
    id: 'Kirim berkas mutasinya (CSV atau XLSX dari internet banking).',
    en: 'Send the list (CSV or XLSX from internet banking).',
  },
} as const

/** What came in on our accounts: brought by whoever may confirm payments, and what waits for a word. */
export const mutationList = defineIntent({
  name: 'payment.mutations',
  who: { permission: 'payments.confirm' },
  command: {
    noun: 'bayar',
    verb: 'mutasi',
    aliases: ['mutation', 'mutations', 'bank'],
    rest: 'isi',
    about: {
      id: 'Cocokkan mutasi bank: tempel teks atau kirim CSV/XLSX',
      en: 'Match bank lines: paste text or send a CSV/XLSX',
    },
    examples: [
      '/bayar mutasi',
      '/bayar mutasi rekening=BCA 21/11 TRSF E-BANKING CR BUDI 150.123,00 CR',
    ],
  },
  arguments: [
    account,
    { ...rare('isi', ['teks', 'text'], 'Tempel mutasinya.', 'Paste the lines.') },
    { ...file, optional: true, rare: true },
    rare('halaman', ['page'], 'Halaman berapa?', 'Which page?'),
  ],
  input: z.object({
    rekening: z.string().trim().max(80).optional(),
    isi: z.string().trim().max(50_000).optional(),
    berkas: fileInput.optional(),
    halaman: z.coerce.number().int().min(1).default(1),
  }),
  async run(deps, { rekening, isi, berkas, halaman }, turn) {
    if (isi || berkas) return bring(deps, { rekening, isi, berkas }, turn)
    return listWaiting(deps, turn, { page: halaman, rekening })
  },
})

/** The same for a file, asked for. */
export const mutationFile = defineIntent({
  name: 'payment.mutation_file',
  who: { permission: 'payments.confirm' },
  arguments: [file],
  input: z.object({ berkas: fileInput }),
  run: (deps, { berkas }, turn) => bring(deps, { berkas }, turn),
})

async function bring(
  deps: Deps,
  given: {
    rekening?: string | undefined
    isi?: string | undefined
    berkas?: SentFile | undefined
  },
  turn: Turn,
): Promise<Reply> {
  const { moneyChecks } = words(turn)
  const { rekening, isi, berkas } = given
  const chosen = chooseAccount(deps, rekening)
  if (chosen === undefined) {
    const input = Object.fromEntries(Object.entries(given).filter(([, value]) => value))
    return {
      text: moneyChecks.chooseAccount,
      choices: bankAccounts(deps).map((one) => ({
        label: one,
        act: { intent: 'payment.mutations', input: { ...input, rekening: one } },
      })),
    }
  }
  await later(deps, {
    kind: 'mutations.bring',
    bringing: deps.secrets.token().slice(0, 16),
    account: chosen,
    by: turn.person.id,
    conversationId: turn.conversationId,
    askedAt: deps.now().toISOString(),
    ...(berkas ? { file: berkas } : { text: isi ?? '' }),
  })
  return { text: moneyChecks.reading }
}

/** The first page of what waits, a button for each thing it may be. */
export async function listWaiting(
  deps: Deps,
  turn: Turn,
  { page = 1, rekening }: { page?: number; rekening?: string | undefined } = {},
): Promise<Reply> {
  const { moneyChecks } = words(turn)
  const { waiting, count, ...at } = await listMutations(deps, page)
  const choices = waiting.flatMap((one, index) => choicesOf(turn, one, index + 1))
  const further =
    at.page < at.pages
      ? [
          {
            label: moneyChecks.next,
            act: { intent: 'payment.mutations', input: { halaman: at.page + 1 } },
          },
        ]
      : []
  const send = { label: moneyChecks.sendFile, act: { intent: 'payment.mutation_file', input: {} } }
  return {
    text: [
      count === 0 ? moneyChecks.noneWaiting : moneyChecks.waiting(count, at.page, at.pages),
      ...waiting.map(({ amountRupiah, day, text }, index) =>
        moneyChecks.mutation({ place: index + 1, amountRupiah, day, text }),
      ),
      '',
      moneyChecks.mutationsHow,
    ].join('\n'),
    choices: [...choices, ...further, send],
    // Forwarded or pasted, it needs no command before it.
    free: {
      act: { intent: 'payment.mutations', input: rekening ? { rekening } : {} },
      field: 'isi',
    },
  }
}

function choicesOf(turn: Turn, { id, candidates }: WaitingMutation, place: number) {
  const { moneyChecks } = words(turn)
  const choice = (label: string, verdict: object) => ({
    label: `${place}. ${label}`,
    act: { intent: 'payment.mutation_decide', input: { mutationId: id, verdict } },
  })
  return [
    ...candidates.map((one: Candidate) =>
      choice(moneyChecks.candidate(one), { kind: one.kind, id: one.id }),
    ),
    {
      label: `${place}. ${moneyChecks.otherCustomer}`,
      act: { intent: 'payment.mutation_assign', input: { mutationId: id } },
    },
    choice(moneyChecks.notAPayment, { kind: 'ignore' }),
  ]
}

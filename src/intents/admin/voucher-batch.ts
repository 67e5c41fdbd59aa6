import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { listBatches, showBatch } from '../../domain/vouchers/show-batch.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

export const voucherBatch = defineIntent({
  name: 'voucher.batch',
  who: { permission: 'vouchers.view' },
  command: {
    noun: 'voucher',
    verb: 'batch',
    aliases: ['batches'],
    positional: ['nomor'],
    about: {
      id: 'Lihat batch: tercetak, terjual, terpakai',
      en: 'See a batch: printed, sold, used',
    },
    examples: ['/voucher batch BATCH-202611-003', '/voucher batch'],
  },
  arguments: [
    {
      name: 'nomor',
      aliases: ['number', 'batch'],
      optional: true,
      rare: true,
      ask: { id: 'Nomor batchnya?', en: 'The number of the batch?' },
    },
  ],
  input: z.object({ nomor: z.string().trim().min(1).optional() }),

  async run(deps, { nomor }, turn) {
    return nomor === undefined ? listThem(deps, turn) : showOne(deps, turn, nomor)
  },
})

async function listThem(deps: Deps, turn: Turn): Promise<Reply> {
  const { vouchers } = words(turn)
  const batches = await listBatches(deps)
  if (batches.length === 0) return { text: vouchers.noBatches }
  const lines = batches.map((one) =>
    vouchers.batchLine(one.number, one.quantity, one.package, vouchers.batchStates[one.state]),
  )
  return {
    text: [vouchers.batches, ...lines].join('\n'),
    choices: batches.map(({ number }) => ({
      label: number,
      act: { intent: 'voucher.batch', input: { nomor: number } },
    })),
  }
}

async function showOne(deps: Deps, turn: Turn, number: string): Promise<Reply> {
  const { vouchers } = words(turn)
  const batch = await showBatch(deps, number)
  const text = vouchers.batch({
    number: batch.number,
    package: batch.package,
    router: batch.router,
    quantity: batch.quantity,
    state: batch.state,
    problem: batch.problem,
    madeAt: sayWhen(batch.created_at, turn.person.language, deps.business.timeZone),
    madeBy: batch.made_by,
    revenueRupiah: batch.revenue_rupiah,
    profitRupiah: batch.revenue_rupiah - batch.sold_cost_rupiah,
    forStock: batch.for_stock,
    onRouter: batch.on_router,
    printed: batch.printed_at !== null,
    sold: batch.sold,
    firstLogin: batch.first_login,
    expired: batch.expired,
    revoked: batch.revoked,
  })
  const input = { batch: batch.number }
  if (batch.state === 'pending') {
    const act = { intent: 'voucher.withdraw', input }
    return { text, choices: [{ label: vouchers.withdraw, act }] }
  }
  if (batch.state === 'withdrawn') return { text }
  const forms = ['a4', 'thermal58', 'xlsx'] as const
  return {
    text,
    choices: forms.map((form) => ({
      label: vouchers.printForms[form],
      act: { intent: 'voucher.print', input: { ...input, bentuk: form } },
    })),
  }
}

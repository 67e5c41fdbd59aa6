import { z } from 'zod'
import { chooseBatch } from '../../domain/vouchers/choose-batch.ts'
import { withdrawBatch } from '../../domain/vouchers/withdraw-batch.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { batchNumber } from './voucher-arguments.ts'

/** Needs no second question: nobody has seen these codes, and they can be made again. */
export const voucherWithdraw = defineIntent({
  name: 'voucher.withdraw',
  who: { permission: 'vouchers.create' },
  command: {
    noun: 'voucher',
    verb: 'tarik',
    aliases: ['withdraw', 'batal'],
    positional: ['batch'],
    about: { id: 'Tarik batch yang belum jadi', en: 'Withdraw a batch that is not ready' },
    examples: ['/voucher tarik BATCH-202611-003'],
  },
  arguments: [batchNumber('pending')],
  input: z.object({ batch: z.string().trim().min(1) }),

  async run(deps, { batch }, turn) {
    const { id } = await chooseBatch(deps, batch)
    const by = turn.person.id
    const { number } = await withdrawBatch(deps, { batchId: id, reason: 'asked', by })
    return { text: words(turn).vouchers.withdrawn(number), slot: `batch:${id}` }
  },
})

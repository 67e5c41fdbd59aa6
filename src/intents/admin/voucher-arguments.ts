import { listBatches } from '../../domain/vouchers/show-batch.ts'
import type { Argument } from '../intent.ts'

export const voucherCode: Argument = {
  name: 'kode',
  aliases: ['code'],
  ask: { id: 'Kode vouchernya?', en: 'The code of the voucher?' },
}

/** Offers the newest batches of one state. */
export function batchNumber(state: 'pending' | 'ready'): Argument {
  return {
    name: 'batch',
    aliases: ['nomor', 'number'],
    ask: { id: 'Batch yang mana?', en: 'Which batch?' },
    offer: async (deps) =>
      (await listBatches(deps))
        .filter((batch) => batch.state === state)
        .slice(0, 5)
        .map(({ number }) => ({ label: number, value: number })),
  }
}

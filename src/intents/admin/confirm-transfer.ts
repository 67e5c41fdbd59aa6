import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { confirmTransfer as confirm } from '../../domain/payments/confirm-transfer.ts'
import { listTransfers } from '../../domain/payments/list-transfers.ts'
import { readTransfer } from '../../domain/payments/read-transfer.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Reached by the button under the notice of a transfer, and by name when that button is old. */
export const confirmTransfer = defineIntent({
  name: 'payment.confirm_transfer',
  who: { permission: 'payments.confirm' },
  command: {
    noun: 'bayar',
    verb: 'terima',
    aliases: ['confirm', 'konfirmasi'],
    positional: ['chargeId'],
    about: { id: 'Uang transfer sudah masuk', en: 'The money of a transfer is there' },
    examples: ['/bayar terima'],
  },
  arguments: [
    {
      name: 'chargeId',
      aliases: ['transfer'],
      ask: {
        id: 'Transfer yang mana? (14 hari terakhir)',
        en: 'Which transfer? (of the last 14 days)',
      },
      offer: async (deps) =>
        (await listTransfers(deps)).map(({ chargeId, amountRupiah, customer }) => ({
          label: `${formatRupiah(amountRupiah)} · ${customer}`,
          value: String(chargeId),
        })),
    },
  ],
  input: z.object({ chargeId: z.coerce.number().int().positive() }),
  async confirm(deps, { chargeId }, turn) {
    const { amountRupiah, account } = await readTransfer(deps, chargeId)
    return words(turn).payments.confirmAsk(formatRupiah(amountRupiah), account)
  },
  async run(deps, { chargeId }, turn) {
    const { amountRupiah } = await confirm(deps, { chargeId, by: turn.person.id })
    return { text: words(turn).payments.confirmed(formatRupiah(amountRupiah)) }
  },
})

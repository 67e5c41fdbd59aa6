import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { confirmTransfer as confirm } from '../../domain/payments/confirm-transfer.ts'
import { readTransfer } from '../../domain/payments/read-transfer.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Reached by the button under the notice of a transfer. */
export const confirmTransfer = defineIntent({
  name: 'payment.confirm_transfer',
  who: { permission: 'payments.confirm' },
  input: z.object({ chargeId: z.number().int().positive() }),
  async confirm(deps, { chargeId }, turn) {
    const { amountRupiah, account } = await readTransfer(deps, chargeId)
    return words(turn).payments.confirmAsk(formatRupiah(amountRupiah), account)
  },
  async run(deps, { chargeId }, turn) {
    const { amountRupiah } = await confirm(deps, { chargeId, by: turn.person.id })
    return { text: words(turn).payments.confirmed(formatRupiah(amountRupiah)) }
  },
})

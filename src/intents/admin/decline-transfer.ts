import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { declineTransfer as decline } from '../../domain/payments/decline-transfer.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Reached by the button under the notice of a transfer. Nothing is lost by it, so nothing is asked. */
export const declineTransfer = defineIntent({
  name: 'payment.decline_transfer',
  who: { permission: 'payments.confirm' },
  input: z.object({ chargeId: z.number().int().positive() }),
  async run(deps, { chargeId }, turn) {
    const { amountRupiah } = await decline(deps, { chargeId, by: turn.person.id })
    return { text: words(turn).payments.declined(formatRupiah(amountRupiah)) }
  },
})

import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { chooseProof, declineProof, recordProof } from '../../domain/payments/proof-decide.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { amountArgument, LEAST_RUPIAH, MOST_RUPIAH, readRupiah } from './invoice-arguments.ts'

const proofId = z.number().int().positive()

/** Reached by the buttons under a proof that no announced transfer stands behind. */
export const proofRecord = defineIntent({
  name: 'payment.proof_record',
  who: { permission: 'payments.confirm' },
  arguments: [amountArgument],
  input: z.object({
    proofId,
    jumlah: typed(readRupiah).pipe(z.number().int().min(LEAST_RUPIAH).max(MOST_RUPIAH)),
  }),
  async confirm(deps, { proofId, jumlah }, turn) {
    const { customer, title } = await chooseProof(deps, proofId)
    return words(turn).moneyChecks.proofAsk(formatRupiah(jumlah), customer, title)
  },
  pin: true,
  async run(deps, { proofId, jumlah }, turn) {
    const by = turn.person.id
    const { surplusRupiah } = await recordProof(deps, { proofId, amountRupiah: jumlah, by })
    const { moneyChecks } = words(turn)
    return { text: moneyChecks.proofRecorded(formatRupiah(jumlah), surplusRupiah) }
  },
})

/** Nothing is lost by it: another picture asks again. */
export const proofDecline = defineIntent({
  name: 'payment.proof_decline',
  who: { permission: 'payments.confirm' },
  input: z.object({ proofId }),
  async run(deps, { proofId }, turn) {
    await declineProof(deps, { proofId, by: turn.person.id })
    return { text: words(turn).moneyChecks.proofDeclined }
  },
})

import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readCharge, refOf } from './charge-queries.ts'
import type { PayableRef } from './payable.ts'

export type Transfer = {
  ref: PayableRef
  reference: string
  amountRupiah: number
  account: string
}

/** A charge whose money people look for. Nobody confirms by hand what a machine must confirm. */
export async function readTransfer(deps: Pick<Deps, 'db'>, chargeId: number): Promise<Transfer> {
  const charge = await readCharge(deps.db, chargeId)
  if (!charge?.account) throw new Refusal('charge.unknown', { id: chargeId })
  return {
    ref: refOf(charge),
    reference: charge.reference,
    amountRupiah: charge.amount_rupiah,
    account: charge.account,
  }
}

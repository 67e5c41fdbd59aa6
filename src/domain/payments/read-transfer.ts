import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readCharge } from './charge-queries.ts'

export type Transfer = {
  orderId: number
  reference: string
  amountRupiah: number
  account: string
}

/** A charge whose money people look for. Nobody confirms by hand what a machine must confirm. */
export async function readTransfer(deps: Pick<Deps, 'db'>, chargeId: number): Promise<Transfer> {
  const charge = await readCharge(deps.db, chargeId)
  if (!charge?.account) throw new Refusal('charge.unknown', { id: chargeId })
  return {
    orderId: charge.order_id,
    reference: charge.reference,
    amountRupiah: charge.amount_rupiah,
    account: charge.account,
  }
}

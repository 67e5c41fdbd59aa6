import type { Db } from '../tables.ts'
import { readCharge, refOf } from './charge-queries.ts'
import type { PayableRef } from './payable.ts'
import type { ProofRow } from './proof-queries.ts'

/** What a proof is to pay. */
export async function refOfProof(
  db: Db,
  { charge_id, invoice_id, order_id }: Pick<ProofRow, 'charge_id' | 'invoice_id' | 'order_id'>,
): Promise<PayableRef> {
  if (order_id !== null) return { kind: 'order', id: order_id }
  if (invoice_id !== null) return { kind: 'invoice', id: invoice_id }
  const charge = await readCharge(db, charge_id ?? 0)
  if (!charge) throw new Error(`there is no charge ${charge_id}`)
  return refOf(charge)
}

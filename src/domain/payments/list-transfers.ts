import type { Deps } from '../deps.ts'
import { selectUnpaidTransfers } from './transfer-queries.ts'

const LOOK_BACK_MS = 14 * 24 * 3_600_000

/** Transfers nobody has seen the money of, the newest first; late ones among them. */
export async function listTransfers({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const rows = await selectUnpaidTransfers(db, new Date(now().getTime() - LOOK_BACK_MS))
  return rows.map(({ id, amount_rupiah: amountRupiah, customer, person_id: personId }) => ({
    chargeId: id,
    amountRupiah,
    customer: customer ?? `#${personId}`,
  }))
}

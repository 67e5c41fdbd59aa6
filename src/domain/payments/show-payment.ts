import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { type ChargeRow, chargesOf } from './charge-queries.ts'
import { deliveredCodes } from './order-queries.ts'
import { methodLabel, methodsFor } from './pay-methods.ts'
import { payableByToken } from './payable-by-token.ts'
import type { PaymentView } from './payment-view.ts'
import { readPayable } from './read-payable.ts'

/** What the holder of a link may see. Refuses with `order.unknown` when the link is no good. */
export async function showPayment(
  deps: Pick<Deps, 'db' | 'now' | 'secrets' | 'gateways'>,
  token: string,
): Promise<PaymentView> {
  const ref = await payableByToken(deps, token)
  const payable = await readPayable(deps, ref)
  if (!payable) throw new Refusal('order.unknown', { id: ref.id })
  const now = deps.now()
  const { expiresAt } = payable
  const isOver = payable.state === 'open' && expiresAt !== null && expiresAt <= now
  const state = isOver ? 'expired' : payable.state
  const openRupiah = payable.amountRupiah - payable.appliedRupiah
  const charges = state === 'open' ? await chargesOf(deps.db, ref) : []
  const codes = state === 'delivered' ? await deliveredCodes(deps.db, ref.id) : []
  const [newest] = charges

  return {
    ref,
    state,
    language: payable.language,
    title: payable.title,
    lines: payable.lines,
    amountRupiah: payable.amountRupiah,
    paidRupiah: payable.appliedRupiah,
    openRupiah,
    expiresAt,
    dueOn: payable.dueOn,
    receiptNumber: payable.receiptNumber,
    paidAt: payable.paidAt,
    methods:
      state === 'open'
        ? methodsFor(deps.gateways, openRupiah).map(({ method, label }) => ({ method, label }))
        : [],
    charge: newestPayable(deps, charges, { openRupiah, now }),
    failed:
      newest?.state === 'failed'
        ? { label: methodLabel(deps.gateways, newest.method), why: whyItFailed(newest) }
        : null,
    codes: codes.map(({ code, password }) => (password === code ? code : `${code} / ${password}`)),
  }
}

function newestPayable(
  deps: Pick<Deps, 'gateways'>,
  charges: ChargeRow[],
  { openRupiah, now }: { openRupiah: number; now: Date },
): PaymentView['charge'] {
  for (const charge of charges) {
    const { state } = charge
    if (state !== 'reserved' && state !== 'pending' && state !== 'unknown') continue
    if (charge.expires_at <= now) continue
    // Asked before a part arrived: too much by now.
    if (charge.amount_rupiah - charge.unique_code !== openRupiah) continue
    return {
      method: charge.method,
      label: methodLabel(deps.gateways, charge.method),
      state,
      amountRupiah: charge.amount_rupiah,
      uniqueCode: charge.unique_code,
      details: charge.details,
      expiresAt: charge.expires_at,
    }
  }
  return null
}

/** Who never got anything to pay with cannot have paid; who did may have tried, in vain. */
function whyItFailed({ details }: ChargeRow) {
  return Object.keys(details).length === 0 ? 'not_made' : 'not_paid'
}

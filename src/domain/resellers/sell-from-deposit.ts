import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { depositOf, revenueOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { nextReceiptNumber } from '../payments/next-receipt-number.ts'
import { insertResale, setOrderPaid } from '../payments/order-queries.ts'
import { MAX_QUANTITY } from '../payments/place-order.ts'
import type { Phone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { ensureReseller, lockReseller, selectResalePrices } from './reseller-queries.ts'
import { watchDeposit } from './watch-deposit.ts'

export type Resale = {
  personId: number
  /** Where he sold it, and where the codes go. */
  conversationId: number
  packageId: number
  quantity: number
  buyerPhone: Phone | null
}

type Sold = {
  package: string
  amountRupiah: number
  retailRupiah: number
  /** What is left, or where it is `short`, what there is. */
  depositRupiah: number
}

export type ResaleOutcome =
  | ({ kind: 'sold'; orderId: number; receiptNumber: string } & Sold)
  | ({ kind: 'short' } & Sold)

/**
 * A sale, paid from the deposit as it is made; delivered like any order that was paid. Sales of
 * one reseller wait for each other, so that two who sell from one deposit at once sell what is
 * there and no more; and the ledger would not go below zero in any case.
 */
export function sellFromDeposit(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated,
  sale: Resale,
): Promise<ResaleOutcome> {
  const { personId, quantity } = sale
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
    throw new Refusal('input.invalid', { field: 'jumlah', problem: `1-${MAX_QUANTITY}` })
  }
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    await ensureReseller(deps.db, { personId, by: null, at })
    await lockReseller(deps.db, personId)
    const offered = await selectResalePrices(deps.db, personId)
    const chosen = offered.find(({ packageId }) => packageId === sale.packageId)
    if (!chosen) throw new Refusal('package.not_on_sale', { package: String(sale.packageId) })

    const amountRupiah = chosen.priceRupiah * quantity
    const retailRupiah = chosen.retailRupiah * quantity
    const priced = { package: chosen.name, amountRupiah, retailRupiah }
    const before = await balanceOf(deps, depositOf(personId))
    if (before < amountRupiah) return { kind: 'short', ...priced, depositRupiah: before }

    const orderId = await insertResale(deps.db, { ...sale, amountRupiah, retailRupiah, at })
    await postTransfer(deps, {
      key: `resale:${orderId}`,
      cause: 'resale',
      subject: `order:${orderId}`,
      by: personId,
      lines: [
        { account: depositOf(personId), amount: -amountRupiah },
        { account: revenueOf('isp'), amount: amountRupiah },
      ],
    })
    const depositRupiah = await watchDeposit(deps, { personId, fellIn: sale.conversationId })
    await later(deps, { kind: 'order.deliver', orderId }, { key: `order.deliver:${orderId}` })
    const receiptNumber = await nextReceiptNumber(deps)
    await setOrderPaid(deps.db, orderId, { receiptNumber, paidAt: at })
    return { kind: 'sold', orderId, receiptNumber, ...priced, depositRupiah }
  })
}

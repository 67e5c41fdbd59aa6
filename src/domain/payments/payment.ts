/** What becomes of money that arrived for an order. */
export type Division = {
  /** Toward the order. */
  appliedRupiah: number
  /** To the customer's wallet. */
  surplusRupiah: number
  /** Why there is a surplus; `unique_code` is what we asked for ourselves. */
  surplusReason: 'unique_code' | 'over' | 'late' | 'double'
  /** The order is paid in full by it. */
  completes: boolean
}

type Payable = { state: string; amount_rupiah: number; applied_rupiah: number }

/**
 * The order first, the rest to the wallet. Late money still buys when it is enough, because the
 * customer wanted the goods; when it is not, there is no order left to wait for the rest.
 */
export function divide(
  order: Payable,
  { amountRupiah, uniqueCode }: { amountRupiah: number; uniqueCode: number },
): Division {
  const openRupiah = order.amount_rupiah - order.applied_rupiah
  const late = order.state === 'expired'
  const buys = order.state === 'open' || (late && amountRupiah >= openRupiah)
  if (!buys) {
    const bought = order.state === 'paid' || order.state === 'delivered'
    return {
      appliedRupiah: 0,
      surplusRupiah: amountRupiah,
      surplusReason: bought ? 'double' : 'late',
      completes: false,
    }
  }
  const appliedRupiah = Math.min(openRupiah, amountRupiah)
  const surplusRupiah = amountRupiah - appliedRupiah
  return {
    appliedRupiah,
    surplusRupiah,
    surplusReason: surplusRupiah === uniqueCode ? 'unique_code' : 'over',
    completes: appliedRupiah === openRupiah,
  }
}

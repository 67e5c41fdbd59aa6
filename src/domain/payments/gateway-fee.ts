/** How a gateway is paid for what it collects: by account number, e-wallet, shop counter or QRIS. */
export type FeeKind = 'account' | 'wallet' | 'counter' | 'qris'

/** Below and above it nothing is given to a gateway: its fee would eat it, or banks refuse it. */
export const GATEWAY_MIN_RUPIAH = 1_000
export const GATEWAY_MAX_RUPIAH = 100_000_000

type Tariff = { percent: number; minRupiah: number; maxRupiah: number }

const TARIFFS: Record<FeeKind, Tariff> = {
  account: fixed(2_500),
  wallet: { percent: 2, minRupiah: 1_000, maxRupiah: Infinity },
  counter: fixed(5_000),
  qris: { percent: 0.7, minRupiah: 0, maxRupiah: 5_000 },
}

/**
 * What a gateway is likely to keep of a payment: for reports, so that an owner sees what a way
 * to pay costs. Nobody is ever charged it, and what is settled is what counts.
 */
export function gatewayFee(kind: FeeKind, amountRupiah: number): number {
  const { percent, minRupiah, maxRupiah } = TARIFFS[kind]
  const share = Math.round((amountRupiah * percent * 10) / 1_000)
  return Math.min(Math.max(share, minRupiah), maxRupiah, amountRupiah)
}

export function isForGateways(amountRupiah: number): boolean {
  return amountRupiah >= GATEWAY_MIN_RUPIAH && amountRupiah <= GATEWAY_MAX_RUPIAH
}

function fixed(rupiah: number): Tariff {
  return { percent: 0, minRupiah: rupiah, maxRupiah: rupiah }
}

import { GATEWAY_MIN_RUPIAH } from '../../../domain/payments/gateway-fee.ts'
import type { PayMethod } from '../../../domain/payments/gateway.ts'

type Channel = PayMethod & { code: string; shows: 'qr' | 'number' | 'page' }

const DAY_MINUTES = 1_440
/** Tripay's own limits for one payment. */
const MAX_RUPIAH = 10_000_000
const MAX_COUNTER_RUPIAH = 2_500_000

/**
 * What Tripay collects by (tripay.co.id/developer), best known first. A merchant may not have all
 * of them: choosing one he lacks fails and the customer takes another.
 */
export const tripayChannels: readonly Channel[] = [
  {
    method: 'tripay-qris',
    code: 'QRIS',
    label: 'QRIS',
    shows: 'qr',
    minRupiah: GATEWAY_MIN_RUPIAH,
    maxRupiah: 5_000_000,
    lastsMinutes: 60,
    fee: 'qris',
  },
  account('tripay-bca', 'BCAVA', 'BCA Virtual Account'),
  account('tripay-mandiri', 'MANDIRIVA', 'Mandiri Virtual Account'),
  account('tripay-bri', 'BRIVA', 'BRIVA (BRI)'),
  account('tripay-bni', 'BNIVA', 'BNI Virtual Account'),
  account('tripay-permata', 'PERMATAVA', 'Permata Virtual Account'),
  counter('tripay-alfamart', 'ALFAMART', 'Alfamart'),
  counter('tripay-indomaret', 'INDOMARET', 'Indomaret'),
  wallet('tripay-ovo', 'OVO', 'OVO'),
  wallet('tripay-dana', 'DANA', 'DANA'),
  wallet('tripay-shopeepay', 'SHOPEEPAY', 'ShopeePay'),
]

function account(method: string, code: string, label: string): Channel {
  return {
    method,
    code,
    label,
    shows: 'number',
    minRupiah: 10_000,
    maxRupiah: MAX_RUPIAH,
    lastsMinutes: DAY_MINUTES,
    fee: 'account',
  }
}

function counter(method: string, code: string, label: string): Channel {
  return { ...account(method, code, label), maxRupiah: MAX_COUNTER_RUPIAH, fee: 'counter' }
}

function wallet(method: string, code: string, label: string): Channel {
  return {
    ...account(method, code, label),
    shows: 'page',
    minRupiah: GATEWAY_MIN_RUPIAH,
    lastsMinutes: 60,
    fee: 'wallet',
  }
}

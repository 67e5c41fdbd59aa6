import { GATEWAY_MIN_RUPIAH } from '../../../domain/payments/gateway-fee.ts'
import type { PayMethod } from '../../../domain/payments/gateway.ts'

/** `code` is Midtrans' name for it in `enabled_payments`; without one its page offers everything. */
type Channel = PayMethod & { code?: string }

const DAY_MINUTES = 1_440
const MAX_QRIS_RUPIAH = 10_000_000
const MAX_ACCOUNT_RUPIAH = 50_000_000

/**
 * Each opens Midtrans' page with only that way on it, so that the customer chooses once. The
 * last is the page as the merchant set it up, cards and all.
 */
export const midtransChannels: readonly Channel[] = [
  {
    method: 'midtrans-qris',
    code: 'other_qris',
    label: 'QRIS',
    minRupiah: GATEWAY_MIN_RUPIAH,
    maxRupiah: MAX_QRIS_RUPIAH,
    lastsMinutes: 60,
    fee: 'qris',
  },
  account('midtrans-bca', 'bca_va', 'BCA Virtual Account'),
  account('midtrans-mandiri', 'echannel', 'Mandiri Bill Payment'),
  account('midtrans-bri', 'bri_va', 'BRIVA (BRI)'),
  account('midtrans-bni', 'bni_va', 'BNI Virtual Account'),
  account('midtrans-permata', 'permata_va', 'Permata Virtual Account'),
  wallet('midtrans-gopay', 'gopay', 'GoPay'),
  wallet('midtrans-shopeepay', 'shopeepay', 'ShopeePay'),
  {
    method: 'midtrans-page',
    label: 'Midtrans',
    minRupiah: 10_000,
    maxRupiah: MAX_ACCOUNT_RUPIAH,
    lastsMinutes: DAY_MINUTES,
  },
]

function account(method: string, code: string, label: string): Channel {
  return {
    method,
    code,
    label,
    minRupiah: 10_000,
    maxRupiah: MAX_ACCOUNT_RUPIAH,
    lastsMinutes: DAY_MINUTES,
    fee: 'account',
  }
}

function wallet(method: string, code: string, label: string): Channel {
  return {
    method,
    code,
    label,
    minRupiah: GATEWAY_MIN_RUPIAH,
    maxRupiah: 2 * MAX_QRIS_RUPIAH,
    lastsMinutes: 60,
    fee: 'wallet',
  }
}

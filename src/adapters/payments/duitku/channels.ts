import type { PayMethod } from '../../../domain/payments/gateway.ts'

type Channel = PayMethod & { code: string; shows: 'qr' | 'number' | 'page' }

/** Duitku takes no less. */
const MIN_RUPIAH = 10_000
/** Bank Indonesia allows no more in one QRIS payment; wallets hold no more than twice that. */
const MAX_QRIS_RUPIAH = 10_000_000
const MAX_ACCOUNT_RUPIAH = 50_000_000
const DAY_MINUTES = 1_440

/**
 * What Duitku collects by, each a way to pay of its own: one tap for the customer instead of a
 * second list. Best known first. A merchant may not have all of them: choosing one he lacks
 * fails and the customer takes another.
 */
export const duitkuChannels: readonly Channel[] = [
  { ...qris('duitku-qris', 'SP'), lastsMinutes: 60 },
  account('duitku-va-bca', 'BC', 'BCA Virtual Account'),
  account('duitku-va-mandiri', 'M2', 'Mandiri Virtual Account'),
  account('duitku-va-bri', 'BR', 'BRIVA (BRI)'),
  account('duitku-va-bni', 'I1', 'BNI Virtual Account'),
  account('duitku-va-permata', 'BT', 'Permata Virtual Account'),
  wallet('duitku-dana', 'DA', 'DANA'),
  wallet('duitku-ovo', 'OV', 'OVO'),
  { ...wallet('duitku-shopeepay', 'SA', 'ShopeePay'), lastsMinutes: 60 },
]

function qris(method: string, code: string): Channel {
  return {
    method,
    code,
    label: 'QRIS',
    shows: 'qr',
    minRupiah: MIN_RUPIAH,
    maxRupiah: MAX_QRIS_RUPIAH,
    lastsMinutes: DAY_MINUTES,
    fee: 'qris',
  }
}

function account(method: string, code: string, label: string): Channel {
  return {
    method,
    code,
    label,
    shows: 'number',
    minRupiah: MIN_RUPIAH,
    maxRupiah: MAX_ACCOUNT_RUPIAH,
    lastsMinutes: DAY_MINUTES,
    fee: 'account',
  }
}

function wallet(method: string, code: string, label: string): Channel {
  return {
    ...account(method, code, label),
    shows: 'page',
    maxRupiah: 2 * MAX_QRIS_RUPIAH,
    fee: 'wallet',
  }
}

import type { Gateway } from '../../../domain/payments/gateway.ts'
import { GATEWAY_MIN_RUPIAH } from '../../../domain/payments/gateway-fee.ts'
import { readQris, withAmount } from './qris-payload.ts'

/**
 * A shop's own printed QRIS, with the amount filled in for each customer. Nobody calls back: for
 * the bank it is still the printed one, so people look for the amount and confirm it. Throws when
 * the payload is not a sound QRIS.
 */
export function createQris({ payload }: { payload: string }): Gateway {
  const printed = payload.trim()
  const merchant = readQris(printed).find(({ id }) => id === '59')?.value ?? 'QRIS'
  return {
    name: 'qris',
    methods: [
      {
        method: 'qris',
        label: 'QRIS',
        minRupiah: GATEWAY_MIN_RUPIAH,
        maxRupiah: 10_000_000,
        lastsMinutes: 24 * 60,
        account: `QRIS ${merchant}`,
      },
    ],
    async create({ amountRupiah }) {
      return { providerReference: null, details: { qr: withAmount(printed, amountRupiah) } }
    },
  }
}

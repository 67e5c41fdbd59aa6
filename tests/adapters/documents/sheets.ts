import type { VoucherSheet } from '../../../src/domain/documents/documents.ts'

export function sheetOf(quantity: number, over: Partial<VoucherSheet> = {}): VoucherSheet {
  return {
    layout: 'a4',
    language: 'id',
    business: 'Maju Jaya Net',
    network: 'MAJUJAYA',
    batch: 'BATCH-202612-001',
    package: 'Harian',
    priceRupiah: 5_000,
    onlineSeconds: null,
    calendarSeconds: 86_400,
    dataBytes: null,
    loginUrl: 'http://wifi.lokal/login',
    vouchers: Array.from({ length: quantity }, (_, place) => {
      const code = `K${String(place + 1).padStart(5, '0')}XY`
      return { code, password: code }
    }),
    ...over,
  }
}

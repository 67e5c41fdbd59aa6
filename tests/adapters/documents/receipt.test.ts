import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import type { Receipt } from '../../../src/domain/documents/documents.ts'
import { quiet } from './quiet.ts'
import { readPdf } from './reader.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const RECEIPT: Receipt = {
  language: 'id',
  business: 'Maju Jaya Net',
  number: 'KW-202612-0042',
  paidAt: new Date('2026-12-04T17:05:00Z'),
  timeZone: 'Asia/Jakarta',
  customer: 'Bapak Rizki',
  method: 'QRIS',
  lines: [
    { text: 'Voucher Harian × 3', amountRupiah: 15_000 },
    { text: 'Biaya layanan', amountRupiah: 1_500 },
  ],
  totalRupiah: 16_500,
}

test('a receipt says who paid what, when on the clock of the shop, and how', async () => {
  const [page, ...more] = await readPdf(await documents.receipt(RECEIPT))
  expect(more).toEqual([])
  for (const said of [
    'Maju Jaya Net',
    'LUNAS',
    'KW-202612-0042',
    '5 Desember 2026 pukul 00.05 WIB',
    'Bapak Rizki',
    'QRIS',
    'Voucher Harian × 3',
    'Rp 15.000',
    'Total dibayar',
    'Rp 16.500',
  ]) {
    expect(page?.text).toContain(said)
  }
})

test('an English customer gets it in English, in the same business time', async () => {
  const english: Receipt = { ...RECEIPT, language: 'en', timeZone: 'Asia/Makassar' }
  const [page] = await readPdf(await documents.receipt(english))
  expect(page?.text).toContain('PAID')
  expect(page?.text).toContain('5 December 2026 at 01:05 WITA')
  expect(page?.text).toContain('Total paid')
})

test('the paper is as long as what is on it, however long the names and the list', async () => {
  const long: Receipt = {
    ...RECEIPT,
    customer: 'Bapak Haji Muhammad Rizki Ramadhan bin Abdullah 🔥 Al-Banjari Kalimantan Selatan',
    method: 'Transfer ke Bank Syariah Indonesia atas nama Maju Jaya Net Sejahtera',
    lines: Array.from({ length: 40 }, (_, place) => ({
      text: `Barang nomor ${place + 1} dengan penjelasan yang tidak muat dalam satu baris saja`,
      amountRupiah: 123_456_789,
    })),
    totalRupiah: 123_456_789_000,
  }
  const [short] = await readPdf(await documents.receipt(RECEIPT))
  const [page, ...more] = await readPdf(await documents.receipt(long))
  expect(more).toEqual([])
  expect(page?.height).toBeGreaterThan((short?.height ?? 0) * 2)
  for (const { left, right, bottom } of page?.words ?? []) {
    expect(left).toBeGreaterThan(10)
    expect(right).toBeLessThan((page?.width ?? 0) - 10)
    expect(bottom).toBeLessThan((page?.height ?? 0) - 10)
  }
  expect(page?.text).toContain('Barang nomor 40')
  expect(page?.text).toContain('Rp 123.456.789.000')
  // Nothing stands on anything else: amounts go down one below the other.
  const amounts = page?.words.filter(({ text }) => text === 'Rp 123.456.789') ?? []
  expect(amounts).toHaveLength(40)
  for (const [place, { top }] of amounts.entries()) {
    expect(top).toBeGreaterThan(amounts[place - 1]?.bottom ?? 0)
  }
})

test('a receipt over nothing is still a receipt', async () => {
  const free: Receipt = { ...RECEIPT, lines: [{ text: 'Promo', amountRupiah: 0 }], totalRupiah: 0 }
  const [page] = await readPdf(await documents.receipt(free))
  expect(page?.text).toContain('Rp 0')
})

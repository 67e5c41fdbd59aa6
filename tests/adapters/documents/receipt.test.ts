import { afterAll, expect, test } from 'vitest'
import { amountInWords } from '../../../src/adapters/documents/amount-in-words.ts'
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
  methods: ['QRIS'],
  lines: [
    { kind: 'text', text: 'Voucher Harian × 3', amountRupiah: 15_000 },
    { kind: 'text', text: 'Biaya layanan', amountRupiah: 1_500 },
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
    methods: ['Transfer ke Bank Syariah Indonesia atas nama Maju Jaya Net Sejahtera'],
    lines: Array.from({ length: 40 }, (_, place) => ({
      kind: 'text',
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
  const free: Receipt = {
    ...RECEIPT,
    lines: [{ kind: 'text', text: 'Promo', amountRupiah: 0 }],
    totalRupiah: 0,
  }
  const [page] = await readPdf(await documents.receipt(free))
  expect(page?.text).toContain('Rp 0')
})

test('an amount stands in words too, so that nobody adds a zero', async () => {
  const [page] = await readPdf(await documents.receipt(RECEIPT))
  expect(page?.text).toContain('Terbilang: Enam belas ribu lima ratus rupiah')
  const [english] = await readPdf(await documents.receipt({ ...RECEIPT, language: 'en' }))
  expect(english?.text).toContain('In words: Sixteen thousand five hundred rupiah')
  for (const [amount, words] of [
    [0, 'Nol rupiah'],
    [11, 'Sebelas rupiah'],
    [1_000, 'Seribu rupiah'],
    [101_100, 'Seratus satu ribu seratus rupiah'],
    [1_001_000, 'Satu juta seribu rupiah'],
    [150_123, 'Seratus lima puluh ribu seratus dua puluh tiga rupiah'],
    [2_000_000_019, 'Dua miliar sembilan belas rupiah'],
  ] as const) {
    expect(amountInWords(amount, 'id')).toBe(words)
  }
})

test('a part of an invoice is received, not settled, and says what is left', async () => {
  const part: Receipt = {
    ...RECEIPT,
    lines: [
      {
        kind: 'service',
        package: 'Rumah 20 Mbps',
        from: '2026-12-08',
        to: '2027-01-07',
        amountRupiah: 100_000,
      },
    ],
    totalRupiah: 100_000,
    invoice: { number: 'INV/2026/12/000123', openRupiah: 20_000 },
  }
  const [page] = await readPdf(await documents.receipt(part))
  for (const said of ['DITERIMA', 'INV/2026/12/000123', 'Sisa tagihan', 'Rp 20.000']) {
    expect(page?.text).toContain(said)
  }
  expect(page?.text).not.toContain('LUNAS')
  const settled = { ...part, invoice: { number: 'INV/2026/12/000123', openRupiah: 0 } }
  const [whole] = await readPdf(await documents.receipt(settled))
  expect(whole?.text).toContain('LUNAS')
  expect(whole?.text).not.toContain('Sisa tagihan')
})

import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import type { InvoiceSheet } from '../../../src/domain/documents/documents.ts'
import { quiet } from './quiet.ts'
import { readPdf, scanPage } from './reader.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const LINK = 'https://bayar.majujaya.net/pay/3kD9fJ2mQx7Lw0aZpYc4Rt'

const INVOICE: InvoiceSheet = {
  language: 'id',
  business: 'Maju Jaya Net',
  number: 'INV/2026/12/000123',
  state: 'open',
  issuedOn: '2026-12-01',
  dueOn: '2026-12-08',
  customer: { name: 'Bapak Rizki', address: 'Jl. Melati 12, Bandung', phone: '+6281234567890' },
  service: {
    package: 'Rumah 20 Mbps',
    username: 'budi-0001',
    from: '2026-12-08',
    to: '2027-01-07',
  },
  lines: [
    {
      kind: 'service',
      package: 'Rumah 20 Mbps',
      from: '2026-12-08',
      to: '2027-01-07',
      amountRupiah: 250_000,
    },
    { kind: 'discount', amountRupiah: -25_000 },
    { kind: 'tax', percent: 11, amountRupiah: 24_750 },
    { kind: 'late_fee', amountRupiah: 5_000 },
    { kind: 'carried', amountRupiah: 20_000 },
  ],
  totalRupiah: 274_750,
  paidRupiah: 0,
  openRupiah: 274_750,
  payUrl: LINK,
  timeZone: 'Asia/Jakarta',
}

test('an invoice says who owes what, for which service, until when, and how to pay it', async () => {
  const bytes = await documents.invoice(INVOICE)
  const [page, ...more] = await readPdf(bytes)
  expect(more).toEqual([])
  expect([page?.width, page?.height].map((length) => Math.round(length ?? 0))).toEqual([420, 595])
  for (const said of [
    'Maju Jaya Net',
    'TAGIHAN',
    'INV/2026/12/000123',
    '1 Desember 2026',
    '8 Desember 2026',
    'Bapak Rizki',
    'Jl. Melati 12, Bandung',
    'Akun budi-0001',
    'Potongan',
    '-Rp 25.000',
    'PPN 11%',
    'Denda keterlambatan',
    'Sisa tagihan sebelumnya',
    'Rp 20.000',
    'Yang harus dibayar',
    'Rp 274.750',
    LINK,
  ]) {
    expect(page?.text).toContain(said)
  }
  expect(await scanPage(bytes, 1)).toEqual([LINK])
})

test('who finds the paper does not learn the phone number', async () => {
  const [page] = await readPdf(await documents.invoice(INVOICE))
  expect(page?.text).toContain('0812•••••890')
  expect(page?.text).not.toMatch(/81234567890|4567/)
})

test('a stamp says what became of it, and only what is owed can be paid', async () => {
  const said = await Promise.all(
    (['partial', 'paid', 'carried', 'void', 'draft'] as const).map(async (state) => {
      const sheet = { ...INVOICE, state, number: state === 'draft' ? null : INVOICE.number }
      const bytes = await documents.invoice({ ...sheet, paidRupiah: 100_000, openRupiah: 174_750 })
      const [page] = await readPdf(bytes)
      return { text: page?.text ?? '', codes: await scanPage(bytes, 1) }
    }),
  )
  for (const [place, stamp] of [
    'SEBAGIAN',
    'LUNAS',
    'DIALIHKAN',
    'DIBATALKAN',
    'RANCANGAN',
  ].entries()) {
    expect(said[place]?.text).toContain(stamp)
  }
  expect(said.map(({ codes }) => codes.length)).toEqual([1, 0, 0, 0, 0])
  expect(said[0]?.text).toContain('-Rp 100.000')
  const [open] = await readPdf(await documents.invoice(INVOICE))
  expect(open?.text).not.toMatch(/LUNAS|SEBAGIAN|DIBATALKAN|Sudah dibayar/)
})

test('an English customer gets it in English', async () => {
  const [page] = await readPdf(
    await documents.invoice({ ...INVOICE, language: 'en', state: 'void' }),
  )
  for (const said of ['INVOICE', 'CANCELLED', '8 December 2026', 'VAT 11%', 'Late fee']) {
    expect(page?.text).toContain(said)
  }
})

test('however much there is to say it stays one page, and nothing leaves it', async () => {
  for (const [count, height] of [
    [12, 842],
    [60, 900],
  ] as const) {
    const long: InvoiceSheet = {
      ...INVOICE,
      business: 'PT Maju Jaya Net Sejahtera Abadi Nusantara Sentosa Makmur Bersama',
      customer: {
        name: 'Bapak Haji Muhammad Rizki Ramadhan bin Abdullah Al-Banjari 🔥',
        address: 'Perumahan Griya Sejahtera Blok C nomor 12, Kelurahan Sukamaju, '.repeat(3),
        phone: null,
      },
      lines: Array.from({ length: count }, (_, place) => lineOf(place + 1)),
      totalRupiah: 123_456_789_000,
      openRupiah: 123_456_789_000,
      payUrl: `https://bayar.contoh.example/pay/${'x'.repeat(120)}`,
    }
    const [page, ...more] = await readPdf(await documents.invoice(long))
    expect(more).toEqual([])
    expect(page?.height).toBeGreaterThan(height - 1)
    expect(page?.text).toContain(`Barang nomor ${count}`)
    for (const { left, right, bottom } of page?.words ?? []) {
      expect(left).toBeGreaterThan(10)
      expect(right).toBeLessThan((page?.width ?? 0) - 10)
      expect(bottom).toBeLessThan((page?.height ?? 0) - 10)
    }
  }
})

test('a bill without a subscription, a link or an address is still a bill', async () => {
  const bare: InvoiceSheet = {
    ...INVOICE,
    customer: { name: 'Warung Bu Siti', address: null, phone: null },
    service: null,
    lines: [{ kind: 'text', text: 'Pemasangan', amountRupiah: 150_000 }],
    payUrl: null,
  }
  const bytes = await documents.invoice(bare)
  const [page] = await readPdf(bytes)
  expect(page?.text).toContain('Tanyakan cara bayar kepada kami lewat chat.')
  expect(await scanPage(bytes, 1)).toEqual([])
})

function lineOf(place: number) {
  const text = `Barang nomor ${place} dengan penjelasan yang tidak muat dalam satu baris saja, apalagi dua`
  return { kind: 'text' as const, text, amountRupiah: 123_456_789 }
}

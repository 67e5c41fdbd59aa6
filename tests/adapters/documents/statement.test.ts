import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import type { StatementSheet } from '../../../src/domain/documents/documents.ts'
import { quiet } from './quiet.ts'
import { readPdf } from './reader.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const STATEMENT: StatementSheet = {
  language: 'id',
  business: 'Maju Jaya Net',
  holder: 'Toko Berkah',
  account: 'Deposit reseller',
  from: '2026-12-01',
  to: '2026-12-31',
  openingRupiah: 150_000,
  entries: [
    { day: '2026-12-02', text: 'Setor deposit', amountRupiah: 500_000 },
    { day: '2026-12-03', text: 'Voucher Harian × 40', amountRupiah: -160_000 },
    { day: '2026-12-09', text: 'Voucher Mingguan × 30', amountRupiah: -600_000 },
  ],
  printedAt: new Date('2026-12-31T17:05:00Z'),
  timeZone: 'Asia/Jakarta',
}

test('a statement adds up as it goes, into debt too, and says its sums on top', async () => {
  const [page, ...more] = await readPdf(await documents.statement(STATEMENT))
  expect(more).toEqual([])
  const words = page?.words.map(({ text }) => text) ?? []
  expect(words.filter((text) => /Rp/.test(text)).join(' | ')).toBe(
    [
      'Rp 150.000 | Rp 500.000 | Rp 760.000 | -Rp 110.000',
      'Rp 150.000',
      'Rp 500.000 | Rp 650.000',
      'Rp 160.000 | Rp 490.000',
      'Rp 600.000 | -Rp 110.000',
      '-Rp 110.000',
    ].join(' | '),
  )
  for (const said of ['Toko Berkah', 'Deposit reseller', '03/12/2026', 'Halaman 1 dari 1']) {
    expect(page?.text).toContain(said)
  }
  expect(page?.text).toContain('Dicetak 1 Januari 2027 pukul 00.05')
})

test('a long one goes over several pages, each with its columns named, and loses no row', async () => {
  const entries = Array.from({ length: 130 }, (_, place) => ({
    day: '2026-12-05',
    text: `Baris ${place + 1} ${place % 5 === 0 ? 'dengan keterangan panjang '.repeat(4) : ''}`,
    amountRupiah: place % 2 === 0 ? 1_000 : -1_000,
  }))
  const pages = await readPdf(await documents.statement({ ...STATEMENT, entries, language: 'en' }))
  expect(pages.length).toBeGreaterThan(3)
  for (const [place, page] of pages.entries()) {
    expect(page.text).toContain('What for')
    expect(page.text).toContain('Toko Berkah')
    expect(page.text).toContain(`Page ${place + 1} of ${pages.length}`)
    for (const { right, bottom } of page.words) {
      expect(right).toBeLessThan(page.width - 20)
      expect(bottom).toBeLessThan(page.height - 20)
    }
  }
  const text = pages.map((page) => page.text).join(' ')
  for (let row = 1; row <= entries.length; row += 1) expect(text).toContain(`Baris ${row}`)
  const [last] = pages.slice(-1)
  expect(last?.text).toContain('Balance after')
  expect(last?.text).toContain('Baris 130')
})

test('a quiet month is said to be one', async () => {
  const [page] = await readPdf(await documents.statement({ ...STATEMENT, entries: [] }))
  expect(page?.text).toContain('Tidak ada mutasi pada masa ini.')
  expect(page?.words.filter(({ text }) => text === 'Rp 150.000')).toHaveLength(4)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRupiah } from '../../src/domain/money.ts'
import { readMoney } from '../../src/intents/understand/read-money.ts'

test.each<[string, number]>([
  ['2,5jt', 2_500_000],
  ['2.5 juta', 2_500_000],
  ['2jt500', 2_500_000],
  ['2 juta 50 ribu', 2_050_000],
  ['500rb', 500_000],
  ['500k', 500_000],
  ['setengah juta', 500_000],
  ['dua juta setengah', 2_500_000],
  ['Rp 1.500.000,-', 1_500_000],
  ['Rp1.500', 1_500],
  ['rp. 75.000', 75_000],
  ['1,500,000', 1_500_000],
  ['1500000', 1_500_000],
  ['dua juta lima ratus ribu', 2_500_000],
  ['seratus lima puluh ribu', 150_000],
  ['sejuta', 1_000_000],
  ['1,605 jt', 1_605_000],
  ['1,5M', 1_500_000_000],
  ['15 rebu', 15_000],
])('%s is %i rupiah', (text, rupiah) => {
  expect(readMoney(text)).toBe(rupiah)
})

test.each([
  '1.500',
  '1.605 jt',
  '30an juta',
  '30-35 juta',
  'sekitar sejuta',
  '2jt5',
  'gratis',
  '',
  '-5rb',
])('%s could mean two things, or nothing, and is asked again', (text) => {
  expect(readMoney(text)).toBeUndefined()
})

test('what we write ourselves is read back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (rupiah) => {
      expect(readMoney(formatRupiah(rupiah))).toBe(rupiah)
    }),
  )
})

test('no text at all makes it anything but whole rupiah', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const rupiah = readMoney(text)
      expect(rupiah === undefined || Number.isSafeInteger(rupiah)).toBe(true)
    }),
  )
})

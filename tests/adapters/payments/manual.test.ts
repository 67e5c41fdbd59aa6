import { expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'

test('a bank account is a way to pay of its own, also where one bank has two', () => {
  const { methods } = createManual({
    accounts: [
      { bank: 'BCA', number: '1234567890', holder: 'Budi' },
      { bank: 'BCA', number: '9998887776', holder: 'Siti' },
      { bank: 'Bank DKI', number: '5556667778', holder: 'Budi' },
    ],
  })
  expect(methods.map(({ method, account }) => [method, account])).toEqual([
    ['manual-bca', 'BCA 1234567890'],
    ['manual-bca-2', 'BCA 9998887776'],
    ['manual-bank-dki', 'Bank DKI 5556667778'],
  ])
})

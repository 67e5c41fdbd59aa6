import { describe, expect, test } from 'vitest'
import { createManual, readBankAccount } from '../../../src/adapters/payments/manual/manual.ts'

describe('a bank account in the settings', () => {
  test.each([
    ['BCA 1234567890 a.n. Budi Santoso', 'BCA', '1234567890', 'Budi Santoso'],
    ['Bank Mandiri 123-00-1234567-8 PT Wicara', 'Bank Mandiri', '1230012345678', 'PT Wicara'],
    ['BRI:0012 3456 7890 an Siti', 'BRI', '001234567890', 'Siti'],
    ['BSI 7001234567 A/N CV Maju 99', 'BSI', '7001234567', 'CV Maju 99'],
  ])('written %s is understood', (text, bank, number, holder) => {
    expect(readBankAccount(text)).toEqual({ bank, number, holder })
  })

  test.each(['', 'BCA', '1234567890', 'BCA 1234567890', 'BCA 12 Budi'])(
    'written "%s" is refused at the start of the program',
    (text) => {
      expect(() => createManual({ accounts: [text] })).toThrow('not a bank account')
    },
  )

  test('is a way to pay of its own, also where one bank has two', () => {
    const { methods } = createManual({
      accounts: [
        'BCA 1234567890 a.n. Budi',
        'BCA 9998887776 a.n. Siti',
        'Bank DKI 5556667778 a.n. Budi',
      ],
    })
    expect(methods.map(({ method, account }) => [method, account])).toEqual([
      ['manual-bca', 'BCA 1234567890'],
      ['manual-bca-2', 'BCA 9998887776'],
      ['manual-bank-dki', 'Bank DKI 5556667778'],
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createQris } from '../../../src/adapters/payments/qris/qris.ts'
import { checksum, readQris, withAmount } from '../../../src/adapters/payments/qris/qris-payload.ts'

/** A printed code as an acquirer would make it, of a shop that does not exist. */
function printed(fields: [id: string, value: string][]) {
  const body = fields
    .map(([id, value]) => id + String(value.length).padStart(2, '0') + value)
    .join('')
  return `${body}6304${checksum(`${body}6304`)}`
}
const fields: [string, string][] = [
  ['00', '01'],
  ['01', '11'],
  ['26', '0016COM.NOBUBANK.WWW0118936005030000000000'],
  ['51', '0014ID.CO.QRIS.WWW0215ID0000000000000'],
  ['52', '4812'],
  ['53', '360'],
  ['55', '02'],
  ['56', '500'],
  ['58', 'ID'],
  ['59', 'WICARA NET'],
  ['60', 'KEDIRI'],
  ['61', '64212'],
  ['62', '0703A01'],
]
const shop = printed(fields)

describe('a QRIS', () => {
  test('has the checksum the standard asks for', () => {
    expect(checksum('123456789')).toBe('29B1')
  })

  test('with an amount keeps all the rest, in order', () => {
    const dynamic = withAmount(shop, 150_123)
    const names = readQris(dynamic).map(({ id }) => id)
    expect(names).toEqual(names.toSorted())
    expect(new Map(readQris(dynamic).map(({ id, value }) => [id, value]))).toEqual(
      new Map([...fields, ['01', '12'], ['54', '150123'], ['63', dynamic.slice(-4)]]),
    )
    expect(dynamic).toContain('5406150123')
  })

  test('that carried an amount gets the new one, and only one', () => {
    const again = readQris(withAmount(withAmount(shop, 1), 25_000))
    expect(again.filter(({ id }) => id === '54')).toEqual([{ id: '54', value: '25000' }])
  })

  test('printed out of order is read all the same', () => {
    const shuffled = printed([...fields].toSorted(([a], [b]) => b.localeCompare(a)))
    expect(withAmount(shuffled, 5_000)).toBe(withAmount(shop, 5_000))
  })

  test('stays sound for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (amount) => {
        const dynamic = withAmount(shop, amount)
        expect(readQris(dynamic).find(({ id }) => id === '54')?.value).toBe(String(amount))
      }),
    )
  })

  test('of which one letter was misread is refused', () => {
    fc.assert(
      fc.property(fc.nat(shop.length - 1), fc.constantFrom('0', '7', 'A', 'x'), (place, letter) => {
        fc.pre(shop[place] !== letter)
        fc.pre(shop[place]?.toLowerCase() !== letter.toLowerCase())
        expect(() => readQris(shop.slice(0, place) + letter + shop.slice(place + 1))).toThrow(
          'not a QRIS',
        )
      }),
    )
  })

  test.each([
    [
      'of another country',
      printed([
        ['00', '01'],
        ['53', '702'],
        ['58', 'SG'],
      ]),
    ],
    ['cut short', shop.slice(0, -6)],
    ['that is something else', 'https://example.com'],
    ['that is nothing', ''],
  ])('%s is refused at the start of the program', (_, payload) => {
    expect(() => createQris({ payload })).toThrow('not a QRIS')
  })
})

test('a shop with a printed QRIS gives every customer one with his amount', async () => {
  const qris = createQris({ payload: `${shop}\n` })
  expect(qris.methods).toMatchObject([{ method: 'qris', account: 'QRIS WICARA NET' }])
  const { details } = await qris.create(
    {
      method: 'qris',
      reference: 'W1-1-ABCDE',
      amountRupiah: 5_321,
      description: 'Harian',
      customerName: 'Budi',
      customerPhone: null,
      lastsMinutes: 60,
      callbackUrl: 'http://127.0.0.1/x',
      returnUrl: 'http://127.0.0.1/y',
    },
    AbortSignal.timeout(1_000),
  )
  expect(details).toEqual({ qr: withAmount(shop, 5_321) })
})

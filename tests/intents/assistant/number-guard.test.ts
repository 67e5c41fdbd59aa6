import { expect, test } from 'vitest'
import { whyNotSend } from '../../../src/intents/understand/assistant/number-guard.ts'

const results = [
  JSON.stringify({
    departures: [
      {
        code: 'BRKH-12',
        package: 'Umroh Berkah 12 Hari',
        departsOn: '2027-02-15',
        returnsOn: '2027-02-26',
        days: 12,
        fromCity: 'Jakarta',
        airline: 'Saudia',
        seatsLeft: 27,
        pricesRupiahPerPerson: { quad: 29900000, double: 33900000 },
        hotels: [{ city: 'Makkah', name: 'Anjum Hotel', stars: 5, nights: 5 }],
        included: ['Visa umroh'],
      },
    ],
  }),
]

test.each([
  'Ada, Kak: Umroh Berkah berangkat 15 Februari 2027, mulai Rp 29.900.000 per orang.',
  'Mulai 29,9 juta sekamar berempat, atau 33,9 juta berdua. Sisa 27 kursi.',
  'Dua belas hari, naik Saudia dari Jakarta, hotel Anjum bintang 5.',
  'Insya Allah bulan Februari masih ada kursinya ya Kak.',
  'The departure on 15 February 2027 costs Rp 33.900.000 in a double room.',
  'Visa sudah termasuk. Salah satu hotelnya Anjum Hotel di Makkah.',
])('what was looked up may be said: %s', (draft) => {
  expect(whyNotSend(draft, results)).toBeUndefined()
})

test.each([
  ['a price nobody gave', 'Mulai Rp 27.500.000 per orang.'],
  ['a price in words', 'Cuma dua puluh lima juta per orang.'],
  ['a rounded price', 'Kira-kira 30 jutaan, Kak.'],
  ['a date of another day', 'Berangkat 16 Februari 2027.'],
  ['a month without departures', 'Ada juga di bulan Maret.'],
  ['another year', 'Berangkat 15 Februari 2028.'],
  ['the day of a date as seats', 'Sisa 15 kursi.'],
  ['the number of a code as seats', 'Sisa 26 kursi.'],
  ['seats nobody counted', 'Sisa 3 kursi saja.'],
  ['a share', 'Hemat 10% bulan ini.'],
  ['a promise', 'Kami beri diskon untuk Kakak.'],
  ['a refund', 'Tenang, uang kembali kalau batal.'],
  ['a link', 'Bayar di https://bayar.example.com ya.'],
  ['a bare domain', 'Lihat umroh-murah.com.'],
  ['a bank account', 'Transfer ke BCA 1234 5678.'],
  ['another hotel', 'Menginap di hotel Hilton.'],
  ['two capitals nobody named', 'Bersama Ustadz Abdul Somad.'],
  ['nothing', '   '],
  ['a novel', 'Ya. '.repeat(300)],
])('%s is not sent', (_what, draft) => {
  expect(whyNotSend(draft, results)).toBeDefined()
})

test('without a look nothing can be stated', () => {
  expect(whyNotSend('Berangkat 15 Februari 2027.', [])).toBe('number')
  expect(whyNotSend('Tim kami akan bantu jawab ya, Kak.', [])).toBeUndefined()
})

import { expect, test } from 'vitest'
import { readFixedWord, readOptWord } from '../../src/intents/understand/fixed-words.ts'

test.each([
  'stop',
  'stop promo',
  'berhenti ngirim promo dong',
  'gak mau promo lagi',
  'jangan kirim pesan lagi',
  'mohon stop kirim iklan pak',
  'ga usah kirim promo lagi kak, makasih',
  'stop sending me messages',
])('%s wants no more of them', (text) => {
  expect(readOptWord(text)?.intent).toBe('customer.opt_out')
})

test.each([
  'gak mau pesan lagi',
  'gak dapet promo',
  'gak mau promo, mau harga normal',
  'jangan kirim voucher dulu',
  'berhenti langganan internet',
  'ada promo?',
])('%s is no such wish', (text) => {
  expect(readOptWord(text)).toBeUndefined()
})

test.each(['admin', 'admin dong', 'admin dong, mau nanya', 'Min, admin dong'])(
  '%s calls for a person',
  (text) => {
    expect(readFixedWord(text)?.intent).toBe('customer.human')
  },
)

test.each(['halo admin, mau tanya', 'admin berapa harga voucher'])('%s does not', (text) => {
  expect(readFixedWord(text)).toBeUndefined()
})

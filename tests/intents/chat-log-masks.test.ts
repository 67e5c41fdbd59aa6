import { describe, expect, test } from 'vitest'
import { maskText } from '../../src/intents/admin/chat-log-masks.ts'

const said = (text: string, seesCodes = true, codes: string[] = []) =>
  maskText(text, { seesCodes, codes: new Set(codes) })

describe('what a customer wrote as a secret is hidden, however he wrote it', () => {
  test.each([
    ['password: rahasia1', 'password: ••••••'],
    ['passwordnya: rahasia2', 'passwordnya: ••••••'],
    ['passwordku = rahasia2', 'passwordku = ••••••'],
    ['password wifi saya rahasia3', 'password wifi saya ••••••'],
    ['sandinya rahasia4', 'sandinya ••••••'],
    ['PIN saya 445566', 'PIN saya ••••••'],
    ['PIN 44 55 66 ya', 'PIN ••••••'],
    ['pin ATM saya=778899', 'pin ATM ••••••'],
    ['Kata sandi WiFi rumah saya: rahasia5', 'Kata sandi WiFi rumah saya: ••••••'],
    ['passwd: rahasia6', 'passwd: ••••••'],
    ['pw: rahasia7', 'pw: ••••••'],
    ['kode OTP 998877', 'kode OTP ••••••'],
    ['kodenya 998877 ya mas', 'kodenya ••••••'],
    ['kode: 9988', 'kode: ••••••'],
    ['pass: rahasia8', 'pass: ••••••'],
    ['password "rahasia satu9"', 'password "••••••'],
    ['password: rahasia satu dua', 'password: ••••••'],
    ['password saya adalah rahasia', 'password saya adalah ••••••'],
    ['Sandi: *abc*\nterima kasih', 'Sandi: *••••••\nterima kasih'],
    ['Sandi:\nrahasia', 'Sandi:\n••••••'],
  ])('%s', (text, shown) => expect(said(text)).toBe(shown))
})

describe('what only sounds like a secret is left as it is', () => {
  test.each([
    'password saya salah terus',
    'paspor: A1234567 dan pinjaman: 500000',
    'kode pos 40123',
    'pin 3 kali salah',
    'tolong ganti kata sandi wifi',
  ])('%s', (text) => expect(said(text)).toBe(text))
})

test('the password of a voucher is read by whoever may see vouchers, and nothing behind it', () => {
  const text = 'Sandi: AB12CD, PIN: 4455'
  expect(said(text, true, ['AB12CD'])).toBe('Sandi: AB12CD, PIN: ••••••')
  expect(said(text, false, ['AB12CD'])).toBe('Sandi: ••••••')
})

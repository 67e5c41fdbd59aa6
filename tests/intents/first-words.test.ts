import { expect, test } from 'vitest'
import { firstWords } from '../../src/intents/admin/chat-log-lines.ts'

test('words that are too long end in three dots, and a link among them is whole or left out', () => {
  expect(firstWords('Silakan bayar', 20)).toBe('Silakan bayar')
  expect(firstWords('Silakan  bayar\nsekarang juga', 20)).toBe('Silakan bayar sekara…')
  expect(firstWords('Bayar: http://127.0.0.1:8080/pay/abc ya', 18)).toBe('Bayar:…')
  expect(firstWords('Bayar: https://toko.id ya', 22)).toBe('Bayar: https://toko.id…')
})

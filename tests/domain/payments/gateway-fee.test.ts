import { expect, test } from 'vitest'
import { gatewayFee, isForGateways } from '../../../src/domain/payments/gateway-fee.ts'

test.each([
  ['account', 50_000, 2_500],
  ['wallet', 20_000, 1_000],
  ['wallet', 100_000, 2_000],
  ['counter', 50_000, 5_000],
  ['qris', 50_000, 350],
  ['qris', 150_000, 1_050],
  ['qris', 1_000_000, 5_000],
] as const)('by %s a gateway keeps of %i about %i', (kind, amountRupiah, fee) => {
  expect(gatewayFee(kind, amountRupiah)).toBe(fee)
})

test('a gateway never keeps more than came in', () => {
  expect(gatewayFee('counter', 3_000)).toBe(3_000)
})

test('too little and too much are not given to gateways', () => {
  expect([999, 1_000, 100_000_000, 100_000_001].map(isForGateways)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

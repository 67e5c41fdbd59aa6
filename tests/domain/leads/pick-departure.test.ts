import { expect, test } from 'vitest'
import { pickDeparture } from '../../../src/domain/leads/pick-departure.ts'

const base = {
  departs_on: '2027-02-15',
  from_city: 'Jakarta',
  package_name: 'Umroh Berkah 12 Hari',
  code: 'BRKH-12',
  prices: { quad: 29_900_000, double: 33_900_000 },
  seats: 45,
  seats_taken: 0,
}
const march = { ...base, code: 'MARET', departs_on: '2027-03-20' }
const surabaya = { ...base, code: 'SBY', from_city: 'Surabaya' }
const turkey = { ...base, code: 'TR', package_name: 'Umroh Plus Turki', departs_on: '2027-06-01' }
const luxury = { ...base, code: 'LUX', prices: { double: 55_000_000 } }

const inMarch = { from: '2027-03-01', to: '2027-03-31' }

test('the month that was wished for comes first', () => {
  expect(pickDeparture([base, march], { pilgrims: 2, when: inMarch })?.code).toBe('MARET')
})

test('the package that was named beats the month', () => {
  const wish = { when: inMarch, package: 'plus turki' }
  expect(pickDeparture([base, march, turkey], wish)?.code).toBe('TR')
})

test('of two that leave in time the one from their own city is picked', () => {
  expect(pickDeparture([base, surabaya], { city: 'Surabaya' })?.code).toBe('SBY')
})

test('a price above the budget is no first choice, a sum for everybody is not held against it', () => {
  const budget = { max: 30_000_000, per: 'person' as const }
  expect(pickDeparture([luxury, base], { budget })?.code).toBe('BRKH-12')
})

test('a departure without seats for all of them is none', () => {
  const nearlyFull = { ...base, seats_taken: 43 }
  expect(pickDeparture([nearlyFull], { pilgrims: 2 })?.code).toBe('BRKH-12')
  expect(pickDeparture([nearlyFull], { pilgrims: 3 })).toBeUndefined()
})

test('when nothing leaves in the month wished for, the nearest is offered', () => {
  const when = { from: '2027-05-01', to: '2027-05-31' }
  expect(pickDeparture([base, march, turkey], { when })?.code).toBe('TR')
})

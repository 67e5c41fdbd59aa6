import { describe, expect, test } from 'vitest'
import { estimateEnd, type SendingNumber } from '../../../src/domain/broadcasts/sending-outlook.ts'
import { sendingDefaults } from '../../../src/domain/sending/sending-settings.ts'

const timeZone = 'Asia/Jakarta'
const at = (clock: string) => new Date(`2026-11-02T${clock}:00+07:00`)
const linked: SendingNumber = {
  perSecond: 1,
  settings: sendingDefaults('baileys'),
  warmFrom: null,
  begun: 0,
  newChats: 0,
}
const cloud: SendingNumber = { ...linked, perSecond: 20, settings: sendingDefaults('cloud') }
const end = (people: number, strangers: number, numbers: SendingNumber[], now = at('09:00')) =>
  estimateEnd({ people, strangers }, numbers, { now, timeZone })

describe('about when a broadcast is out', () => {
  test('at its pace', () => {
    expect(end(600, 0, [linked])).toEqual(at('09:10'))
    expect(end(12_000, 12_000, [cloud])).toEqual(at('09:10'))
  })
  test('two numbers share it', () => {
    expect(end(600, 0, [linked, linked])).toEqual(at('09:05'))
  })
  test('the night is left out', () => {
    expect(end(1_200, 0, [cloud], at('22:00'))).toEqual(new Date('2026-11-03T07:01:00+07:00'))
  })
  test('a budget of new people makes it take days', () => {
    const last = end(250, 250, [linked])
    expect(last?.toISOString().slice(0, 10)).toBe('2026-11-04')
  })
  test('a new number begins with little', () => {
    const fresh = { ...linked, warmFrom: at('08:00') }
    expect(end(120, 0, [fresh])?.toISOString().slice(0, 10)).toBe('2026-11-04')
  })
  test('nobody can say it without a number, or of what takes months', () => {
    expect(end(5, 0, [])).toBeNull()
    expect(end(100_000, 100_000, [linked])).toBeNull()
  })
})

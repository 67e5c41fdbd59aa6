import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTime, parseTime } from '../../../src/adapters/routeros/parse-time.ts'

test.each([
  ['0s', 0],
  ['59s', 59],
  ['5m', 300],
  ['1h', 3_600],
  ['1w2d3h4m5s', 788_645],
  ['4w2d', 2_592_000],
  ['01:22:53', 4_973],
  ['00:00:00', 0],
  ['1d02:03:04', 93_784],
  ['1w2d03:04:05', 788_645],
  ['1s500ms', 1],
  ['250ms', 0],
  ['00:00:01.5', 1],
])('the router says %s and means %d seconds', (text, seconds) => {
  expect(parseTime(text)).toBe(seconds)
})

test.each([undefined, '', 'none', 'never', 'tomorrow', '-5s', '1:2'])(
  '%s is no length of time',
  (text) => {
    expect(parseTime(text)).toBeNull()
  },
)

test('what we write the router reads back the same', () => {
  expect(formatTime(788_645)).toBe('1w2d3h4m5s')
  expect(formatTime(0)).toBe('0s')
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 }), (seconds) => {
      expect(parseTime(formatTime(seconds))).toBe(seconds)
    }),
  )
})

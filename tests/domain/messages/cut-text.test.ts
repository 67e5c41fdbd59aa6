import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asJsonb } from '../../../src/domain/as-jsonb.ts'
import { startOf } from '../../../src/domain/broadcasts/show-progress.ts'
import { cutText } from '../../../src/domain/messages/cut-text.ts'
import { cleanName } from '../../../src/domain/people/ensure-person.ts'
import { metaValue } from '../../../src/domain/templates/meta-template.ts'

const emoji = fc.string({ unit: fc.constantFrom('a', ' ', '😀', '🕋'), maxLength: 60 })

test('a cut is as long as it may be and never ends in half an emoji', () => {
  fc.assert(
    fc.property(emoji, fc.nat(40), (text, most) => {
      const cut = cutText(text, most)
      expect(cut.isWellFormed()).toBe(true)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1)
      expect(cut.length).toBeLessThanOrEqual(most)
    }),
  )
})

test.each([
  ['the start of a broadcast', (text: string) => startOf(text)],
  ['a value of a template', metaValue],
  ['what somebody calls himself', (text: string) => cleanName(text) ?? ''],
])('%s may have an emoji where it is cut', (_of, cut) => {
  for (const before of [57, 58, 59, 60, 117, 118, 119, 120, 898, 899, 900]) {
    expect(cut(`${'a'.repeat(before)}😀 promo besar`).isWellFormed()).toBe(true)
  }
})

test('whatever people write, the database takes it', () => {
  const written = JSON.parse(asJsonb({ text: 'a\u0000b \ud83d', list: ['\udc00 😀'] })) as unknown
  expect(written).toEqual({ text: 'a\uFFFDb \uFFFD', list: ['\uFFFD 😀'] })
})

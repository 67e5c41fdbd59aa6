import { expect, test } from 'vitest'
import { isNote } from '../../src/intents/pass-on.ts'

test.each([
  '//catatan',
  ' //catatan',
  '\u200B//catatan',
  '\uFEFF \u2060// catatan',
  '/\u200D/ x',
  ' # x',
  '#',
])('a note of the team stays one, whatever stands unseen before it (%j)', (text) =>
  expect(isNote(text)).toBe(true),
)

test.each(['#INV-12 sudah lunas', 'lihat https://wicara.id', 'a // b', '/chat'])(
  'and "%s" is none',
  (text) => expect(isNote(text)).toBe(false),
)

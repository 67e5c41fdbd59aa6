import { expect, test } from 'vitest'
import {
  checkMetaText,
  fillMetaTemplate,
  metaName,
  metaValue,
  toMetaText,
} from '../../../src/domain/templates/meta-template.ts'

const variables = [
  { name: 'a' },
  { name: 'b', required: true as const },
  { name: 'carried', optional: true as const },
]
const problemsOf = (text: string) => checkMetaText(toMetaText(text, variables))

test.each([
  ['a good text', 'Halo {{a}}, tagihan Anda {{b}} sudah terbit.', []],
  [
    'a variable at the start',
    '{{a}} punya tagihan {{b}} yang masih terbuka.',
    [{ problem: 'starts_with', name: 'a' }],
  ],
  [
    'a variable at the end',
    'Halo {{a}}, silakan bayar tagihan Anda: {{b}}.',
    [{ problem: 'ends_with', name: 'b' }],
  ],
  [
    'two side by side',
    'Halo kawan {{a}} {{b}} sudah terbit hari ini.',
    [{ problem: 'adjacent', names: ['a', 'b'] }],
  ],
  [
    'too long',
    `Halo {{a}} ${'kata '.repeat(210)}`,
    [{ problem: 'too_long', length: 1060, max: 1024 }],
  ],
  [
    'too many variables',
    'Halo {{a}} dan {{b}} ya.',
    [{ problem: 'few_words', words: 3, needed: 5 }],
  ],
  ['too many spaces', 'Halo {{a}}     ini tagihan Anda {{b}} ya.', [{ problem: 'spaces' }]],
])('Meta’s rules: %s', (_title, text, problems) => {
  expect(problemsOf(text)).toEqual(problems)
})

test('what is said only at times is left out, and every place has its number', () => {
  expect(
    toMetaText('Halo {{a}}[, sisa {{carried}}].\nSisa {{carried}}\nBayar {{b}}, {{a}}!', variables),
  ).toEqual({
    body: 'Halo {{1}}.\nBayar {{2}}, {{3}}!',
    variables: ['a', 'b', 'a'],
  })
})

test.each([
  ['Kode: A\nKode: B', 'Kode: A, Kode: B'],
  ['a\tb      c', 'a b c'],
  ['', '-'],
  [' \n ', '-'],
])('the value %j is given to Meta as %j', (value, given) => {
  expect(metaValue(value)).toBe(given)
})

test('names are of small letters, and count up', () => {
  expect(metaName('invoice.reminder.soon', 1)).toBe('invoice_reminder_soon')
  expect(metaName('invoice.reminder.soon', 2)).toBe('invoice_reminder_soon_2')
})

test('English goes as Meta writes it', () => {
  const approved = { name: 'x', language: 'en' as const, variables: ['b', 'a'] }
  expect(fillMetaTemplate(approved, { a: '1', b: '2' })).toEqual({
    name: 'x',
    language: 'en_US',
    values: ['2', '1'],
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkTemplate,
  renderTemplate,
  withoutOptional,
} from '../../../src/domain/templates/template.ts'

const values = { customer_name: 'Budi', package: 'Rumah 20', total: 'Rp 165.000' }

test.each([
  ['a variable has its value', 'Halo {{customer_name}}!', {}, 'Halo Budi!'],
  ['spaces and capitals do not matter', 'Halo {{ Customer_Name }}!', {}, 'Halo Budi!'],
  [
    'brackets go with what has no value',
    'Tagihan[ untuk {{package}}]: {{total}}',
    { package: '' },
    'Tagihan: Rp 165.000',
  ],
  [
    'and stay away where it has one',
    'Tagihan[ untuk {{package}}]: {{total}}',
    {},
    'Tagihan untuk Rumah 20: Rp 165.000',
  ],
  [
    'a line goes with what has no value',
    'Halo\nSisa {{carried}}.\nTotal {{total}}',
    {},
    'Halo\nTotal Rp 165.000',
  ],
  ['a line of brackets alone leaves no gap', 'Halo\n[Sisa {{carried}}.]\nTotal', {}, 'Halo\nTotal'],
  ['brackets without a variable are brackets', 'Balas [ya] {{total}}', {}, 'Balas [ya] Rp 165.000'],
  ['gaps do not add up', 'A\n\nSisa {{carried}}\n\nB', {}, 'A\n\nB'],
  [
    'values are no texts',
    'Halo {{customer_name}}',
    { customer_name: '{{total}} [x]' },
    'Halo {{total}} [x]',
  ],
])('%s', (_title, text, changed, said) => {
  expect(renderTemplate(text, { ...values, ...changed })).toBe(said)
})

test('whatever is written and whatever has a value, no braces and no double gaps are left', () => {
  const piece = fc.constantFrom('{{a}}', '[ x {{b}}]', 'kata', '\n', '\n\n', ' ', '[{{a}} {{c}}]')
  const value = fc.constantFrom('', 'isi')
  fc.assert(
    fc.property(fc.array(piece), fc.record({ a: value, b: value, c: value }), (pieces, given) => {
      const said = renderTemplate(pieces.join(''), given)
      expect(said).not.toMatch(/\{\{|\}\}|\n{3}/)
      expect(said).toBe(said.trim())
    }),
  )
})

const variables = [
  { name: 'customer_name' },
  { name: 'pay_url', required: true as const },
  { name: 'carried', optional: true as const },
]

test.each([
  ['nothing at all', '  ', [{ problem: 'empty' }]],
  [
    'a variable there is not',
    '{{pay_ulr}} {{pay_url}}',
    [{ problem: 'unknown', name: 'pay_ulr', known: ['customer_name', 'pay_url', 'carried'] }],
  ],
  [
    'the payment link forgotten',
    'Halo {{customer_name}}',
    [{ problem: 'missing', name: 'pay_url' }],
  ],
  [
    'the payment link said only at times',
    'Sisa {{carried}}: {{pay_url}}',
    [{ problem: 'hidden', name: 'pay_url', because: 'carried' }],
  ],
  ['the payment link said at times and always', '[Sisa {{carried}}: {{pay_url}}] {{pay_url}}', []],
  [
    'braces left open',
    'Bayar {{pay_url}} {{customer_name',
    [{ problem: 'broken', near: '{{customer_name' }],
  ],
  ['a good text', 'Halo {{customer_name}}[, sisa {{carried}}]: {{pay_url}}', []],
])('a text is checked: %s', (_title, text, problems) => {
  expect(checkTemplate(text, variables)).toEqual(problems)
})

test('what is optional can be left out of a text for good', () => {
  const text = 'Halo {{customer_name}}[, sisa {{carried}}].\nSisa {{carried}}\nBayar {{pay_url}} ya'
  expect(withoutOptional(text, variables)).toBe('Halo {{customer_name}}.\nBayar {{pay_url}} ya')
})

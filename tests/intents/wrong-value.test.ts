import { expect, test } from 'vitest'
import { Refusal } from '../../src/domain/refusal.ts'
import { sayNo } from '../../src/intents/wording/say-no.ts'

test.each([
  ['quantity', '1-20', 'Isian "jumlah" belum benar: harus 1 sampai 20.'],
  ['reason', 'empty', 'Isian "alasan" belum benar: belum diisi.'],
  ['jumlah', '10000-5000000', 'Isian "jumlah" belum benar: harus 10.000 sampai 5.000.000.'],
  ['jumlah', '>=0', 'Isian "jumlah" belum benar: tidak boleh kurang dari 0.'],
])('a wrong value (%s, %s) is named in the words of whoever typed it', (field, problem, said) => {
  expect(sayNo(new Refusal('input.invalid', { field, problem }), 'id')).toBe(said)
})

test('the same is said in English', () => {
  const refusal = new Refusal('input.invalid', { field: 'alasan', problem: 'empty' })
  expect(sayNo(refusal, 'en')).toBe('The value "reason" is not right: nothing was given.')
})

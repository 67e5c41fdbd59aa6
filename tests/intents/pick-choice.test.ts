import { expect, test } from 'vitest'
import type { Question } from '../../src/domain/messages/question.ts'
import { readFixedWord, readOptWord } from '../../src/intents/understand/fixed-words.ts'
import { pickChoice } from '../../src/intents/understand/pick-choice.ts'

const act = (intent: string) => ({ intent, input: {} })
const menu: Question = {
  id: 'q',
  kind: 'menu',
  free: null,
  acts: [
    { label: 'Harian · Rp 5.000', act: act('a') },
    { label: 'Mingguan · Rp 25.000', act: act('b') },
  ],
}
const confirm: Question = {
  ...menu,
  kind: 'confirm',
  acts: [
    { label: 'Ya, lanjutkan', act: act('yes') },
    { label: 'Batal', act: act('no') },
  ],
}

test('a number picks from a menu however it is said', () => {
  for (const text of ['2', ' 2.', 'no 2', 'nomor 2', 'yang 2']) {
    expect(pickChoice(text, menu, 'number')?.intent).toBe('b')
  }
  expect(pickChoice('3', menu, 'number')).toBeUndefined()
  expect(pickChoice('0', menu, 'number')).toBeUndefined()
  expect(pickChoice('2 orang', menu, 'number')).toBeUndefined()
})

test('the name of a choice is enough', () => {
  expect(pickChoice('mingguan', menu, 'label')?.intent).toBe('b')
  expect(pickChoice('Harian · Rp 5.000', menu, 'label')?.intent).toBe('a')
  expect(pickChoice('bulanan', menu, 'label')).toBeUndefined()
})

test('ya and tidak answer a confirmation and nothing else', () => {
  expect(pickChoice('iya', confirm, 'label')?.intent).toBe('yes')
  expect(pickChoice('TIDAK', confirm, 'label')?.intent).toBe('no')
  expect(pickChoice('ya', menu, 'label')).toBeUndefined()
})

test('words that always work are whole messages, with or without a slash', () => {
  expect(readFixedWord(' Menu! ')?.intent).toBe('customer.menu')
  expect(readFixedWord('/saldo')?.intent).toBe('customer.balance')
  expect(readFixedWord('saldo saya berapa')).toBeUndefined()
  expect(readOptWord('STOP.')?.intent).toBe('customer.opt_out')
})

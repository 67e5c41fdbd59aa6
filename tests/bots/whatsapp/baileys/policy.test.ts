import { expect, test } from 'vitest'
import {
  AFTER_DISCONNECT,
  afterDisconnect,
  backOffMs,
} from '../../../../src/bots/whatsapp/baileys/disconnect-policy.ts'
import { messageIdOf } from '../../../../src/bots/whatsapp/baileys/message-id.ts'
import { nackFault } from '../../../../src/bots/whatsapp/baileys/send-faults.ts'
import { withNumbers } from '../../../../src/bots/whatsapp/baileys/outgoing.ts'

test.each([
  [515, { do: 'restart' }],
  [428, { do: 'retry' }],
  [408, { do: 'retry' }],
  [503, { do: 'retry' }],
  [500, { do: 'retry' }],
  [440, { do: 'stop', news: 'replaced' }],
  [401, { do: 'unlink', news: 'logged_out' }],
  [419, { do: 'unlink', news: 'logged_out' }],
  [403, { do: 'stop', news: 'banned' }],
  [411, { do: 'stop', news: 'banned' }],
  [405, { do: 'renew_version' }],
  [599, { do: 'retry' }],
])('after %i WhatsApp is left alone, or tried again', (code, action) => {
  expect(afterDisconnect(code)).toEqual(action)
})

test('every code has its row', () => {
  expect(Object.keys(AFTER_DISCONNECT)).toHaveLength(11)
})

test('pauses grow to a minute and differ', () => {
  const middle = [1, 2, 3, 6, 7, 20].map((failures) => backOffMs(failures, () => 0.5))
  expect(middle).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000])
  expect(backOffMs(1, () => 0)).toBe(750)
  expect(backOffMs(20, () => 0.999)).toBeLessThan(75_001)
})

test('a key has one id on each number', () => {
  expect(messageIdOf(1, '17:0')).toMatch(/^3EB0[0-9A-F]{18}$/)
  expect(messageIdOf(1, '17:0')).toBe(messageIdOf(1, '17:0'))
  expect(messageIdOf(2, '17:0')).not.toBe(messageIdOf(1, '17:0'))
})

test.each([
  ['463', { name: 'Rejected', code: 'reachout' }],
  ['429', { name: 'Unreachable', retryAfterMs: 60_000 }],
  ['479', { name: 'Rejected', code: 'stale_devices' }],
  ['404', { name: 'Rejected', code: 'undeliverable' }],
  ['405', { name: 'Rejected', code: 'not_allowed' }],
  ['503', { name: 'Unreachable', retryAfterMs: 5_000 }],
  ['487', { name: 'Rejected', code: '487' }],
])('refusal %s', (code, fault) => {
  expect(nackFault(code)).toMatchObject(fault)
})

test('choices are numbers to type, never cut', () => {
  const choices = [
    { key: 'a', label: 'Ya' },
    { key: 'b', label: 'Tidak' },
  ]
  expect(withNumbers('Lanjut?', choices)).toEqual(['Lanjut?\n\n1. Ya\n2. Tidak'])
  const parts = withNumbers('x'.repeat(4_090), choices)
  expect(parts.at(-1)).toBe('1. Ya\n2. Tidak')
  expect(parts.every((part) => part.length <= 4_096)).toBe(true)
})

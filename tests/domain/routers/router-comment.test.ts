import { describe, expect, test } from 'vitest'
import { isMarked, readMark, writeMark } from '../../../src/domain/routers/router-comment.ts'

describe('the mark in a comment', () => {
  test.each([
    [
      'VOUCHER_SYSTEM|BATCH-202511-001|5000|3000|24|1|2025-11-14|siti',
      { system: 'voucher', form: 'batch' },
      { batch: 'BATCH-202511-001', sellRupiah: '5000', validHours: '24', by: 'siti' },
    ],
    [
      'VOUCHER_SYSTEM|BATCH-202511-001|5000|3000|24|1|2025-11-14|siti|2025-11-15 10:00|2025-11-16 10:00',
      { system: 'voucher', form: 'batch' },
      { firstLogin: '2025-11-15 10:00', expires: '2025-11-16 10:00' },
    ],
    ['VOUCHER_SYSTEM|5000||', { system: 'voucher', form: 'clock' }, { sellRupiah: '5000' }],
    [
      'VOUCHER_SYSTEM|5000|1763100000|1763186400',
      { system: 'voucher', form: 'clock' },
      { firstLogin: '1763100000', expires: '1763186400' },
    ],
    [
      'VOUCHER_SYSTEM|5000|3000|VC-1763100000-ab12|2025-11-14|siti',
      { system: 'voucher', form: 'price' },
      { sellRupiah: '5000', costRupiah: '3000', batch: 'VC-1763100000-ab12' },
    ],
    [
      'VOUCHER_SYSTEM|12|NULL|1|2025-11-14|siti',
      { system: 'voucher', form: 'owner' },
      { customer: '12', vendor: '1', date: '2025-11-14' },
    ],
    [
      'VOUCHER_SYSTEM|12|7|1|2025-11-14|siti',
      { system: 'voucher', form: 'owner' },
      { customer: '12', subscription: '7', vendor: '1' },
    ],
    [
      'PPPOE_SYSTEM|12|7|NULL|2025-11-14|siti',
      { system: 'pppoe', form: 'owner' },
      { customer: '12', subscription: '7', by: 'siti' },
    ],
    [
      'PPPOE_SYSTEM|12|7|NULL|2025-11-14',
      { system: 'pppoe', form: 'owner' },
      { customer: '12', subscription: '7', date: '2025-11-14' },
    ],
    [
      'PPPOE_SYSTEM|B-1|150000|90000|12|7|2025-11-14|siti',
      { system: 'pppoe', form: 'batch' },
      { batch: 'B-1', sellRupiah: '150000', customer: '12' },
    ],
    [
      'PPPOE_SYSTEM|150000|90000|30',
      { system: 'pppoe', form: 'profile' },
      { sellRupiah: '150000', validDays: '30' },
    ],
    ['PPPOE_SYSTEM|Pak Budi|2025-11-14', { system: 'pppoe', form: 'text' }, { text: 'Pak Budi' }],
    ['{"type":"pppoe","customer":12}', { system: 'other', form: 'json' }, {}],
  ])('is read in an older form: %s', (comment, kind, fields) => {
    const mark = readMark(comment)
    expect(mark).toMatchObject(kind)
    expect(mark?.fields).toMatchObject(fields)
  })

  test('that was cut short is still ours', () => {
    expect(readMark('VOUCHER_SYSTEM|BATCH-2025')).toEqual({
      system: 'voucher',
      form: 'unreadable',
      fields: {},
    })
    expect(isMarked('PPPOE_SYSTEM')).toBe(true)
  })

  test.each([
    '',
    'Pak RT',
    'voucher',
    'NOT_VOUCHER_SYSTEM|1',
    '[1]',
    '{broken',
    'VOUCHER_SYSTEMS|1',
  ])('is not in the comment of a stranger: "%s"', (comment) => expect(readMark(comment)).toBeNull())

  test('is written in one form, which is read back', () => {
    const comment = writeMark({
      system: 'voucher',
      customer: 12,
      subscription: null,
      vendor: null,
      day: '2026-11-21',
      by: 'Siti | kasir\n',
    })
    expect(comment).toBe('VOUCHER_SYSTEM|12|NULL|NULL|2026-11-21|Siti   kasir')
    expect(readMark(comment)).toEqual({
      system: 'voucher',
      form: 'owner',
      fields: { customer: '12', date: '2026-11-21', by: 'Siti   kasir' },
    })
  })
})

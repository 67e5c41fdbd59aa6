import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LeadFields } from '../../../src/domain/leads/lead-fields.ts'
import { readLeadFields } from '../../../src/intents/understand/read-lead-fields.ts'
import { createScore } from '../../../src/intents/understand/score-lead-fields.ts'

type Line = { id: string; text: string; now: string; history?: string[]; fields: LeadFields }

const file = new URL('../../evals/leads.jsonl', import.meta.url)
const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)

function read({ text, now, history }: Pick<Line, 'text' | 'now' | 'history'>): LeadFields {
  return readLeadFields(text, {
    now: new Date(now),
    timeZone: 'Asia/Jakarta',
    ...(history && { history }),
  })
}

test('what prospects write is read as a careful seller would read it', () => {
  const misread = lines.filter((line) => {
    const score = createScore()
    score.add(read(line), line.fields)
    return score.summary().exact === 0
  })
  expect(misread.map((line) => ({ ...line, read: read(line) }))).toEqual([])
})

const now = '2026-11-20T03:00:00Z'

test('nobody is a lead by saying nothing, whatever the signs', () => {
  for (const text of ['', ' ', '🙏🙏🙏', '...', '?', '\n\n', '1', 'ok'.repeat(3000)]) {
    expect(read({ text, now })).toEqual({ intent: 'other' })
  }
})

test('a long pasted text is read in no time', () => {
  const text = 'saya mau umroh sama istri dan 2 anak bulan maret budget 30 juta, dari bandung. '
  const began = performance.now()
  read({ text: text.repeat(120), now })
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('what was known stays known, and a later word changes only its own part', () => {
  const known: LeadFields = { pilgrims: 2, with: ['wife'], city: 'Solo', name: 'Joko' }
  const options = { now: new Date(now), timeZone: 'Asia/Jakarta', known }
  expect(readLeadFields('tambah 1 lagi, ibu saya', options)).toEqual({
    ...known,
    pilgrims: 3,
    with: ['wife', 'mother'],
    intent: 'other',
  })
})

test('a day that is over in Jakarta is over, although not in London', () => {
  const late = readLeadFields('bulan depan', {
    now: new Date('2026-12-31T17:30:00Z'),
    timeZone: 'Asia/Jakarta',
  })
  expect(late.when).toEqual({ from: '2027-02-01', to: '2027-02-28' })
})

function whereFrom(text: string) {
  const history = ['admin: Berangkat dari kota mana?']
  return read({ text, now, history }).city
}

test.each([
  ['Solo', 'Solo'],
  ['tayu kak', 'Tayu'],
  ['dari Karangrayung', 'Karangrayung'],
  ['Kec. Tegalrejo', 'Tegalrejo'],
  ['sumber lawang, jawa tengah', 'Sumber Lawang'],
  ['Kroya, Cilacap', 'Cilacap'],
  ['tayu jawa tengah', 'Tayu'],
  ['Ngrampal', 'Ngrampal'],
])('asked for the city, %s is %s', (text, city) => {
  expect(whereFrom(text)).toBe(city)
})

test.each([
  'iya kak',
  'nanti dulu',
  'terserah',
  'bentar',
  'makasih ya',
  'skip',
  'rahasia',
  'later',
  'tes',
  'asdf',
  'qwerty',
  'wkwkwk',
  'ayam goreng',
  'kucing saya sakit',
  'tidur dulu ah',
  'sombong amat',
  'capek deh',
  'kenapa?',
  'no idea',
  'anywhere',
])('asked for the city, nobody comes from "%s"', (text) => {
  expect(whereFrom(text)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { readMoment } from '../../src/intents/understand/read-moment.ts'

// A Monday morning in Jakarta.
const given = { now: new Date('2026-11-02T09:00:00+07:00'), timeZone: 'Asia/Jakarta' }

test.each([
  ['besok 09.00', '2026-11-03T09:00'],
  ['besok', '2026-11-03T09:00'],
  ['lusa jam 8', '2026-11-04T08:00'],
  ['senin 08:00', '2026-11-09T08:00'],
  ['31/12 08.00', '2026-12-31T08:00'],
  ['31/12/2026', '2026-12-31T09:00'],
  ['nanti malam jam 7', '2026-11-02T19:00'],
  ['jam 20.00', '2026-11-02T20:00'],
  ['2 jam lagi', '2026-11-02T11:00'],
  ['tomorrow 9am', '2026-11-03T09:00'],
])('"%s" is %s on the clock of the business', (text, local) => {
  expect(readMoment(text, given)).toEqual(new Date(`${local}:00+07:00`))
})

test.each(['entah', '', 'kemarin'])('"%s" is no time to come', (text) => {
  expect(readMoment(text, given)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { dayBudget } from '../../../src/domain/sending/day-budget.ts'
import { type Due, judgeSending } from '../../../src/domain/sending/judge-sending.ts'
import { sendingDefaults, settingsOf } from '../../../src/domain/sending/sending-settings.ts'

const NOON = new Date('2026-11-02T12:00:00+07:00')
const NIGHT = new Date('2026-11-02T23:30:00+07:00')
const MORNING = new Date('2026-11-03T07:00:00+07:00')
const LATER = new Date('2026-11-02T14:00:00+07:00')
const TOMORROW = new Date('2026-11-03T00:00:00+07:00')

/** A bill to somebody who wrote a moment ago, at noon, on a number in good health. */
const plain: Due = {
  sort: 'service',
  writtenAt: NOON,
  toStaff: false,
  optedOut: false,
  noPromo: false,
  noPromoUntil: null,
  takenOver: false,
  windowShut: false,
  hasTemplate: false,
  stranger: false,
  begunByUs: false,
  budgetGoneUntil: null,
  noSendingUntil: null,
  noNewChatsUntil: null,
  quiet: { quietFromHour: 21, quietToHour: 7 },
  now: NOON,
  timeZone: 'Asia/Jakarta',
}

const cases: [string, Partial<Due>, string][] = [
  ['a bill goes', {}, 'go'],
  [
    'an answer of the bot is dropped once a person has the chat',
    { sort: 'answer', takenOver: true },
    'drop taken_over',
  ],
  [
    'a reminder of yesterday is not said any more',
    { sort: 'reminder', writtenAt: new Date('2026-11-01T09:00:00+07:00') },
    'drop out_of_date',
  ],
  ['a bill of yesterday is', { writtenAt: new Date('2026-11-01T09:00:00+07:00') }, 'go'],
  ['"stop" stops a reminder', { sort: 'reminder', optedOut: true }, 'drop opted_out'],
  ['"stop" stops advertising', { sort: 'promo', optedOut: true }, 'drop opted_out'],
  ['"stop" stops no receipt', { optedOut: true }, 'go'],
  ['"stop" stops no answer', { sort: 'answer', optedOut: true }, 'go'],
  [
    'the team is reminded all the same',
    { sort: 'reminder', optedOut: true, toStaff: true, now: NIGHT },
    'go',
  ],
  [
    'a reminder waits for the morning',
    { sort: 'reminder', now: NIGHT },
    `wait quiet ${MORNING.toISOString()}`,
  ],
  [
    'a reminder before dawn waits for the same morning',
    { sort: 'reminder', now: new Date('2026-11-03T04:00:00+07:00') },
    `wait quiet ${MORNING.toISOString()}`,
  ],
  ['a reminder goes at seven sharp', { sort: 'reminder', now: MORNING }, 'go'],
  ['a bill goes at night', { now: NIGHT }, 'go'],
  ['a person writes at night', { sort: 'person', now: NIGHT }, 'go'],
  [
    'one hour twice is no quiet at all',
    { sort: 'promo', now: NIGHT, quiet: { quietFromHour: 0, quietToHour: 0 } },
    'go',
  ],
  [
    'quiet at noon need not reach over midnight',
    { sort: 'promo', quiet: { quietFromHour: 11, quietToHour: 14 } },
    `wait quiet ${LATER.toISOString()}`,
  ],
  [
    'a number that is held sends nothing',
    { sort: 'answer', noSendingUntil: LATER },
    `wait held ${LATER.toISOString()}`,
  ],
  ['a number that was held goes on', { noSendingUntil: NOON }, 'go'],
  [
    'a number that may not meet people writes to those it knows',
    { noNewChatsUntil: LATER, begunByUs: true },
    'go',
  ],
  [
    'a number that may not meet people waits with strangers',
    { noNewChatsUntil: LATER, stranger: true },
    `wait reachout ${LATER.toISOString()}`,
  ],
  [
    'even where a person of ours wants to write',
    { sort: 'person', noNewChatsUntil: LATER, stranger: true },
    `wait reachout ${LATER.toISOString()}`,
  ],
  [
    'what we begin waits for tomorrow when today is used up',
    { begunByUs: true, budgetGoneUntil: TOMORROW },
    `wait budget ${TOMORROW.toISOString()}`,
  ],
  [
    'an answer needs no budget',
    { sort: 'answer', begunByUs: true, budgetGoneUntil: TOMORROW },
    'go',
  ],
  [
    'a person needs no budget',
    { sort: 'person', begunByUs: true, budgetGoneUntil: TOMORROW },
    'go',
  ],
  ['a bill in a talk that goes on needs no budget', { budgetGoneUntil: TOMORROW }, 'go'],
  ['a shut window takes the template', { windowShut: true, hasTemplate: true }, 'template'],
  ['a shut window takes nothing else', { windowShut: true }, 'fail window_closed'],
  [
    'what waits for the morning is judged by the window of the morning',
    { sort: 'reminder', now: NIGHT, windowShut: true },
    `wait quiet ${MORNING.toISOString()}`,
  ],
]

test.each(cases)('%s', (_name, known, expected) => {
  const verdict = judgeSending({ ...plain, ...known })
  const why = 'why' in verdict ? ` ${verdict.why}` : ''
  const until = 'until' in verdict ? ` ${verdict.until.toISOString()}` : ''
  expect(`${verdict.kind}${why}${until}`).toBe(expected)
})

test('a new number begins with twenty people a day and has its whole budget after ten days', () => {
  const settings = sendingDefaults('baileys')
  const warmFrom = new Date('2026-11-02T10:00:00+07:00')
  const after = (days: number) => {
    const now = new Date(warmFrom.getTime() + days * 86_400_000)
    return dayBudget(settings, { warmFrom, now, timeZone: 'Asia/Jakarta' })
  }
  expect([0, 1, 3, 6, 9].map(after)).toEqual([
    { messages: 50, newChats: 20 },
    { messages: 50, newChats: 28 },
    { messages: 200, newChats: 44 },
    { messages: 500, newChats: 68 },
    { messages: 500, newChats: 92 },
  ])
  expect(after(10)).toEqual({ messages: 1_000, newChats: 100 })
  const old = { warmFrom: null, now: warmFrom, timeZone: 'Asia/Jakarta' }
  expect(dayBudget(settings, old)).toEqual({ messages: 1_000, newChats: 100 })
  expect(dayBudget(sendingDefaults('cloud'), old)).toEqual({ messages: null, newChats: null })
})

test('what is chosen for all linked numbers slows the official one only where it is named', () => {
  const choices = {
    all: { perSecond: 2, quietFromHour: 20 },
    sessions: { '7': { perSecond: 5 } },
  }
  const of = (channel: 'cloud' | 'waha', accountId: number) => {
    const { perSecond, quietFromHour } = settingsOf(choices, { channel, accountId })
    return { perSecond, quietFromHour }
  }
  expect(of('waha', 1)).toEqual({ perSecond: 2, quietFromHour: 20 })
  expect(of('waha', 7)).toEqual({ perSecond: 5, quietFromHour: 20 })
  expect(of('cloud', 1)).toEqual({ perSecond: null, quietFromHour: 20 })
  expect(of('cloud', 7)).toEqual({ perSecond: 5, quietFromHour: 20 })
})

import { lines } from '../lines.ts'
import { sayPhone } from '../session-words.ts'
import type { sending as Sending, sendingNotices as Notices } from '../id/sending.ts'

export const sending: typeof Sending = {
  units: {
    perSecond: (count) => `${count} a second`,
    byChannel: 'what its channel allows',
    seconds: (count) => `${count} seconds`,
    hours: (from, to) => `${from}–${to}`,
    messages: (count) => `${count} messages`,
    people: (count) => `${count} people`,
    none: 'no limit',
    noQuiet: 'none',
    yes: 'yes',
    no: 'no',
  },
  names: {
    laju: 'Pace',
    jeda: 'Gap in a chat',
    tenang: 'Quiet hours',
    maksimal: 'Messages we begin a day',
    orangbaru: 'New people a day',
    pemanasan: 'Warm up new numbers',
    mengetik: 'Show "typing"',
    centang: 'Read marks',
  },
  about: {
    laju: 'Messages a second from one number.',
    jeda: 'At least so many seconds between two messages in a chat. Voucher codes and receipts do not wait.',
    tenang: 'Reminders and offers wait for the morning. Answers, codes, receipts and bills do not.',
    maksimal:
      'Messages that we begin ourselves from one number in a day. The rest follows tomorrow; answers have no limit.',
    orangbaru: 'People who never wrote to that number and hear from it for the first time.',
    pemanasan:
      'A number that was just linked begins with 20 people a day and gets more for 10 days.',
    mengetik: 'Customers see "typing" while an answer waits for its turn.',
    centang: 'What customers wrote is marked as read when it is answered.',
  },
  rules: {
    laju: '1 to 80, or "auto"',
    jeda: '0 to 60 seconds, e.g. 2 or 1.5',
    tenang: 'two hours, e.g. 21-7, or "off"',
    maksimal: 'a number, or 0 for no limit',
    orangbaru: 'a number, or 0 for no limit',
    pemanasan: 'yes or no',
    mengetik: 'yes or no',
    centang: 'yes or no',
  },
  line: (name, value, key) => `• ${name}: ${value} (${key}=)`,
  title: (number) =>
    number === null ? 'How we send, for all numbers linked by QR' : `How we send from ${number}`,
  all: (title, shown) =>
    lines(title, '', ...shown, '', 'Change with a button, or: /wa atur tenang=21-7'),
  ask: (one) => lines(`${one.name}: ${one.now}`, one.about, '', `Its new value? (${one.rule})`),
  saved: (title, shown) => lines(`Saved. ${title}:`, ...shown),
  known: (names) => `is not known. There are: ${names.join(', ')}`,
  mustBe: (rule) => `must be ${rule}`,
}

export const sendingNotices: typeof Notices = {
  'chat.moved_number': ({ from }) => ({
    text: from
      ? `Hello, this is us: we used to write to you from ${sayPhone(from)}. That number cannot be used at the moment, so we go on from this one. Please answer here.`
      : 'Hello, our usual WhatsApp number cannot be used at the moment, so we go on from this one. Please answer here.',
  }),
}

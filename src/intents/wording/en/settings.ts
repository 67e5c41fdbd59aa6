import type { settings as id } from '../id/settings.ts'
import { lines } from '../lines.ts'

export const settings: typeof id = {
  units: {
    days: (count) => `${count} days`,
    never: 'never',
    off: 'off',
    yes: 'yes',
    no: 'no',
    byLine: 'the day each line began',
    onDay: (day) => `day ${day} of the month`,
    before: (days) =>
      days.map((day) => (day === 0 ? 'on the day' : `${day} days before`)).join(', '),
  },
  names: {
    tanggal: 'Billing day',
    prorata: 'First period by its share',
    terbit: 'Issued before the period',
    jatuhtempo: 'First invoice due after',
    tenggang: 'Grace',
    minimal: 'Share that keeps the service on',
    berhenti: 'Ends after isolation of',
    pengingat: 'Reminders',
    ppn: 'VAT',
    denda: 'Late fee',
    tempo: 'Credit up to',
    utang: 'Debt alert above',
    ingatsaldo: 'Mention balances from',
    modal: 'Cost where none is given',
  },
  about: {
    tanggal: 'The day every period of new lines begins on.',
    prorata: 'With a fixed billing day: a first, shorter period costs its share.',
    terbit: 'An invoice is issued so many days before its period begins.',
    jatuhtempo: 'First and manual invoices are due so many days after they are issued.',
    tenggang: 'So many days after the due day a line that is not paid is isolated.',
    minimal: 'Percentage of an invoice that must be paid for the internet to stay on.',
    berhenti: 'Isolated for so many days, a line ends.',
    pengingat: 'Customers are reminded by WhatsApp so many days before the due day.',
    ppn: 'Added on top of the price, from the next invoice on.',
    denda: 'Added to the next invoice when the one before was later than the grace.',
    tempo: 'Customers may owe up to this for what is not a line.',
    utang: 'The team is told when somebody owes more than this.',
    ingatsaldo: 'Customers are told of their balance, at most once a week.',
    modal: 'The cost of a package that was not given, as a percentage of its price.',
  },
  line: (name, value, key) => `• ${name}: ${value} (${key}=)`,
  all: (shown) =>
    lines('Billing settings', '', ...shown, '', 'Change by button, or: /tagihan atur tenggang=2'),
  ask: (one) => lines(`${one.name}: ${one.now}`, one.about, '', `The new value? (${one.rule})`),
  change: (name, before, after) => `• ${name}: ${before} → ${after}`,
  changeAsk: (shown) =>
    lines('Change the billing settings?', ...shown, 'Invoices that were issued stay as they are.'),
  saved: (shown) => lines('Saved.', ...shown),
  known: (names) => `not known. There are: ${names.join(', ')}`,
  mustBe: (rule) => `it must be ${rule}`,
}

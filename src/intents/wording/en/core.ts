import type { core as Core } from '../id/core.ts'

export const core: typeof Core = {
  yes: 'Yes, go on',
  no: 'Cancel',
  skip: 'Skip',
  cancelled: 'Cancelled. Nothing was changed.',
  nothingToCancel: 'There is nothing to cancel.',
  stale: 'That button is no longer good, so nothing was done. Start again if you still need it.',
  failed: (id) =>
    `Sorry, something failed on our side. Try again in a moment; if it still fails, give the admin this code: ${id}.`,
  notAllowed: 'You are not allowed to do that. Ask the owner or an admin.',
  missStaff: 'I did not get that. Type /help for the list of commands.',
  missCustomer: 'Sorry, I did not get that. Pick one, or type "admin" to talk to a person.',
  unknownCommand: (typed, nearest) =>
    nearest
      ? `There is no /${typed}. Did you mean /${nearest}? All commands: /help`
      : `There is no /${typed}. Type /help for the list.`,
  unknownVerb: (noun, typed, nearest, verbs) =>
    `/${noun} does not know "${typed}".${nearest ? ` Did you mean "/${noun} ${nearest}"?` : ''}\nIt knows: ${verbs.join(', ')}.`,
  unknownKey: (key, nearest, example) =>
    `There is no value "${key}"${nearest ? `; did you mean "${nearest}="?` : '.'}\nExample: ${example}`,
  badValue: (name, rule, example) =>
    `The value "${name}" is not right yet${rule === undefined ? '' : `: it must be ${rule}`}.${example ? `\nExample: ${example}` : ''}`,
  pickBetween: (last) => `Pick a number from 1 to ${last}, please.`,
  chooseVerb: (noun) => `What would you like to do with /${noun}?`,
  example: (line) => `All in one line: ${line}`,
  optional: '(optional)',
  helpTitle: 'What you can do:',
  helpMore: 'Examples and values: /help voucher (or another word above).',
  helpUnknown: (noun) => `There is no help for "${noun}".`,
  helpCustomer:
    'Just write as you would to a person. Words that always work: menu, tagihan (bills), bayar (pay), riwayat (history), kwitansi (receipt), voucher, saldo (balance), poin (points), status, dokumen (documents), admin, stop, mulai (start), id, en.',
  examples: 'Examples:',
  strangerTelegram:
    'Hello! This bot is for the team. If you were invited, open your invitation link again; customers please write on WhatsApp.',
  roles: {
    owner: 'owner',
    admin: 'admin',
    finance: 'finance',
    operator: 'operator',
    sales: 'sales',
    reseller: 'reseller',
    customer: 'customer',
  },
}

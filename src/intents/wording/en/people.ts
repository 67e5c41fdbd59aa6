import type { people as People } from '../id/people.ts'

export const people: typeof People = {
  invited: (role, link, until) =>
    `An invitation as ${role} is ready. Send this link to the person; it works once, until ${until}:\n${link}`,
  joined: (role) => `Welcome! You are now ${role}. Type /help to begin.`,
  team: (lines) => `Team:\n${lines.join('\n')}`,
  removeAsk: (name, role) => `Take ${name} (${role}) out of the team?`,
  removed: (name) => `${name} is no longer in the team.`,
  unnamed: 'no name',
  customers: (lines) => `Customers:\n${lines.join('\n')}`,
  noCustomers: 'No customer matches.',
  customerLine: (name, phone, payments, paid) =>
    `• ${name} · ${phone} · ${payments} payments · ${paid}`,
  renamed: (name) => `Name saved: ${name}.`,
  tags: (name, tags) =>
    tags.length > 0 ? `Tags of ${name}: ${tags.join(', ')}` : `${name} has no tags.`,
  menu: 'Hello! How can we help?',
  menuHello: (name) => `Hello ${name}! How can we help?`,
  menuVoucher: 'Buy a WiFi voucher',
  menuUmroh: 'Umroh packages',
  menuBills: 'Bills and payment',
  menuStatus: 'My status',
  menuHuman: 'Talk to a person',
  thanks: 'You are welcome! Write "menu" any time.',
  humanComing: 'All right, somebody from our team will answer here. One moment, please.',
  optedOut:
    'All right, no more offers or reminders from us. What you buy and its bills still come. Write "mulai" if you change your mind.',
  optedIn: 'Thank you! You will hear from us again.',
  language: 'All right, English from now on.',
  orderLine: (name, amount, link) => `• ${name}, ${amount}\n  ${link}`,
  noPoints: 'There is no points programme yet.',
  noDocuments: 'We need no document from you at the moment.',
  noStatus: 'You have no voucher or order yet. Write "voucher" to buy one.',
  paidLine: (name) =>
    `• ${name}: paid; the code comes as soon as it is ready. No need to pay again.`,
  status: (lines) => `Your status:\n${lines.join('\n')}`,
  statusLine: (code, name, state) => `• ${code} (${name}): ${state}`,
  voucherStates: {
    created: 'not used yet',
    sold: 'not used yet',
    active: (until) => (until ? `active until ${until}` : 'active'),
    expired: 'used up',
    revoked: 'revoked',
  },
  answered: (customer) => `Sent to ${customer}.`,
}

import type { RegistrationCard } from '../../../domain/messages/line-notices.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { Reply } from '../../intent.ts'
import { mapLink, type RegistrationNotice, type registrations as id } from '../id/registrations.ts'
import { sayDay } from '../say-when.ts'

const states: Record<RegistrationCard['state'], string> = {
  asked: 'waiting for approval',
  approved: 'approved',
  installed: 'installed',
  declined: 'declined',
}

export function registrationText(card: RegistrationCard): string {
  return [
    `🏠 Registration #${card.registrationId} · ${states[card.state]}`,
    [card.name, card.phone].filter(Boolean).join(' · '),
    `Address: ${card.address}`,
    mapLink(card),
    `Package ${card.package}, ${formatRupiah(card.priceRupiah)}`,
    card.lines.length > 0 ? `Already has: ${card.lines.join(', ')}` : '',
    card.installOn ? `To be installed ${sayDay(card.installOn, 'en')}` : '',
    card.technician ? `Technician ${card.technician}` : '',
    card.reason ? `Reason: ${card.reason}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

export function registrationChoices({ registrationId, state }: RegistrationCard): Reply['choices'] {
  const input = { pendaftaran: String(registrationId) }
  const decline = { label: 'Decline', act: { intent: 'registration.decline', input } }
  if (state === 'asked') {
    return [{ label: 'Approve', act: { intent: 'registration.approve', input } }, decline]
  }
  if (state !== 'approved') return []
  return [
    { label: 'Installed', act: { intent: 'registration.install', input } },
    { label: 'Another day', act: { intent: 'registration.approve', input } },
    decline,
  ]
}

export const registrations: typeof id = {
  askName: 'Good, let us connect you. In whose name?',
  badName: 'That does not look like a name. Please write just the name, e.g. Budi Santoso.',
  prices: (lines) => ['Our prices:', ...lines.map((line) => `• ${line}`)].join('\n'),
  badPackage: 'We found no such package.',
  severalPackages: 'Several fit. Which one?',
  yesOrNo: 'We did not get that. Answer "yes" to send it, or "cancel".',
  askPhone: 'Which number can we call?',
  badPhone: 'That number does not look right. For example: 081234567890',
  askAddress: 'Where shall it be installed? Write street and landmarks, or send a location pin.',
  askMore: 'The pin is noted. Please add a short address too (street, landmark).',
  pinIsEnough: 'The pin is enough',
  pinAddress: (latitude, longitude) =>
    `location pin ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  askPackage: 'Which package would you like?',
  noPackage: 'Registration is not open in chat yet. Write "admin" to ask our team.',
  summary: (one) =>
    [
      'Send this registration?',
      `Name: ${one.name}`,
      one.phone ? `Phone: ${one.phone}` : '',
      `Address: ${one.address}`,
      `Package: ${one.package}, ${one.price}`,
    ]
      .filter(Boolean)
      .join('\n'),
  send: 'Yes, send it',
  again: 'Start over',
  asked: (registrationId) =>
    `Thank you! We have your registration #${registrationId} and will write here once we looked at it.`,
  alreadyCustomer: (lines) =>
    `This number already has ${lines.join(', ')}. Do you want another line somewhere else?`,
  another: 'Yes, another one',
  seeService: 'See my service',
  open: (name, state, day) =>
    state === 'asked'
      ? `We have your registration for ${name} and are looking at it. We will write in this chat.`
      : `Your registration for ${name} is approved${day ? `, to be installed ${day}` : ''}. Another day? Write "admin".`,

  none: 'No registration is waiting.',
  list: (count) => `Open registrations (${count}):`,
  line: (card) =>
    `#${card.registrationId} · ${card.name} · ${card.package} · ${states[card.state]}${card.installOn ? ` ${sayDay(card.installOn, 'en')}` : ''}${card.technician ? ` · ${card.technician}` : ''}`,
  text: registrationText,
  choices: registrationChoices,
  approved: (registrationId, day, technician) =>
    `Registration #${registrationId} is approved: ${day}${technician ? `, technician ${technician}` : ''}. The customer was told.`,
  declined: (registrationId) =>
    `Registration #${registrationId} was declined, and the customer was told.`,
  reasons: ['Our network does not reach there yet', 'The nearest pole is full'],
  askInstall: (name, wanted) =>
    `Is it installed at ${name}'s place? The subscription ${wanted} begins today, and the first bill goes to the customer.`,
  installed: (name) => `✅ The subscription of ${name} is running. Enter in the modem:`,
  nobodyYet: 'Not decided',
}

export const registrationNotices = {
  'registration.card': (card) => ({
    text: registrationText(card),
    choices: registrationChoices(card) ?? [],
  }),
  'registration.yours': (card) => ({
    text: `This installation is yours.\n${registrationText(card)}`,
    choices: registrationChoices(card) ?? [],
  }),
} satisfies { [Code in RegistrationNotice]: (details: NoticeDetails[Code]) => Reply }

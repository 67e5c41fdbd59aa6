import type { NoticeDetails, RegistrationCard } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { Reply } from '../../intent.ts'
import { mapLink, type RegistrationNotice } from '../id/registrations.ts'
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

export const registrationNotices = {
  'registration.card': (card) => ({
    text: registrationText(card),
    choices: registrationChoices(card) ?? [],
  }),
  'registration.yours': (card) => ({
    text: `This installation is yours.\n${registrationText(card)}`,
    choices: registrationChoices(card) ?? [],
  }),
  'registration.approved': ({ name, package: wanted, installOn, technician }) => ({
    text: `Good news, ${name}! ${wanted} will be installed on ${sayDay(installOn, 'en')}.${technician ? ` Our technician ${technician} will come.` : ''} If the day does not suit you, reply here.`,
  }),
  'registration.declined': ({ name, reason }) => ({
    text: `Sorry ${name}, we cannot connect you yet: ${reason}. Any question? Reply "admin".`,
  }),
  'registration.installed': ({ package: name, username }) => ({
    text: `Internet ${name} is installed (user ${username}). Enjoy! The first bill follows in this chat. If something is wrong, just write "internet is down" here.`,
  }),
} satisfies { [Code in RegistrationNotice]: (details: NoticeDetails[Code]) => Reply }

import type { Companion, LeadFields } from '../../../domain/leads/lead-fields.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { leadNotices as LeadNotices, leads as Leads } from '../id/leads.ts'
import { sayDay } from '../say-when.ts'

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

export const leads: typeof Leads = {
  hello: 'Assalamu’alaikum, thank you for writing. I will help you find the right umroh package.',
  askPilgrims: 'How many of you will go?',
  people,
  wantBrochure: 'Send me the brochure',
  askWhen: 'Which month would you like to go?',
  anyMonth: 'Any time',
  askCity: 'From which city will you leave?',
  brochureComing: (name, departsOn) =>
    `There is ${name}, leaving ${sayDay(departsOn, 'en')}. I am sending the brochure now.`,
  bookingComing: 'Wonderful. Our team will help you register, right here, in a moment.',
  nothingFits:
    'Nothing on our list fits yet. Somebody from our team will write to you here to look for it.',
  known: 'We have all your details. Any questions? Write "admin" to talk to our team.',
  schedule: (lines) => `Umroh departures:\n${lines.join('\n')}`,
  scheduleLine: ({ name, departsOn, from, rupiah, seats }) =>
    `• ${sayDay(departsOn, 'en')} · ${name} · from ${from}${rupiah === undefined ? '' : ` · from ${formatRupiah(rupiah)}`} · ${seats} seats left`,
  noSchedule: 'No departure is open yet.',
  prices: (name, departsOn, lines) =>
    `${name}, ${sayDay(departsOn, 'en')}, per person:\n${lines.join('\n')}`,
  priceLine: (room, rupiah) => `• ${room}: ${formatRupiah(rupiah)}`,
  rooms: {
    quad: 'four to a room',
    triple: 'three to a room',
    double: 'two to a room',
    single: 'single',
  },
  stages: {
    new: 'new',
    contacted: 'contacted',
    qualified: 'qualified',
    brochure_sent: 'brochure sent',
    meeting: 'meeting',
    dp_paid: 'deposit paid',
    won: 'won',
    lost: 'lost',
  },
  list: (stages, lines) => `Leads\n${stages.join(' · ')}\n\n${lines.join('\n')}`,
  line: ({ id, name, stage, score, about }) =>
    `${id} · ${name} · ${stage} · score ${score}${about ? `\n   ${about}` : ''}`,
  none: 'No leads yet.',
  unnamed: 'no name',
  take: (name) => `Take the chat with ${name}`,
  brochureQueued: (code) => `The brochure of ${code} goes to that lead.`,
  brochureHere: (code) => `The brochure of ${code} is being made.`,
  about: (fields) => aboutEn(fields).join(', '),
}

function aboutEn({ pilgrims, when, city, budget, room, passport, with: companions }: LeadFields) {
  const parts: string[] = []
  if (pilgrims !== undefined) parts.push(people(pilgrims))
  if (companions?.length)
    parts.push(`with ${companions.map((one) => companionsEn[one]).join(', ')}`)
  if (when) parts.push(`${sayDay(when.from, 'en')} to ${sayDay(when.to, 'en')}`)
  if (city) parts.push(`from ${city}`)
  if (budget?.max !== undefined) parts.push(`budget up to ${formatRupiah(budget.max)}`)
  else if (budget?.min !== undefined) parts.push(`budget from ${formatRupiah(budget.min)}`)
  if (room) parts.push(leads.rooms[room])
  if (passport === 'ready') parts.push('passport ready')
  return parts
}

const companionsEn: Record<Companion, string> = {
  wife: 'wife',
  husband: 'husband',
  parents: 'parents',
  mother: 'mother',
  father: 'father',
  children: 'children',
  siblings: 'siblings',
  friends: 'friends',
  family: 'family',
  alone: 'nobody',
}

const sources: Record<string, string> = {
  ad: 'an ad',
  post: 'a post',
  link: 'a link',
  chat: 'the chat',
  code_word: 'a campaign code',
  word_of_mouth: 'a recommendation',
}

export const leadNotices: typeof LeadNotices = {
  'lead.card': (card) => ({
    text: [
      `🕋 New lead · score ${card.score}`,
      card.name ?? leads.unnamed,
      ...(card.contact ? [card.contact] : []),
      leads.about(card.fields),
      `From ${sources[card.source] ?? card.source}${card.adHeadline ? `: “${card.adHeadline}”` : ''}`,
      card.departure ? `Brochure ${card.departure} sent.` : 'No departure fits yet: needs help.',
    ].join('\n'),
    choices: [
      {
        label: 'Take this chat',
        act: { intent: 'chat.take', input: { conversationId: card.conversationId } },
      },
    ],
  }),
}

import type { CustomerTopicCard } from '../../../domain/chats/card.ts'
import type { TopicProblem } from '../../../domain/chats/topics.ts'
import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import { cardChoices } from '../card-choices.ts'
import type { topicNotices as TopicNotices, topics as Topics } from '../id/topics.ts'
import { sayDay } from '../say-when.ts'
import { leads } from './leads.ts'

export const topics: typeof Topics = {
  buttons: {
    take: 'Take',
    takeOver: 'Take over',
    handBack: 'Hand back to the bot',
    history: 'History',
    canned: 'Quick replies',
    refresh: 'Refresh',
  },
  taken: (customer) =>
    `You have the chat with ${customer} now and the bot is silent. Just write here to answer.`,
  takeOverAsk: (customer, taker) => `${taker} has the chat with ${customer}. Take it over?`,
  refreshed: 'The card above is up to date.',
  mayNot:
    'Sorry, you are not allowed to answer customers. What you wrote was not passed on. Ask the owner to set your role with /tim.',
  whole: (example) => `Write all of it in one line, for example:\n${example}`,
  onlyThese:
    'Not sent. What can be passed on to a customer: text, a location, photos, PDF, Excel, CSV, voice messages and MP4 videos.',
  notPassedOn: 'This sticker cannot be passed on to a customer.',
  location: (link) => `📍 Location: ${link}`,
  edited: (text) => `${text}\n(edited)`,
  editedBehind: (text) => `✏️ Changed to: ${text}`,
  correction: (text) => `*Correction:* ${text}`,
  revoked: '🗑 The customer deleted this message.',
  coming: {
    image: '📷 The photo follows.',
    document: '📎 The document follows.',
    audio: '🎤 The voice message follows.',
    video: '🎬 The video follows.',
    sticker: '(sticker)',
  },
  canned: (lines) =>
    `Quick replies:\n${lines.join('\n')}\n\nIn a customer's topic: tap one, or write !name.`,
  cannedLine: (name, text) => `• ${name}: ${text}`,
  noCanned:
    'No quick replies yet. Add one with:\n/chat balasan tambah nama=hello teks="Hello {{customer_name}}, how can we help?"',
  cannedSaved: (name, isNew) =>
    isNew ? `Quick reply "${name}" saved.` : `Quick reply "${name}" replaced.`,
  cannedRemoved: (name) => `Quick reply "${name}" removed.`,
  cannedSaid: (text) => `Sent: ${text}`,
}

const holders = (card: CustomerTopicCard) =>
  ({
    bot: 'the bot',
    nobody: 'waiting for a person',
    phone: 'answered on the phone',
    person: card.holderName ?? 'the team',
  })[card.holder]

const problems: Record<TopicProblem, string> = {
  not_forum: 'The team group has no topics. Turn Topics on in its settings.',
  rights:
    'The bot may not make topics in the team group, so customer chats go on in the group itself. Make the bot an admin of the group with the right "Manage Topics".',
  away: 'The bot is not in the team group, or may not write there. Add it again, make it an admin, and give it the right "Manage Topics".',
  pin: 'The bot may not pin the card of a customer in its topic. Give it the right "Pin Messages"; everything else works.',
}

const notPassed: Record<NoticeDetails['chat.not_passed']['because'], string> = {
  poll: '⚠️ Polls are not passed on to the customer.',
  anonymous:
    '⚠️ What an anonymous admin writes is not passed on to the customer, for the bot cannot know who it is. Turn it off: group info › Edit › Administrators › your name › "Remain Anonymous". Then send it again.',
  handed_back:
    '⚠️ The bot has this chat again, so what is edited here does not change for the customer. To correct it, write a new message.',
}

export const topicNotices: typeof TopicNotices = {
  'chat.card': (card) => ({
    text: [
      `👤 ${card.name ?? 'No name'}`,
      [card.phone, card.language === 'id' ? 'Indonesian' : 'English'].filter(Boolean).join(' · '),
      `Writes to: ${card.writesTo}`,
      `With: ${holders(card)}`,
      '',
      `Lines: ${
        card.lines
          .map(({ username, package: name, state }) => `${username} (${name}, ${state})`)
          .join(', ') || 'none'
      }`,
      `Open invoices: ${card.openInvoices === 0 ? 'none' : `${card.openInvoices} · ${formatRupiah(card.openRupiah)}`}`,
      `Balance: ${formatRupiah(card.walletRupiah)}`,
      `Valid vouchers: ${card.vouchers}`,
      card.lead ? `Lead: ${leads.stages[card.lead.stage]} · score ${card.lead.score}` : 'Lead: no',
      card.lead?.departure && card.lead.departsOn
        ? `Interested in: ${card.lead.departure}, ${sayDay(card.lead.departsOn, 'en')}`
        : '',
      `Messages in 30 days: ${card.messages}`,
      card.optedOut ? '⛔ Asked not to be sent news (stop).' : '',
      '',
      'Write in this topic to answer the customer. Notes of the team begin with // or with # and a space. Quick replies: !name.',
    ]
      .filter((line, at, all) => line !== '' || (at > 0 && all[at - 1] !== ''))
      .join('\n'),
    choices: cardChoices(card, topics.buttons),
  }),
  'chat.no_topics': ({ problem }) => ({ text: `⚠️ ${problems[problem]}` }),
  'chat.not_passed': ({ because }) => ({ text: notPassed[because] }),
  'chat.typed_on_phone': ({ conversationId, text }) => ({
    text: `📱 Answered on the phone${text === '' ? '.' : `:\n${text}`}`,
    choices: [
      {
        label: topics.buttons.handBack,
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
  }),
}

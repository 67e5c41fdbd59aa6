import type { FileProblem } from '../../../domain/media/sent-file.ts'
import { sayReason } from '../send-reason.ts'
import { topicNotices, topics } from './topics.ts'
import type { chatNotices as ChatNotices, chats as Chats } from '../id/chats.ts'

export const chats: typeof Chats = {
  taken: (customer) =>
    `You have the chat with ${customer} now and the bot is silent. What they write comes here: reply to it to answer.`,
  handedBack: (customer) => `The bot has the chat with ${customer} again.`,
  handBack: (customer) => `Hand ${customer} back to the bot`,
  take: 'Take this chat',
  howToAnswer: (customer) =>
    `I did not get that. To answer ${customer}, reply to the message, or type /chat balas "${customer}" …`,
  sendingFile: (customer) => `The file for ${customer} is on its way.`,
  onlyFiles:
    'What can be passed on to a customer: text, photos, PDF, Excel, CSV, voice messages or MP4 videos. This was not sent.',
  sendAFile: 'A file is what we wait for: send it as a document or a photo, or type "cancel".',
  youAreTeam:
    'You are of the team yourself, so nobody was called. Type /help to see what you can do.',
  none: 'The bot has every chat.',
  list: (lines) => `With people:\n${lines.join('\n')}`,
  line: (customer, taker) => `• ${customer}: ${taker ?? 'waiting for a person'}`,
  topics,
}

const lostBecause: Record<FileProblem, string> = {
  too_big: 'it is larger than 10 MB.',
  wrong_kind: 'it is no photo, PDF, Excel, CSV, voice message or MP4 video.',
  gone: 'it cannot be fetched any more.',
}

export const chatNotices: typeof ChatNotices = {
  ...topicNotices,
  'chat.relayed': ({ conversationId, customer, text, media, file }) => ({
    text: [`${customer}:`, text, media ? topics.coming[media] : ''].filter(Boolean).join('\n'),
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
    ...(file && { file }),
  }),
  'chat.media_lost': ({ conversationId, customer, to, name, problem }) => ({
    text:
      to === 'staff'
        ? `⚠️ A file from ${customer} (${name}) could not be passed on: ${lostBecause[problem]} Reply to this message to ask for it again.`
        : `⚠️ A file for ${customer} (${name}) was not sent: ${lostBecause[problem]} Send it in another form.`,
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
  }),
  'chat.wants_human': ({ conversationId, customer, text }) => ({
    text: `🙋 ${customer} wants to talk to a person.\n“${text}”\nReply to this message to answer.`,
    choices: [{ label: chats.take, act: { intent: 'chat.take', input: { conversationId } } }],
  }),
  'chat.handed_back': ({ customer, after }) => ({
    text:
      after === 'quiet'
        ? `The chat with ${customer} was quiet for 12 hours, so the bot has it again.`
        : chats.handedBack(customer),
  }),
  'chat.copy_lost': ({ conversationId, customer, error }) => ({
    text: `⚠️ A message could not be shown in the topic of ${customer}: ${sayReason(error, 'en')}. Read it all with /chat riwayat #${conversationId}.`,
  }),
  'send.failed.staff': ({ customer, error }) => ({
    text: /window_closed|131047/.test(error)
      ? `⚠️ ${customer} cannot be written to now: WhatsApp allows free messages only within 24 hours after the customer last wrote. Call, or ask the customer to write to our number first.`
      : `⚠️ A message to ${customer} could not be sent: ${sayReason(error, 'en')}.`,
  }),
  'ledger.unsound.staff': ({ problems }) => ({
    text: `🚨 The ledger does not add up: ${problems} problems. Stop manual payments and call whoever runs the system; nothing was changed automatically.`,
  }),
  'report.chart': ({ file }) => ({ text: '', file }),
}

import type { chatNotices as ChatNotices, chats as Chats } from '../id/chats.ts'

export const chats: typeof Chats = {
  taken: (customer) =>
    `You have the chat with ${customer} now and the bot is silent. What they write comes here: reply to it to answer.`,
  handedBack: (customer) => `The bot has the chat with ${customer} again.`,
  handBack: (customer) => `Hand ${customer} back to the bot`,
  take: 'Take this chat',
  none: 'The bot has every chat.',
  list: (lines) => `With people:\n${lines.join('\n')}`,
  line: (customer, taker) => `• ${customer}: ${taker ?? 'waiting for a person'}`,
}

export const chatNotices: typeof ChatNotices = {
  'chat.relayed': ({ conversationId, customer, text, file }) => ({
    text: `${customer}:\n${text}`,
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
    ...(file && { file }),
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
  'send.failed.staff': ({ customer, error }) => ({
    text: `⚠️ A message to ${customer} could not be sent: ${error}`,
  }),
  'ledger.unsound.staff': ({ problems }) => ({
    text: `🚨 The ledger does not add up: ${problems} problems. Stop manual payments and call whoever runs the system; nothing was changed automatically.`,
  }),
  'report.chart': ({ file }) => ({ text: '', file }),
}

import { sessionOf } from './hand-over.ts'
import { wireMessage } from './message-wire.ts'
import type { Chatting } from './take-message.ts'
import { addressOf, changeMessage, newPhoneId, phoneOf, seconds } from './world.ts'

type Reacting = { number: string; messageId: string; emoji: string }

export function react(chatting: Chatting, { number, messageId, emoji }: Reacting) {
  const { world, news } = chatting
  const phone = phoneOf(world, number)
  const message = phone.messages.get(messageId)
  if (!message) throw new Error(`There is no message ${messageId}`)
  changeMessage(world, { phone, message }, { reaction: emoji })
  const jid = addressOf(phone)
  const payload = {
    id: `false_${jid}_${newPhoneId()}`,
    from: jid,
    fromMe: false,
    source: 'app',
    to: null,
    participant: null,
    timestamp: seconds(world.now()),
    reaction: { text: emoji, messageId: `${!message.mine}_${jid}_${messageId}` },
  }
  news.tell(phone.number, { session: sessionOf(chatting), event: 'message.reaction', payload })
}

type Editing = { number: string; messageId: string; text: string }

export function edit(chatting: Chatting, { number, messageId, text }: Editing) {
  const { world, news } = chatting
  const phone = phoneOf(world, number)
  const message = phone.messages.get(messageId)
  if (!message?.mine) throw new Error(`${number} did not write ${messageId}`)
  changeMessage(world, { phone, message }, { text })
  const session = sessionOf(chatting)
  // A browser's engine names the edit by what was edited.
  const id = world.engine === 'WEBJS' ? messageId : newPhoneId()
  const payload = {
    ...wireMessage(world, { phone, message: { ...message, id }, session }),
    editedMessageId: messageId,
  }
  news.tell(phone.number, { session, event: 'message.edited', payload })
}

export function takeBack(chatting: Chatting, number: string, messageId: string) {
  const { world, news } = chatting
  const phone = phoneOf(world, number)
  const message = phone.messages.get(messageId)
  if (!message?.mine) throw new Error(`${number} did not write ${messageId}`)
  phone.messages.delete(messageId)
  world.changes.tell({ what: 'removed', phone: phone.number, id: messageId })
  const session = sessionOf(chatting)
  const gone = { ...message, id: newPhoneId(), text: '' }
  const payload = {
    after: wireMessage(world, { phone, message: gone, session }),
    before: null,
    revokedMessageId: messageId,
  }
  news.tell(phone.number, { session, event: 'message.revoked', payload })
}

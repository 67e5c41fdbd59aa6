import { type Extra, wireMessage } from './message-wire.ts'
import type { Chatting } from './take-message.ts'
import { addMessage, newPhoneId, type PhoneMessage, phoneOf, type Session } from './world.ts'

type Handed = { number: string; session?: string | undefined; id?: string; event?: string }

/** Hands something of a customer's to the business. */
export function createHandOver(chatting: Chatting) {
  const { world, news } = chatting
  return (
    { number, session: name, id, event = 'message.any' }: Handed,
    content: Omit<Partial<PhoneMessage>, 'session'>,
    extra: Extra,
  ) => {
    const phone = phoneOf(world, number)
    const session = sessionOf(chatting, name)
    const message = newMessage(chatting, {
      session,
      mine: true,
      fate: 'delivered',
      ...content,
      ...(id && { id }),
    })
    addMessage(world, phone, message)
    const payload = wireMessage(world, { phone, message, session }, extra)
    news.tell(phone.number, { session, event, payload })
    // As WAHA does: the one event for what others say, the other for everything.
    if (event === 'message.any') news.tell(phone.number, { session, event: 'message', payload })
    return message.id
  }
}

export function newMessage(
  { world }: Chatting,
  { session, ...given }: Omit<Partial<PhoneMessage>, 'session'> & { session: Session },
): PhoneMessage {
  const blank = { id: newPhoneId(), mine: true, at: world.now(), text: '', fate: 'sent' as const }
  return { ...blank, ...given, session: session.name }
}

export function sessionOf({ world, life }: Chatting, name?: string): Session {
  return life.needed(name ?? [...world.sessions.keys()][0] ?? 'default')
}

import { createHandOver, newMessage, sessionOf } from './hand-over.ts'
import type { Saying } from './hands.ts'
import { wireMessage } from './message-wire.ts'
import type { Chatting } from './take-message.ts'
import { addMessage, newPhoneId, phoneOf } from './world.ts'

/** What happens now and then, and must not surprise us. */
export function createOddities(chatting: Chatting) {
  const { world } = chatting
  const handOver = createHandOver(chatting)
  return {
    /** The words come later, or never: `arrive` brings them. */
    sayUnseen(number: string, text: string, { ad }: Pick<Saying, 'ad'> = {}) {
      const id = newPhoneId()
      const event = 'message.waiting'
      handOver({ number, id, event }, { text: '' }, { ad })
      return { id, arrive: () => void handOver({ number, id }, { text }, { ad }) }
    },

    /** Somebody of the business answers from the phone that has the number. */
    answerOnBusinessPhone(number: string, text: string) {
      const phone = phoneOf(world, number)
      const session = sessionOf(chatting)
      const message = newMessage(chatting, { session, mine: false, text, fate: 'delivered' })
      addMessage(world, phone, message)
      const payload = wireMessage(world, { phone, message, session })
      chatting.news.tell(phone.number, { session, event: 'message.any', payload })
      return message.id
    },

    /** Something said in a group, a channel or a status that the account sees. */
    sayElsewhere(jid: string, text: string) {
      const session = sessionOf(chatting)
      const id = `false_${jid}_${newPhoneId()}_628999@c.us`
      const payload = { id, from: jid, fromMe: false, source: 'app', body: text, hasMedia: false }
      chatting.news.tell(jid, { session, event: 'message.any', payload })
    },
    /** Any event, as it would come over the wire. */
    sendRaw: (event: string, payload: object) =>
      chatting.news.tell('raw', { session: sessionOf(chatting), event, payload }),
  }
}

import { type Chatting, deliverTo, tellAck } from './take-message.ts'
import { changeMessage, type Phone, phoneOf } from './world.ts'

/** What customers' phones show, and what becomes of our messages there. */
export function createEyes(chatting: Chatting) {
  const { world } = chatting
  return {
    markRead(number: string) {
      const phone = phoneOf(world, number)
      for (const wired of ours(chatting, phone)) {
        if (wired.message.fate !== 'delivered') continue
        changeMessage(world, wired, { fate: 'read' })
        tellAck(chatting, wired, 3)
      }
    },
    /** WhatsApp refuses what it had taken: the number may write to nobody new for a while. */
    refuseLater(number: string, messageId: string, until: Date) {
      const phone = phoneOf(world, number)
      const wired = ours(chatting, phone).find(({ message }) => message.id === messageId)
      if (!wired) throw new Error(`There is no message ${messageId}`)
      changeMessage(world, wired, { fate: 'failed' })
      const reason = 'account_restricted'
      tellAck(chatting, wired, -1, {
        code: '463',
        blocked: true,
        reason,
        until: until.toISOString(),
      })
    },
    switchOff: (number: string) => void (phoneOf(world, number).online = false),
    switchOn(number: string) {
      const phone = phoneOf(world, number)
      phone.online = true
      for (const wired of ours(chatting, phone)) deliverTo(chatting, wired)
    },
    messages: (number: string) => [...phoneOf(world, number).messages.values()],
    isShownTyping: (number: string) => phoneOf(world, number).typing,
    lidOf: (number: string) => phoneOf(world, number).lid,
  }
}

function ours({ life }: Chatting, phone: Phone) {
  return [...phone.messages.values()]
    .filter(({ mine }) => !mine)
    .map((message) => ({ phone, message, session: life.needed(message.session) }))
}

import { createHandOver } from './hand-over.ts'
import { createHands } from './hands.ts'
import { createJudgement } from './judgement.ts'
import { createOddities } from './oddities.ts'
import { type Posted, tellDelivered, tellStatus } from './take-message.ts'
import { type Change, changeMessage, digits, phoneOf } from './world.ts'

export type Phones = ReturnType<typeof createPhones>

/** The customers' side of WhatsApp: what hands on phones can do, and what eyes see. */
export function createPhones(posted: Posted) {
  const { world, news } = posted
  const handOver = createHandOver(world, news)
  return {
    ...createHands(world, handOver),
    ...createOddities(world, news, handOver),
    ...createJudgement(world, news),
    ...createEyes(posted),
  }
}

function createEyes(posted: Posted) {
  const { world } = posted
  return {
    messages: (number: string) => [...(world.phones.get(digits(number))?.messages.values() ?? [])],
    /** Whether the phone shows that we are writing. */
    isTyping(number: string) {
      const { typingUntil } = world.phones.get(digits(number)) ?? {}
      return typingUntil !== undefined && typingUntil > world.now()
    },
    /** What businesses see of somebody who hides his number. */
    bsuid: (number: string) => phoneOf(world, number).bsuid,
    /** The customer looks at the chat: what was delivered is read now. */
    markRead(number: string) {
      const phone = phoneOf(world, number)
      for (const message of phone.messages.values()) {
        if (message.mine || message.fate !== 'delivered') continue
        changeMessage(world, phone, message, { fate: 'read' })
        tellStatus(posted, phone, message)
      }
    },
    switchOff(number: string) {
      phoneOf(world, number).online = false
    },
    switchOn(number: string) {
      const phone = phoneOf(world, number)
      phone.online = true
      for (const message of phone.messages.values()) {
        if (!message.mine && message.fate === 'sent') tellDelivered(posted, phone, message)
      }
    },
    file: (id: string) => world.media.get(id),
    /** Tells the listener of every change, until the function it returns is called. */
    onChange: (listener: (change: Change) => void) => world.changes.add(listener),
  }
}

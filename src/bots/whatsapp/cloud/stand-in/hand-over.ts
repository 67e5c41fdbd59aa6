import type { News } from './news.ts'
import { addMessage, newMessageId, type Phone, type PhoneMessage, type World } from './world.ts'

export type HandOver = ReturnType<typeof createHandOver>

/** Hands something of a customer's to the business; `shown` is what his own phone shows of it. */
export function createHandOver(world: World, news: News) {
  return (phone: Phone, wire: object, shown?: Partial<PhoneMessage>) => {
    const id = newMessageId()
    const at = world.now()
    phone.lastWroteAt = at
    if ('referral' in wire) phone.fromAdAt = at
    if (shown)
      addMessage(world, phone, { text: '', ...shown, id, at, mine: true, fate: 'delivered' })
    const message = {
      ...(phone.hidesNumber ? {} : { from: phone.number }),
      from_user_id: phone.bsuid,
      id,
      timestamp: seconds(at),
      ...wire,
    }
    news.tell(phone.number, { contacts: [contactOf(phone)], messages: [message] })
    return id
  }
}

export const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000))

function contactOf({ name, username, number, bsuid, hidesNumber }: Phone) {
  const profile = { name, ...(username && { username }) }
  return { profile, ...(hidesNumber ? {} : { wa_id: number }), user_id: bsuid }
}

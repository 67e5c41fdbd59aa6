import type { Deps } from '../deps.ts'
import { maskPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { selectCard } from './card-queries.ts'
import type { CustomerTopicCard } from './card.ts'

const MONTH_MS = 30 * 86_400_000

/** The customer behind a chat, as far as we know him. */
export async function readCard(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  conversationId: number,
): Promise<CustomerTopicCard> {
  const messagesSince = new Date(now().getTime() - MONTH_MS)
  const row = await selectCard(db, { conversationId, messagesSince })
  if (!row) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
  const { since, onPhone, heldBy, phone, ...rest } = row
  const held = heldBy !== null ? 'person' : onPhone ? 'phone' : 'nobody'
  return {
    ...rest,
    conversationId,
    phone: phone && maskPhone(phone),
    holder: since === null ? 'bot' : held,
  }
}

import type { CustomerTopicCard } from '../../domain/chats/card.ts'
import type { Act } from '../../domain/messages/act.ts'

export type CardButtons = {
  take: string
  takeOver: string
  handBack: string
  history: string
  canned: string
  refresh: string
}

/** What can be done from the card of a customer, in the words of whoever reads it. */
export function cardChoices(
  { conversationId, holder }: Pick<CustomerTopicCard, 'conversationId' | 'holder'>,
  label: CardButtons,
): { label: string; act: Act }[] {
  const input = { conversationId }
  const take = holder === 'person' ? label.takeOver : label.take
  return [
    { label: take, act: { intent: 'chat.take', input } },
    ...(holder === 'bot'
      ? []
      : [{ label: label.handBack, act: { intent: 'chat.hand_back', input } }]),
    { label: label.history, act: { intent: 'chat.history', input } },
    { label: label.canned, act: { intent: 'chat.pick_canned', input } },
    { label: label.refresh, act: { intent: 'chat.refresh', input } },
  ]
}

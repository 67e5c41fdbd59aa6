import { z } from 'zod'
import { showCard } from '../../domain/chats/open-topic.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { who } from './chat.ts'

/** Reached from the card, and when one of its buttons was too old. */
export const refreshCard = defineIntent({
  name: 'chat.refresh',
  who,
  input: z.object({ conversationId: z.int().positive() }),
  async run(deps, { conversationId }, turn) {
    await showCard(deps, conversationId)
    return { text: words(turn).chats.topics.refreshed }
  },
})

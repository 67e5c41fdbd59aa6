import { z } from 'zod'
import { letHumanAnswer } from '../../domain/chats/let-human-answer.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const askHuman = defineIntent({
  name: 'customer.human',
  who: 'everyone',
  when: 'The person wants to talk to a human being, complains, or is upset.',
  input: z.object({}),
  async run(deps, _input, turn) {
    await letHumanAnswer(deps, {
      conversationId: turn.conversationId,
      customer: turn.person.name ?? `#${turn.person.id}`,
      text: turn.text,
    })
    return { text: words(turn).people.humanComing }
  },
})

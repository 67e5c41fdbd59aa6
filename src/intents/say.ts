import type { Deps } from '../domain/deps.ts'
import type { Message } from '../domain/messages/message.ts'
import { askedIn, choiceKey, type Question } from '../domain/messages/question.ts'
import { splitText } from '../domain/messages/split-text.ts'
import type { Reply } from './intent.ts'

/** A reply, ready for the outbox: messages that fit, and what their buttons would do. */
export type Said = { message: Message; slot: string | null; question: Question | null }

export function say(deps: Pick<Deps, 'secrets'>, reply: Reply): Said[] {
  const question = questionOf(deps, reply)
  const parts = splitText(reply.text)
  return parts.map((text, place) => {
    const last = place === parts.length - 1
    return {
      message: {
        text,
        ...(last && question && { choices: choicesOf(question) }),
        ...(last && reply.file && { file: reply.file }),
        ...(last && reply.outsideWindow && { outsideWindow: reply.outsideWindow }),
      },
      slot: last ? (reply.slot ?? onceSlot(question)) : null,
      question: last ? question : null,
    }
  })
}

function onceSlot(question: Question | null) {
  return question?.kind === 'confirm' ? askedIn(question.id) : null
}

function questionOf(
  deps: Pick<Deps, 'secrets'>,
  { choices = [], free, confirm }: Reply,
): Question | null {
  if (choices.length === 0 && !free) return null
  return {
    id: deps.secrets.token().slice(0, 16),
    kind: confirm ? 'confirm' : free ? 'ask' : 'menu',
    acts: choices,
    free: free ?? null,
  }
}

function choicesOf({ id, acts }: Question) {
  return acts.map(({ label }, place) => ({ key: choiceKey(id, place), label }))
}

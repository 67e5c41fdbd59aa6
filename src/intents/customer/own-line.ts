import type { Deps } from '../../domain/deps.ts'
import { ownLines } from '../../domain/subscriptions/show-subscription.ts'
import type { SubscriptionView } from '../../domain/subscriptions/view-queries.ts'
import type { Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'

type Chosen = { line: SubscriptionView } | { reply: Reply }

/**
 * The line of whoever writes that is spoken of; where there are several, the question which one.
 * A number of a line counts only among those that are his.
 */
export async function chooseOwnLine(
  deps: Deps,
  turn: Turn,
  { id, again }: { id: number | undefined; again: { intent: string; input: object } },
): Promise<Chosen> {
  const { subscriptions: say } = words(turn)
  const lines = await ownLines(deps, turn.person.id)
  const line = lines.length === 1 ? lines[0] : lines.find((one) => one.id === id)
  if (line) return { line }
  if (lines.length === 0) return { reply: answerStranger(turn) }
  const choices = lines.map((one) => ({
    label: say.lineChoice(one.package, one.username),
    act: { intent: again.intent, input: { ...again.input, line: one.id } },
  }))
  return { reply: { text: say.whichLine, choices } }
}

export function answerStranger(turn: Turn): Reply {
  const { subscriptions: say } = words(turn)
  return {
    text: say.stranger,
    choices: [
      { label: say.wantInstall, act: { intent: 'customer.register', input: {} } },
      { label: say.wantHuman, act: { intent: 'customer.human', input: {} } },
    ],
  }
}

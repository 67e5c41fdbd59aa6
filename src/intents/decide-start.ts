import type { Decision } from './answer.ts'
import type { Turn } from './turn.ts'
import { words } from './wording/words.ts'

/** The first thing Telegram lets anybody say to a bot; an invitation comes with it. */
export function decideStart(turn: Turn): Decision {
  const token = turn.text.split(/\s+/)[1]
  if (token) return { kind: 'act', act: { intent: 'team.join', input: { token } } }
  if (turn.person.role !== 'customer')
    return { kind: 'act', act: { intent: 'core.help', input: {} } }
  return { kind: 'say', reply: { text: words(turn).core.strangerTelegram } }
}

import type { Decision } from './answer.ts'
import { hasSecret } from './arguments.ts'
import type { Intent } from './intent.ts'
import { canonicalNoun } from './understand/commands.ts'

/**
 * Whether the message itself holds a password: one that was read as such, a PIN that was
 * asked for, in time or not, or a command that was mistyped and might have had one.
 */
export function carriesSecret(
  intents: readonly Intent[],
  { text }: { text: string },
  decision: Decision,
): boolean {
  if (decision.kind === 'pin') return true
  if (decision.kind === 'act') return hasSecret(intents, decision.act)
  if (decision.kind === 'say' && decision.secret) return true
  if (decision.kind !== 'say' || !text.startsWith('/')) return false
  const [typed = '', ...rest] = text
    .slice(1)
    .toLowerCase()
    .split(/[\s@]+/)
  const nouns = intents.flatMap(({ command, arguments: values }) =>
    command && values?.some(({ secret }) => secret) ? [command.noun] : [],
  )
  return rest.length > 1 && canonicalNoun(typed, nouns) !== undefined
}

import type { Deps } from '../domain/deps.ts'
import type { Act } from '../domain/messages/act.ts'
import type { Question } from '../domain/messages/question.ts'
import type { Argument, Intent, Reply } from './intent.ts'
import type { Turn } from './turn.ts'
import { words } from './wording/words.ts'

export function missingArgument(intent: Intent, { input, asking }: Act): Argument | undefined {
  return intent.arguments?.find(
    ({ name, rare }) => !rare && !(name in input) && !asking?.skipped.includes(name),
  )
}

/** One question for one value: buttons where few answers are right, a way past optional ones. */
export async function askForValue(
  deps: Deps,
  turn: Turn,
  { intent, act, argument }: { intent: Intent; act: Act; argument: Argument },
): Promise<Reply> {
  const { core } = words(turn)
  const { name, ask, optional, offer } = argument
  const input = sealSecrets(deps, intent, act.input)
  const asked: Act = { ...act, input }
  const offered = (await offer?.(deps)) ?? []
  const choices = offered.map(({ label, value }) => ({
    label,
    act: { ...asked, input: { ...input, [name]: value } },
  }))
  if (optional) {
    const skipped = [...(act.asking?.skipped ?? []), name]
    // Who typed a whole line is not led through all that may be left out.
    choices.push({
      label: core.skip,
      act: { ...asked, ...(act.asking && { asking: { skipped } }) },
    })
  }
  const first = Object.keys(act.input).length === 0 && !act.asking?.skipped.length
  const example = intent.command?.examples[0]
  const text = [
    `${ask[turn.person.language]}${optional ? ` ${core.optional}` : ''}`,
    ...(first && example ? [core.example(example)] : []),
  ].join('\n')
  return { text, choices, free: { act: asked, field: name } }
}

/** What words do that answer a question which left room for them. */
export function withWords({ act, field }: NonNullable<Question['free']>, text: string): Act {
  return { ...act, input: { ...act.input, [field]: text.trim() } }
}

/** The same where a secret was asked for; undefined where none was. */
export function takeSecret(
  intents: readonly Intent[],
  free: NonNullable<Question['free']>,
  text: string,
): Act | undefined {
  const act = withWords(free, text)
  return text.trim() !== '' && hasSecret(intents, act) ? act : undefined
}

/** Questions are kept in the open for a day: a password in one is kept sealed. */
export function sealSecrets(
  { secrets }: Pick<Deps, 'secrets'>,
  intent: Intent,
  input: Record<string, unknown>,
) {
  const secret = new Set(intent.arguments?.flatMap((one) => (one.secret ? [one.name] : [])))
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      secret.has(name) && typeof value === 'string'
        ? { sealed: secrets.seal(value).toString('base64') }
        : value,
    ]),
  )
}

export function unsealSecrets({ secrets }: Pick<Deps, 'secrets'>, input: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      isSealed(value) ? secrets.open(Buffer.from(value.sealed, 'base64')) : value,
    ]),
  )
}

function isSealed(value: unknown): value is { sealed: string } {
  return typeof value === 'object' && value !== null && 'sealed' in value
}

/** Whether an act holds a secret in clear, so that the message it came in must go. */
export function hasSecret(intents: readonly Intent[], { intent: name, input }: Act): boolean {
  const intent = intents.find((one) => one.name === name)
  return (intent?.arguments ?? []).some((one) => one.secret && typeof input[one.name] === 'string')
}

import type { Deps } from '../domain/deps.ts'
import type { Act } from '../domain/messages/act.ts'
import { may } from '../domain/people/permission.ts'
import type { Mind } from './answer.ts'
import { askForValue, missingArgument, sealSecrets, unsealSecrets } from './arguments.ts'
import { askForPin } from './ask-pin.ts'
import type { Intent, Reply } from './intent.ts'
import type { Turn } from './turn.ts'
import { words } from './wording/words.ts'

/**
 * One act: permission first, whatever a menu or a model said; then its values, asked for one at
 * a time where they are missing; then a yes where it is dear, and the PIN where it is dearer;
 * then the deed.
 */
export async function perform(
  mind: Pick<Mind, 'intents'>,
  deps: Deps,
  turn: Turn,
  { act, confirmed }: { act: Act; confirmed: boolean },
): Promise<Reply[]> {
  const { core } = words(turn)
  const intent = mind.intents.find(({ name }) => name === act.intent)
  if (!intent) throw new Error(`no intent ${act.intent}`)
  if (!mayReach(intent, turn)) return [{ text: core.notAllowed }]

  if (act.asking) {
    const next = missingArgument(intent, act)
    if (next) return [await askForValue(deps, turn, { intent, act, argument: next })]
  }
  const input = unsealSecrets(deps, act.input)
  const reading = intent.read(input)
  if (!reading.ok) {
    const field = String(reading.error.issues[0]?.path[0] ?? '')
    const argument = intent.arguments?.find(({ name }) => name === field)
    const example = intent.command?.examples[0] ?? ''
    if (argument && !(field in input)) {
      return [await askForValue(deps, turn, { intent, act, argument })]
    }
    const problem = { text: core.badValue(field, argument?.rule?.[turn.person.language], example) }
    if (!argument) return [problem]
    // What was right is kept: only the wrong value is asked for again.
    const { [field]: _wrong, ...rest } = act.input
    return [
      problem,
      await askForValue(deps, turn, { intent, act: { ...act, input: rest }, argument }),
    ]
  }

  const { request } = reading
  if (request.needsPin && turn.inGroup) return [{ text: words(turn).pins.privately }]
  const asked = confirmed ? undefined : await request.confirm?.(deps, turn)
  const sealed = { ...act, input: sealSecrets(deps, intent, input) }
  if (asked !== undefined) {
    const { text, settled } = typeof asked === 'string' ? { text: asked, settled: {} } : asked
    const deed = text.split('\n')[0] ?? text
    const yes = {
      label: core.yes,
      act: { ...sealed, deed, input: { ...sealed.input, ...settled } },
    }
    const no = { label: core.no, act: { intent: 'core.cancel', input: {} } }
    return [{ text, choices: [yes, no], confirm: true }]
  }
  const pin = request.needsPin
    ? await askForPin(deps, turn, { deed: aboutOf(intent, turn), ...sealed })
    : undefined
  if (pin) return [pin]
  return [await request.run(deps, turn)]
}

function aboutOf({ command, name }: Intent, { person }: Turn) {
  return command?.about[person.language] ?? name
}

function mayReach({ who }: Intent, { person }: Turn) {
  return who === 'everyone' || may(person, who.permission)
}

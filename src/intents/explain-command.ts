import type { Language } from '../domain/people/person.ts'
import type { Intent, Reply } from './intent.ts'
import type { CommandReading } from './understand/commands.ts'
import { wordsIn } from './wording/words.ts'

/** What to say to a command that was not right, so that the next one is. */
export function explainCommand(
  reading: Exclude<CommandReading, { kind: 'act' }>,
  language: Language,
): Reply {
  const { core } = wordsIn(language)
  switch (reading.kind) {
    case 'choose':
      return {
        text: core.chooseVerb(reading.noun),
        choices: verbChoices(reading.intents, language),
      }
    case 'unknown_noun':
      return { text: core.unknownCommand(reading.typed, reading.nearest) }
    case 'unknown_verb': {
      const verbs = reading.intents.flatMap(({ command }) => command?.verb || [])
      return {
        text: core.unknownVerb(reading.noun, reading.typed, reading.nearest, verbs),
        choices: verbChoices(reading.intents, language),
      }
    }
    case 'unknown_key': {
      const example = reading.intent.command?.examples[0] ?? ''
      return { text: core.unknownKey(reading.key, reading.nearest, example) }
    }
  }
}

function verbChoices(intents: Intent[], language: Language) {
  return intents.map(({ name, command, arguments: values = [] }) => ({
    label: command?.about[language] ?? name,
    act: { intent: name, input: {}, ...(values.length > 0 && { asking: { skipped: [] } }) },
  }))
}

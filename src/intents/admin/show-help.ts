import { z } from 'zod'
import { type Argument, defineIntent, type Intent, type Reply } from '../intent.ts'
import { nouns } from '../nouns.ts'
import type { Turn } from '../turn.ts'
import { canonicalNoun, commandsOf } from '../understand/commands.ts'
import { words } from '../wording/words.ts'

/** `/bantuan`, from the declarations of the very intents that run: it cannot be out of date. */
export function showHelp(intents: () => readonly Intent[]): Intent {
  return defineIntent({
    name: 'core.help',
    who: 'everyone',
    when: 'The person asks what this chat can do or how to use it.',
    command: {
      noun: 'bantuan',
      verb: '',
      positional: ['tentang'],
      about: { id: 'Semua perintah dan contohnya', en: 'All commands with examples' },
      examples: ['/bantuan', '/bantuan voucher'],
    },
    input: z.object({ tentang: z.string().optional() }),

    async run(_deps, { tentang }, turn) {
      if (turn.person.role === 'customer') return { text: words(turn).core.helpCustomer }
      const allowed = commandsOf(intents(), turn.person)
      return tentang ? helpAbout(tentang, allowed, turn) : overview(allowed, turn)
    },
  })
}

function overview(allowed: Intent[], turn: Turn): Reply {
  const { core } = words(turn)
  const lines = nouns
    .filter(({ noun }) => allowed.some(({ command }) => command?.noun === noun))
    .map(({ noun, about }) => `/${noun} · ${about[turn.person.language]}`)
  return { text: [core.helpTitle, ...lines, '', core.helpMore].join('\n') }
}

function helpAbout(about: string, allowed: Intent[], turn: Turn): Reply {
  const { core } = words(turn)
  const { language } = turn.person
  const typed = about.replace(/^\//, '').split(/\s+/)[0]?.toLowerCase() ?? ''
  const noun = canonicalNoun(typed, [...new Set(allowed.map(({ command }) => command?.noun ?? ''))])
  if (!noun) return { text: core.helpUnknown(about) }
  const parts = allowed
    .filter(({ command }) => command?.noun === noun)
    .map(({ command, arguments: values = [] }) =>
      [
        `/${noun}${command?.verb ? ` ${command.verb}` : ''} · ${command?.about[language] ?? ''}`,
        ...values.map((value) => `   ${describe(value, core.optional, language)}`),
        ...(command?.examples ?? []).map((line) => `   » ${line}`),
      ].join('\n'),
    )
  return { text: parts.join('\n\n') }
}

function describe({ name, optional, ask }: Argument, optionalWord: string, language: 'id' | 'en') {
  return `${name}: ${ask[language]}${optional ? ` ${optionalWord}` : ''}`
}

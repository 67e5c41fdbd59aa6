import type { Api } from 'grammy'
import { calling } from './telegram-faults.ts'

/** One line of the menu behind the “/” button. `command` without the slash: `[a-z0-9_]{1,32}`. */
export type MenuCommand = { command: string; about: { id: string; en: string } }

/**
 * Shows these commands in one chat, or, without one, to everybody who has no menu of their
 * own. Decoration: what a person may do is decided when it is done. Indonesian is also what
 * people see whose phone speaks neither language.
 */
export async function setMenu(api: Api, chat: string | undefined, commands: MenuCommand[]) {
  const scope = chat === undefined ? DEFAULT : { type: 'chat' as const, chat_id: Number(chat) }
  for (const [words, language] of LANGUAGES) {
    const lines = commands.map(({ command, about }) => ({ command, description: about[words] }))
    await calling(() => api.setMyCommands(lines, { scope, ...language }), true)
  }
}

const DEFAULT = { type: 'default' as const }
const LANGUAGES = [
  ['id', {}],
  ['id', { language_code: 'id' }],
  ['en', { language_code: 'en' }],
] as const

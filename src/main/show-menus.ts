import type { TelegramDoor } from '../bots/telegram/telegram-door.ts'
import type { Deps } from '../domain/deps.ts'
import { findPerson } from '../domain/people/describe-person.ts'
import { listStaff } from '../domain/people/list-staff.ts'
import { staffChatAddress } from '../domain/people/open-account.ts'
import type { Intent } from '../intents/intent.ts'
import { nouns } from '../intents/nouns.ts'
import { commandsOf } from '../intents/understand/commands.ts'

type Showing = { telegram: TelegramDoor; intents: readonly Intent[] }

/** Telegram's command menu of one person: what their role may do now, and no more. */
export async function showMenu(deps: Deps, { telegram, intents }: Showing, personId: number) {
  const chat = await staffChatAddress(deps, { accountId: telegram.accountId, personId })
  if (chat === undefined) return
  const person = await findPerson(deps, personId)
  const allowed = person.role === 'customer' ? [] : commandsOf(intents, person)
  const known = new Set(allowed.map(({ command }) => command?.noun))
  const commands = nouns
    .filter(({ noun }) => known.has(noun))
    .map(({ noun, about }) => ({ command: noun, about }))
  await telegram.setMenu(chat, commands)
}

/** Of the whole team, at start-up: commands may have come or gone with a new version. */
export async function showMenus(deps: Deps, showing: Showing) {
  for (const { id } of await listStaff(deps)) {
    await showMenu(deps, showing, id).catch((err: unknown) => {
      deps.log.warn({ err }, 'a command menu could not be shown')
    })
  }
}

import type { TelegramDoor } from '../bots/telegram/telegram-door.ts'
import type { Deps } from '../domain/deps.ts'
import { listStaff } from '../domain/people/list-staff.ts'
import { staffChatAddress } from '../domain/people/open-account.ts'
import type { Intent } from '../intents/intent.ts'
import { nouns } from '../intents/nouns.ts'
import { commandsOf } from '../intents/understand/commands.ts'

/** Telegram's command menu of everybody in the team: what their role may do, and no more. */
export async function showMenus(deps: Deps, telegram: TelegramDoor, intents: readonly Intent[]) {
  for (const { id, name, role } of await listStaff(deps)) {
    const chat = await staffChatAddress(deps, { accountId: telegram.accountId, personId: id })
    if (chat === undefined) continue
    const person = { id, name, role, language: 'id' as const, optedOut: false }
    const known = new Set(commandsOf(intents, person).map(({ command }) => command?.noun))
    const commands = nouns
      .filter(({ noun }) => known.has(noun))
      .map(({ noun, about }) => ({ command: noun, about }))
    await telegram.setMenu(chat, commands).catch((err: unknown) => {
      deps.log.warn({ err }, 'a command menu could not be shown')
    })
  }
}

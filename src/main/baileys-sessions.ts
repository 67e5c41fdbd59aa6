import type { Door } from '../bots/door.ts'
import { createKeeper } from '../bots/whatsapp/baileys/keeper.ts'
import type { Deps } from '../domain/deps.ts'
import { openAccount } from '../domain/people/open-account.ts'
import { reportSession } from '../domain/sessions/report-session.ts'
import { forkWhatsApp, type WhatsAppSetup } from './fork-whatsapp.ts'

type Options = {
  /** Named in the settings; others are added in chat. */
  sessions: string[]
  doors: Map<number, Door>
  setup: WhatsAppSetup
  onStatuses: () => void
}

/** Numbers that are linked like WhatsApp Web, each with its socket in the process for sockets. */
export async function keepBaileysSessions(deps: Deps, options: Options) {
  const { sessions, doors, setup, onStatuses } = options
  for (const name of sessions) await openAccount(deps, { channel: 'baileys', name })
  if (sessions.length > 0) {
    deps.log.info({ sessions }, 'a number that was never paired shows its QR to whoever types /wa')
  }
  return createKeeper(deps, {
    doors,
    openLink: () => forkWhatsApp(setup),
    report: (report) => reportSession(deps, report),
    onStatuses,
  })
}

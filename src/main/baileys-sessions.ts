import type { Door } from '../bots/door.ts'
import { createKeeper } from '../bots/whatsapp/baileys/keeper.ts'
import type { Deps } from '../domain/deps.ts'
import { openAccount } from '../domain/people/open-account.ts'
import { reportSession, type SessionNews } from '../domain/sessions/report-session.ts'
import { forkWhatsApp, type WhatsAppSetup } from './fork-whatsapp.ts'

type Options = {
  /** Named in the settings; others are added in chat. */
  sessions: string[]
  doors: Map<number, Door>
  /** Asked for when the first number is wanted. */
  setup: () => WhatsAppSetup | Promise<WhatsAppSetup>
  onStatuses: () => void
  /** Somebody else who is told what sessions report. */
  overhear: ((accountId: number, news: SessionNews) => void) | undefined
}

/** Numbers that are linked like WhatsApp Web, each with its socket in the process for sockets. */
export async function keepBaileysSessions(deps: Deps, options: Options) {
  const { sessions, doors, setup, onStatuses, overhear } = options
  for (const name of sessions) await openAccount(deps, { channel: 'baileys', name })
  if (sessions.length > 0) {
    deps.log.info({ sessions }, 'a number that was never paired shows its QR to whoever types /wa')
  }
  return createKeeper(deps, {
    doors,
    openLink: () => forkWhatsApp(setup()),
    async report(report) {
      await reportSession(deps, report)
      overhear?.(report.accountId, report.news)
    },
    onStatuses,
  })
}

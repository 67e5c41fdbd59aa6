import type { WASocket } from '@whiskeysockets/baileys'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { nackOf } from './send-faults.ts'

/** A refusal that is about the number and not about the one message. */
export function hearNack(
  error: string,
  socket: WASocket | undefined,
  say: (news: SessionNews) => void,
) {
  const nack = nackOf(error)
  if (nack.is === 'slow_down') say({ kind: 'slow_down', forMs: nack.waitMs })
  if (nack.is !== 'reachout') return
  say({ kind: 'restricted', until: null, reason: 'reachout' })
  // It answers with until when, as an update of the connection.
  void askUntilWhen(socket)
}

async function askUntilWhen(socket: WASocket | undefined) {
  try {
    await socket?.fetchAccountReachoutTimelock()
  } catch {
    // Then it is held for as long as is usual.
  }
}

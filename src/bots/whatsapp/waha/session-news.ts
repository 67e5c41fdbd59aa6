import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import type { SessionState } from '../../../domain/tables.ts'
import type { Me, SessionStatus } from './wire.ts'

type Wanted = SessionState
type Tell = (news: SessionNews) => void
type Seen = {
  status: SessionStatus
  wanted: Wanted
  phone: string | null
  /** What has to be scanned, where there is something. */
  code: string | undefined
}

/** Turns what the session is into what happened: each thing is told once. */
export function createSessionNews(tell: Tell) {
  let seen: SessionStatus | undefined
  let shown: { code: string; place: number } | undefined

  /** A session that wants to be scanned, and nobody asked for that, has been unlinked. */
  function tellCode({ wanted, code }: Seen) {
    if (wanted !== 'pairing') {
      if (seen !== 'SCAN_QR_CODE') tell({ kind: 'logged_out' })
      return
    }
    if (code === undefined || code === shown?.code) return
    shown = { code, place: (shown?.place ?? 0) + 1 }
    tell({ kind: 'qr', ...shown })
  }

  function tellChange({ status, wanted, phone }: Seen) {
    const wasShown = shown !== undefined
    if (status === 'WORKING') tell({ kind: 'open', phone, firstTime: wanted === 'pairing' })
    else if (status === 'STARTING') tell({ kind: 'connecting' })
    else if (status === 'FAILED' && wasShown) tell({ kind: 'pairing_expired' })
    else tell({ kind: 'closed', code: 0, reason: status, againInMs: null })
    // Between the scan and the open line the session starts anew.
    if (status !== 'STARTING') shown = undefined
  }

  return (now: Seen) => {
    if (now.status === 'SCAN_QR_CODE') tellCode(now)
    else if (now.status !== seen) tellChange(now)
    seen = now.status
  }
}

/** What WhatsApp does not let this number do, as the session says of its account. Told when it changes. */
export function createLimits(tell: Tell) {
  let told = ''
  return ({ reachoutTimelock: lock, messageCapping: cap }: Me) => {
    const now = JSON.stringify([lock?.isActive, lock?.timeEnforcementEnds, cap?.cappingStatus])
    if (now === told) return
    told = now
    if (lock?.isActive) {
      const ends = lock.timeEnforcementEnds
      const until = ends ? new Date(ends * 1000) : null
      tell({ kind: 'restricted', until, reason: lock.enforcementType ?? 'reachout' })
    }
    const level = LEVELS[cap?.cappingStatus ?? '']
    if (level) tell({ kind: 'capped', level })
  }
}

const LEVELS: Record<string, 'first' | 'second' | 'capped'> = {
  FIRST_WARNING: 'first',
  SECOND_WARNING: 'second',
  CAPPED: 'capped',
}

import type { SessionStatus } from './wire.ts'

/** What is wanted of a session: `pairing` shows codes until one was scanned. */
export type Wanted = 'on' | 'pairing' | 'paused' | 'unlinked' | 'banned' | 'removed'

/** What happened to the session, for whoever keeps the team informed. */
export type SessionNews =
  | { kind: 'qr'; code: string; place: number }
  | { kind: 'connecting' }
  | { kind: 'open'; phone: string | null; firstTime: boolean }
  | { kind: 'closed'; code: number; reason: string; againInMs: number | null }
  | { kind: 'pairing_expired' }
  | { kind: 'logged_out' }
  | { kind: 'restricted'; until: Date | null; reason: string }

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

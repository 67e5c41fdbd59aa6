import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import type { SessionState } from '../tables.ts'
import { expirePairing, noteLinked } from './link-session.ts'
import { showQr } from './show-qr.ts'
import { nameOf } from './session.ts'
import {
  type AccountRow,
  holdBack,
  lockSession,
  setLine,
  setLinked,
  setState,
} from './session-queries.ts'
import { beginTrouble, endLineTroubles } from './tell-trouble.ts'
import { RESTRICTED_MS } from './trouble.ts'

/** What whoever owns the socket has to say of it. */
export type SessionNews =
  /** `place`: the how-manieth of this pairing, from 1. */
  | { kind: 'qr'; code: string; place: number }
  | { kind: 'connecting' }
  /** `phone`: E.164 or digits, null where the channel does not say. `firstTime`: just paired. */
  | { kind: 'open'; phone: string | null; firstTime: boolean }
  /** `againInMs`: when it is tried again; null: not by itself. */
  | { kind: 'closed'; code: number; reason: string; againInMs: number | null }
  | { kind: 'pairing_expired' }
  | { kind: 'logged_out' }
  | { kind: 'replaced' }
  | { kind: 'banned'; reason: string }
  /** Let go again by whoever banned it. */
  | { kind: 'reinstated' }
  /** What Meta thinks of a number of its own, where it is not content. */
  | { kind: 'standing'; phone: string | null; detail: string | null }
  | { kind: 'restricted'; until: Date | null; reason: string }
  | { kind: 'capped'; level: 'first' | 'second' | 'capped' }
  | { kind: 'slow_down'; forMs: number }
  | { kind: 'bad_keys' }
  /** Taken off here, and WhatsApp could not be told: its phone still has the device. */
  | { kind: 'still_linked' }

export type ReportDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'log' | 'documents' | 'files' | 'business'
> & { correlation?: string }

type InDeps = Omit<ReportDeps, 'documents' | 'files'>

/**
 * Writes down how a number is and tells the team what it has to know. Safe to repeat. With a
 * `fence`, what an owner says after it lost the session changes nothing.
 */
export async function reportSession(
  deps: ReportDeps,
  { accountId, news, fence }: { accountId: number; news: SessionNews; fence?: number },
): Promise<void> {
  // A picture is drawn outside the transaction, and under a name that only this pairing knows.
  const picture = news.kind === 'qr' ? await showQr.draw(deps, accountId, news.code) : undefined
  await inTransaction(deps, async (deps) => {
    const session = await lockSession(deps.db, accountId)
    if (!session) return
    if (fence !== undefined && fence < session.fence) return
    if (news.kind === 'qr') return showQr.tell(deps, session, picture)
    await take(deps, session, news)
  })
  if (picture) await showQr.forgetUnwanted(deps, accountId, picture)
}

async function take(deps: InDeps, session: AccountRow, news: Exclude<SessionNews, { kind: 'qr' }>) {
  const accountId = session.id
  switch (news.kind) {
    case 'connecting':
      return setLine(deps.db, { accountId, connection: 'connecting', detail: null })
    case 'open':
      if (await noteLinked(deps, session, news)) await endLineTroubles(deps, session)
      return
    case 'closed':
      return noteClosed(deps, session, news)
    case 'pairing_expired':
      return expirePairing(deps, session)
    case 'logged_out':
      return gone(deps, session, { to: 'unlinked', kind: 'logged_out' })
    case 'banned':
      return gone(deps, session, { to: 'banned', kind: 'banned', reason: news.reason })
    case 'reinstated':
      return letGo(deps, session)
    case 'standing':
      return noteStanding(deps, session, news)
    // Both would take the line from each other again and again: a person decides who keeps it.
    case 'replaced':
      return gone(deps, session, { to: 'paused', kind: 'replaced' })
    // The keys stay: it may be SECRET_KEY that is wrong.
    case 'bad_keys':
      return gone(deps, session, { to: 'paused', kind: 'bad_keys' })
    case 'still_linked':
      return tellStillLinked(deps, session)
    case 'restricted':
    case 'capped':
    case 'slow_down':
      return held(deps, session, news)
  }
}

async function noteClosed(
  deps: InDeps,
  session: AccountRow,
  { code, reason, againInMs }: Extract<SessionNews, { kind: 'closed' }>,
) {
  const accountId = session.id
  const detail = `${code} ${reason}`.trim()
  const connection = againInMs === null ? 'closed' : 'connecting'
  await setLine(deps.db, { accountId, connection, detail })
  if (session.state !== 'on') return
  // Told once it has lasted: see `watchSessions`.
  await beginTrouble(deps, session, { kind: 'down', details: { code, reason }, quiet: true })
}

async function noteStanding(
  deps: InDeps,
  session: AccountRow,
  { phone, detail }: Extract<SessionNews, { kind: 'standing' }>,
) {
  const accountId = session.id
  if (session.state !== 'banned') {
    await setLine(deps.db, { accountId, connection: 'open', detail })
  }
  await setLinked(deps.db, { accountId, phone, warmFrom: session.warm_from })
}

async function letGo(deps: InDeps, session: AccountRow) {
  const accountId = session.id
  if (session.state !== 'banned') return
  await setLine(deps.db, { accountId, connection: 'open', detail: null })
  await setState(deps.db, { accountId, state: 'on', at: deps.now() })
  await recordAudit(deps, {
    by: null,
    action: 'session.reinstated',
    subject: `session:${accountId}`,
    before: { state: session.state },
    after: { state: 'on' },
  })
  await endLineTroubles(deps, session)
}

/** It will not come back by itself. What was asked for by the team itself is no news. */
async function gone(
  deps: InDeps,
  session: AccountRow,
  why: {
    to: SessionState
    kind: 'logged_out' | 'banned' | 'replaced' | 'bad_keys'
    reason?: string
  },
) {
  const accountId = session.id
  const { to, kind, reason } = why
  await setLine(deps.db, { accountId, connection: 'closed', detail: kind })
  if (session.state !== 'on' && session.state !== 'pairing') return
  await setState(deps.db, { accountId, state: to, at: deps.now() })
  await recordAudit(deps, {
    by: null,
    action: `session.${kind}`,
    subject: `session:${accountId}`,
    before: { state: session.state },
    after: { state: to, ...(reason && { reason }) },
  })
  await beginTrouble(deps, session, { kind, details: reason ? { reason } : {} })
  if (to !== 'paused') await later(deps, { kind: 'session.move_queue', accountId })
}

async function tellStillLinked(deps: InDeps, session: AccountRow) {
  if (session.state !== 'unlinked' && session.state !== 'removed') return
  await tellStaff(deps, 'sessions.manage', {
    code: 'session.still_linked',
    details: { name: nameOf(session), phone: session.phone },
  })
}

/** WhatsApp holds it back: from strangers, or altogether. */
async function held(
  deps: InDeps,
  session: AccountRow,
  news: Extract<SessionNews, { kind: 'restricted' | 'capped' | 'slow_down' }>,
) {
  const accountId = session.id
  const now = deps.now().getTime()
  const because = news.kind
  if (news.kind === 'slow_down') {
    const until = new Date(now + news.forMs)
    await holdBack(deps.db, { accountId, because, noNewChatsUntil: null, noSendingUntil: until })
    return beginTrouble(deps, session, { kind: 'slow_down', until })
  }
  const said = news.kind === 'restricted' ? news.until : null
  const until = said ?? new Date(now + RESTRICTED_MS)
  if (news.kind === 'restricted' || news.level === 'capped') {
    await holdBack(deps.db, { accountId, because, noNewChatsUntil: until, noSendingUntil: null })
  }
  const details =
    news.kind === 'restricted'
      ? { reason: news.reason, sure: news.until !== null }
      : { level: news.level }
  await beginTrouble(deps, session, { kind: news.kind, until, details })
}

import type { Correlated, Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import type { SessionNotices } from '../messages/session-notices.ts'
import { dayAndTime } from '../routers/clock-time.ts'
import { isLinkedChannel, nameOf } from './session.ts'
import { type AccountRow, countQueued } from './session-queries.ts'
import { endTroubles, markTold, noteTrouble, type Trouble } from './trouble-queries.ts'
import {
  LINE_TROUBLES,
  type SessionTroubleKind,
  SLOW_IS_NEWS_MS,
  type TroubleDetails,
} from './trouble.ts'

type TroubleDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** Notes what is wrong and says so: once, and again in the same message when it changes. */
export async function beginTrouble(
  deps: TroubleDeps,
  session: AccountRow,
  what: {
    kind: SessionTroubleKind
    details?: TroubleDetails
    until?: Date
    /** Noted, and told by and by. */
    quiet?: boolean
  },
) {
  const accountId = session.id
  const { kind, details = {}, until, quiet } = what
  // Whatever kept the line from coming back says more than that it is away.
  if (LINE_TROUBLES.includes(kind) && kind !== 'down') {
    await endTroubles(deps.db, { accountId, kinds: ['down'] })
  }
  const at = deps.now()
  const { trouble, isNews } = await noteTrouble(deps.db, {
    accountId,
    kind,
    details,
    until: until ?? null,
    at,
  })
  const tooShort = kind === 'slow_down' && (until?.getTime() ?? 0) - at.getTime() < SLOW_IS_NEWS_MS
  if (quiet || tooShort || (trouble.told_at !== null && !isNews)) return
  await tellTrouble(deps, session, trouble)
}

/** Everybody who looks after numbers hears of it; what was said before is brought up to date. */
export async function tellTrouble(deps: TroubleDeps, session: AccountRow, trouble: Trouble) {
  await markTold(deps.db, trouble.id, deps.now())
  const slot = `session-trouble:${trouble.id}`
  const priority = 'high'
  const notice = await noticeOf(deps, session, trouble)
  await tellStaff(deps, 'sessions.manage', { ...notice, slot, priority })
}

/** The line is open: what was wrong with it is over, and those who heard of it hear that too. */
export async function endLineTroubles(deps: TroubleDeps, session: AccountRow) {
  const over = await endTroubles(deps.db, { accountId: session.id, kinds: LINE_TROUBLES })
  const told = over.filter(({ told_at }) => told_at !== null)
  if (told.length === 0) return
  const since = Math.min(...told.map((one) => one.since.getTime()))
  await tellStaff(deps, 'sessions.manage', {
    code: 'session.back',
    details: {
      name: nameOf(session),
      phone: session.phone,
      minutes: minutesSince(deps, new Date(since)),
    },
  })
}

async function noticeOf(
  deps: TroubleDeps,
  session: AccountRow,
  { kind, details, since, until }: Trouble,
): Promise<TroubleNotice> {
  const { timeZone } = deps.business
  const base = { accountId: session.id, name: nameOf(session) }
  const when = until ? dayAndTime(until, { now: deps.now(), timeZone }) : ''
  const queued = () => countQueued(deps.db, session.id)
  switch (kind) {
    case 'down': {
      const minutes = minutesSince(deps, since)
      const reason = details.reason ?? null
      const code = 'session.down'
      return { code, details: { ...base, minutes, queued: await queued(), reason } }
    }
    case 'logged_out':
      return {
        code: 'session.logged_out',
        details: { ...base, phone: session.phone, queued: await queued() },
      }
    case 'banned': {
      const onPhone = isLinkedChannel(session.channel)
      const { phone } = session
      const details = { ...base, phone, queued: await queued(), onPhone }
      return { code: 'session.banned', details }
    }
    case 'replaced':
      return { code: 'session.replaced', details: { ...base, queued: await queued() } }
    case 'restricted':
      return {
        code: 'session.restricted',
        details: { ...base, until: when, sure: details.sure ?? false },
      }
    case 'capped':
      return { code: 'session.capped', details: { ...base, level: details.level ?? 'capped' } }
    case 'slow_down':
      return { code: 'session.slow_down', details: { ...base, until: when } }
    case 'bad_keys':
      return { code: 'session.bad_keys', details: base }
  }
}

type TroubleNotice = {
  [Kind in SessionTroubleKind]: {
    code: `session.${Kind}`
    details: SessionNotices[`session.${Kind}`]
  }
}[SessionTroubleKind]

function minutesSince({ now }: Pick<Deps, 'now'>, since: Date) {
  return Math.max(1, Math.round((now().getTime() - since.getTime()) / 60_000))
}

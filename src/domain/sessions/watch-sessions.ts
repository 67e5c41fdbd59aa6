import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { selectStandings } from '../sending/session-load-queries.ts'
import { expirePairing } from './link-session.ts'
import { selectLatePairings } from './pairing-queries.ts'
import { nameOf, PAIRING_LASTS_MS } from './session.ts'
import { type AccountRow, lockSession, releaseHeld } from './session-queries.ts'
import { beginTrouble, endLineTroubles, tellTrouble } from './tell-trouble.ts'
import {
  endTroubles,
  selectLines,
  selectOver,
  selectStranded,
  selectTrouble,
} from './trouble-queries.ts'
import { DOWN_IS_NEWS_MS, DOWN_MOVES_QUEUE_MS, type TroubleDetails } from './trouble.ts'

type WatchDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'log' | 'business'> & Correlated

/**
 * Duty: what nobody reports because it does not happen. A line that stays away, a QR that nobody
 * scanned, a hold whose time has come, a queue nobody sends.
 */
export async function watchSessions(deps: WatchDeps): Promise<void> {
  await watchLines(deps)
  const now = deps.now().getTime()
  // Whoever shows the QRs says so itself; this is for when it is not there.
  const late = new Date(now - PAIRING_LASTS_MS - GRACE_MS)
  for (const accountId of await selectLatePairings(deps.db, late)) {
    await withSession(deps, accountId, expirePairing)
  }
  await endHolds(deps)
  const downBefore = new Date(now - DOWN_MOVES_QUEUE_MS)
  await handOverStranded(deps, await selectStranded(deps.db, downBefore))
}

/** One for each look at most, however many look. */
async function handOverStranded(deps: WatchDeps, stranded: { id: number; stuck: boolean }[]) {
  if (stranded.length === 0) return
  const now = deps.now()
  const able = (await selectStandings(deps.db, now)).filter(({ healthy }) => healthy)
  const others = able.map(({ accountId }) => accountId).join(',')
  for (const { id: accountId, stuck } of stranded) {
    // What nobody could take is offered anew when other numbers are there, and every hour.
    const look = stuck
      ? `${Math.floor(now.getTime() / STUCK_LOOK_MS)}:${others}`
      : Math.floor(now.getTime() / DOWN_IS_NEWS_MS)
    const key = `session-queue:${accountId}:${look}`
    await inTransaction(deps, (deps) =>
      later(deps, { kind: 'session.move_queue', accountId }, { key }),
    )
  }
}

const STUCK_LOOK_MS = 3_600_000

const GRACE_MS = 30_000

async function watchLines(deps: WatchDeps) {
  const now = deps.now().getTime()
  for (const line of await selectLines(deps.db)) {
    const { account_id: accountId, is_open, down_since: since, told_at } = line
    if (is_open && since) await withSession(deps, accountId, endLineTroubles)
    if (is_open) continue
    if (!since) {
      await withSession(deps, accountId, (deps, session) =>
        beginTrouble(deps, session, { kind: 'down', quiet: true }),
      )
    } else if (told_at === null && now - since.getTime() > DOWN_IS_NEWS_MS) {
      await withSession(deps, accountId, async (deps, session) => {
        const trouble = await selectTrouble(deps.db, { accountId, kind: 'down' })
        if (trouble && trouble.told_at === null) await tellTrouble(deps, session, trouble)
      })
    }
  }
}

/** What WhatsApp held back until now. */
async function endHolds(deps: WatchDeps) {
  const at = deps.now()
  await releaseHeld(deps.db, at)
  for (const { account_id: accountId, kind } of await selectOver(deps.db, at)) {
    await withSession(deps, accountId, async (deps, session) => {
      const [over] = await endTroubles(deps.db, { accountId, kinds: [kind] })
      if (!over || over.told_at === null || isOnlyWarning(over.details)) return
      await tellStaff(deps, 'sessions.manage', {
        code: 'session.free',
        details: { name: nameOf(session) },
      })
    })
  }
}

function isOnlyWarning({ level }: TroubleDetails) {
  return level === 'first' || level === 'second'
}

function withSession(
  deps: WatchDeps,
  accountId: number,
  work: (deps: WatchDeps, session: AccountRow) => Promise<unknown>,
) {
  return inTransaction(deps, async (deps) => {
    const session = await lockSession(deps.db, accountId)
    if (session) await work(deps, session)
  })
}

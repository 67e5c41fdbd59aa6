import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import type { SessionState } from '../tables.ts'
import { qrSlot } from './add-session.ts'
import { endPairing } from './end-pairing.ts'
import { insertPairing } from './pairing-queries.ts'
import { nameOf } from './session.ts'
import {
  type AccountRow,
  lockNames,
  lockSession,
  selectNames,
  setState,
  setTitle,
} from './session-queries.ts'
import { endTroubles } from './trouble-queries.ts'
import { LINE_TROUBLES } from './trouble.ts'

type ChangeDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated
type Change = { accountId: number; by: number | null }
/** `changed` is false where it was so already. */
type Changed = { name: string; changed: boolean }

/** What the team calls it; its plain name stays, since settings and files go by it. */
export function renameSession(
  deps: ChangeDeps,
  { accountId, by, title }: Change & { title: string },
): Promise<Changed> {
  return inTransaction(deps, async (deps) => {
    await lockNames(deps.db)
    const session = await known(deps, accountId)
    const wanted = title.trim()
    if (wanted === '' || wanted.length > 40) throw new Refusal('session.bad_name', { name: title })
    if (nameOf(session) === wanted) return { name: wanted, changed: false }
    const called = wanted.toLowerCase()
    const taken = (await selectNames(deps.db)).find(
      (one) =>
        one.id !== accountId &&
        one.state !== 'removed' &&
        (one.name === called || nameOf(one).toLowerCase() === called),
    )
    if (taken) throw new Refusal('session.taken_name', { name: nameOf(taken) })
    await setTitle(deps.db, accountId, wanted === session.name ? null : wanted)
    await recordAudit(deps, {
      by,
      action: 'session.renamed',
      subject: `session:${accountId}`,
      before: { title: session.title },
      after: { title: wanted },
    })
    return { name: wanted, changed: true }
  })
}

/**
 * The socket is closed and nothing is sent; the keys stay, so that it goes on without a QR. What
 * is written to a number of Meta's own goes on arriving: only our side is silent.
 */
export function pauseSession(deps: ChangeDeps, change: Change): Promise<Changed> {
  return move(deps, change, {
    to: 'paused',
    from: ['on'],
    action: 'session.paused',
    cloudToo: true,
  })
}

/** One that Meta had banned too, once somebody knows that it is free. */
export function resumeSession(deps: ChangeDeps, change: Change): Promise<Changed> {
  return move(deps, change, {
    to: 'on',
    from: ['paused'],
    action: 'session.resumed',
    cloudToo: true,
  })
}

/** WhatsApp forgets this device; what waits goes to another number. */
export function unlinkSession(deps: ChangeDeps, change: Change): Promise<Changed> {
  return move(deps, change, {
    to: 'unlinked',
    from: ['on', 'pairing', 'paused', 'banned'],
    action: 'session.unlinked',
  })
}

/** Gone from every list; what was said through it stays. */
export function removeSession(deps: ChangeDeps, change: Change): Promise<Changed> {
  return move(deps, change, {
    to: 'removed',
    from: ['on', 'pairing', 'paused', 'unlinked', 'banned'],
    action: 'session.removed',
  })
}

/**
 * QRs until somebody scans one, into this chat from now on. A number whose keys still hold needs
 * none: it is connected at once, and that is said instead.
 */
export function pairSession(
  deps: ChangeDeps,
  { accountId, by, conversationId, slot }: Change & { conversationId: number; slot?: string },
): Promise<{ name: string; slot: string }> {
  return inTransaction(deps, async (deps) => {
    const session = await linked(deps, accountId)
    if (session.state === 'on' && session.connection === 'open') throw wrongState(session)
    const at = deps.now()
    const shown = slot ?? qrSlot(accountId, at)
    await endPairing(deps, accountId)
    await insertPairing(deps.db, { accountId, conversationId, by, slot: shown, at })
    await setState(deps.db, { accountId, state: 'pairing', at })
    await recordAudit(deps, {
      by,
      action: 'session.pairing',
      subject: `session:${accountId}`,
      before: { state: session.state },
      after: { state: 'pairing' },
    })
    return { name: nameOf(session), slot: shown }
  })
}

type Move = {
  to: SessionState
  from: SessionState[]
  action: string
  /** What can be wanted of a number that is not linked by a QR as well. */
  cloudToo?: boolean
}

function move(
  deps: ChangeDeps,
  { accountId, by }: Change,
  { to, from, action, cloudToo = false }: Move,
): Promise<Changed> {
  return inTransaction(deps, async (deps) => {
    const session = await (cloudToo ? known(deps, accountId) : linked(deps, accountId, to))
    const name = nameOf(session)
    if (session.state === to) return { name, changed: false }
    const freed = to === 'on' && session.channel === 'cloud' && session.state === 'banned'
    if (!from.includes(session.state) && !freed) throw wrongState(session)
    const at = deps.now()
    await setState(deps.db, { accountId, state: to, at })
    if (to !== 'on') await endPairing(deps, accountId)
    // Whoever takes it off knows that it is: no alarm, and no all-clear for one.
    if (to !== 'on' || freed) await endTroubles(deps.db, { accountId, kinds: LINE_TROUBLES })
    await recordAudit(deps, {
      by,
      action,
      subject: `session:${accountId}`,
      before: { state: session.state },
      after: { state: to },
    })
    if (to === 'unlinked' || to === 'removed') {
      await later(deps, { kind: 'session.move_queue', accountId })
    }
    return { name, changed: true }
  })
}

async function known(deps: Pick<Deps, 'db'>, accountId: number): Promise<AccountRow> {
  const session = await lockSession(deps.db, accountId)
  if (!session || session.state === 'removed') {
    throw new Refusal('session.unknown', { query: `#${accountId}`, known: [] })
  }
  return session
}

/** One that a QR links; a Cloud number is Meta's to pause and remove. */
async function linked(deps: Pick<Deps, 'db'>, accountId: number, to?: SessionState) {
  const session = await lockSession(deps.db, accountId)
  const isGone = session?.state === 'removed' && to !== 'removed'
  if (!session || isGone) {
    throw new Refusal('session.unknown', { query: `#${accountId}`, known: [] })
  }
  if (session.channel === 'cloud') throw new Refusal('session.cloud', { name: nameOf(session) })
  return session
}

function wrongState(session: AccountRow) {
  return new Refusal('session.state', { name: nameOf(session), state: session.state })
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import type { Broadcast } from './broadcast.ts'
import { lockOnTheWordOf, type Trouble, updateBroadcast } from './broadcast-queries.ts'
import { lockFor } from './draft-broadcast.ts'
import { giveUpWaiting, takeBackLetters } from './recipient-queries.ts'
import { showProgress, startOf } from './show-progress.ts'
import { letGoOn } from './start-broadcast.ts'

type ControlDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated
type Which = { broadcastId: number; by: number }

/** Nothing more of it goes out, also of what stood in the outbox; it can go on where it was. */
export function pauseBroadcast(deps: ControlDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    await lockFor(deps.db, broadcastId, 'pause')
    await hold(deps, broadcastId)
    await note(deps, { broadcastId, by }, 'broadcast.paused')
  })
}

export function resumeBroadcast(deps: ControlDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    const broadcast = await lockFor(deps.db, broadcastId, 'resume')
    await letGoOn(deps, broadcast)
    await note(deps, { broadcastId, by }, 'broadcast.resumed')
  })
}

/** Who has it has it; nobody else gets it any more. */
export function stopBroadcast(deps: ControlDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    await lockFor(deps.db, broadcastId, 'stop')
    await takeBackLetters(deps.db, { broadcastId, giveUp: true })
    await giveUpWaiting(deps.db, broadcastId)
    await updateBroadcast(deps.db, broadcastId, { state: 'stopped', finished_at: deps.now() })
    await note(deps, { broadcastId, by }, 'broadcast.stopped')
  })
}

/** WhatsApp finds it too much: it waits until somebody of the team has looked. */
export async function pauseItself(
  deps: ControlDeps,
  { id, text }: Pick<Broadcast, 'id' | 'text'>,
  { because, number }: Trouble,
) {
  await hold(deps, id)
  await updateBroadcast(deps.db, id, { paused_because: because })
  await recordAudit(deps, {
    by: null,
    action: 'broadcast.paused',
    subject: `broadcast:${id}`,
    after: { because, number },
  })
  await tellStaff(deps, 'broadcasts.send', {
    code: 'broadcast.paused_itself',
    details: { id, text: startOf(text), because, number },
  })
  await showProgress(deps, id, { atOnce: true })
}

/** Somebody leaves the team: what goes out on his word alone waits until another one stands for it. */
export async function pauseOfLeaver(
  deps: ControlDeps,
  { personId, name, by }: { personId: number; name: string | null; by: number },
) {
  for (const { id, text } of await lockOnTheWordOf(deps.db, personId)) {
    await hold(deps, id)
    await updateBroadcast(deps.db, id, { paused_because: 'starter_left' })
    await tellStaff(deps, 'broadcasts.send', {
      code: 'broadcast.starter_left',
      details: { id, text: startOf(text), starter: name ?? `#${personId}` },
    })
    await note(deps, { broadcastId: id, by }, 'broadcast.paused')
  }
}

async function hold(deps: ControlDeps, broadcastId: number) {
  await takeBackLetters(deps.db, { broadcastId, giveUp: false })
  await updateBroadcast(deps.db, broadcastId, { state: 'paused' })
}

async function note(deps: ControlDeps, { broadcastId, by }: Which, action: string) {
  await recordAudit(deps, { by, action, subject: `broadcast:${broadcastId}` })
  await showProgress(deps, broadcastId, { atOnce: true })
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { giveUpWaiting, takeBackLetters, updateBroadcast } from './broadcast-queries.ts'
import { lockFor } from './draft-broadcast.ts'
import { showProgress } from './show-progress.ts'

type ControlDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated
type Which = { broadcastId: number; by: number }

/** Nothing more of it goes out, also of what stood in the outbox; it can go on where it was. */
export function pauseBroadcast(deps: ControlDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    await lockFor(deps.db, broadcastId, 'pause')
    await takeBackLetters(deps.db, { broadcastId, giveUp: false })
    await updateBroadcast(deps.db, broadcastId, { state: 'paused' })
    await note(deps, { broadcastId, by }, 'broadcast.paused')
  })
}

export function resumeBroadcast(deps: ControlDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    const { send_at } = await lockFor(deps.db, broadcastId, 'resume')
    const state = send_at !== null && send_at > deps.now() ? 'scheduled' : 'sending'
    await updateBroadcast(deps.db, broadcastId, { state })
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

async function note(deps: ControlDeps, { broadcastId, by }: Which, action: string) {
  await recordAudit(deps, { by, action, subject: `broadcast:${broadcastId}` })
  await showProgress(deps, broadcastId, { atOnce: true })
}

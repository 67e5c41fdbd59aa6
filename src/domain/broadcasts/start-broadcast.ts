import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { staffConversations } from '../messages/message-queries.ts'
import { tell, tellWhoAsked } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import type { Broadcast, BroadcastState } from './broadcast.ts'
import { findApprovers, updateBroadcast, watchFrom } from './broadcast-queries.ts'
import { broadcastSettings } from './broadcast-settings.ts'
import { lockFor, whenNow } from './draft-broadcast.ts'
import { dropWhoLeft, insertRecipients } from './recipient-queries.ts'
import { sayWhen, showProgress, whereMade } from './show-progress.ts'

type StartDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/**
 * Settles who gets it, and sends it, now or at its time. To many only once a second person has
 * said yes; where nobody else could, whoever starts it stands for it alone.
 */
export function startBroadcast(
  deps: StartDeps,
  { broadcastId, by }: { broadcastId: number; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const broadcast = await lockFor(deps.db, broadcastId, 'start')
    mustBeWhole(broadcast)
    const when = whenNow(deps)
    const { segment } = broadcast
    const { all, waiting } = await insertRecipients(deps.db, { broadcastId, segment, when })
    if (waiting === 0) throw new Refusal('broadcast.nobody', { id: broadcastId, skipped: all })
    const asks = await needsApproval(deps, { broadcast, people: waiting, by })
    await updateBroadcast(deps.db, broadcastId, { started_by: by, started_at: deps.now() })
    const state: BroadcastState = asks ? 'waiting' : await letGo(deps, broadcast)
    if (asks) await updateBroadcast(deps.db, broadcastId, { state })
    await recordAudit(deps, {
      by,
      action: 'broadcast.started',
      subject: `broadcast:${broadcastId}`,
      after: { people: waiting, state, segment },
    })
    if (asks) await askForApproval(deps, broadcast, waiting)
    await showProgress(deps, broadcastId, { atOnce: true })
    return { state, people: waiting }
  })
}

/** The second person: whoever made it, wrote on it last or started it cannot be that. */
export function decideBroadcast(
  deps: StartDeps,
  { broadcastId, by, yes }: { broadcastId: number; by: { id: number; name: string }; yes: boolean },
) {
  return inTransaction(deps, async (deps) => {
    const broadcast = await lockFor(deps.db, broadcastId, yes ? 'approve' : 'decline')
    if (yes && handsOf(broadcast).includes(by.id)) {
      throw new Refusal('broadcast.own_approval', { id: broadcastId })
    }
    if (yes) {
      await updateBroadcast(deps.db, broadcastId, { approved_by: by.id })
      await letGoOn(deps, broadcast)
    } else {
      const finished_at = deps.now()
      await updateBroadcast(deps.db, broadcastId, { state: 'declined', finished_at })
    }
    const action = yes ? 'broadcast.approved' : 'broadcast.declined'
    await recordAudit(deps, { by: by.id, action, subject: `broadcast:${broadcastId}` })
    await tellWhoAsked(deps, whereMade(broadcast), {
      code: action,
      details: { id: broadcastId, by: by.name },
    })
    await showProgress(deps, broadcastId, { atOnce: true })
  })
}

/**
 * Whether a second person must say yes to so many. Who starts it stands for it alone where nobody
 * else could say yes; where others could, but had a hand in it, a copy is what they can say yes to.
 */
export async function needsApproval(
  { db }: Pick<Deps, 'db'>,
  { broadcast, people, by }: { broadcast: Broadcast; people: number; by: number },
): Promise<boolean> {
  const { approvalAbove } = await broadcastSettings({ db })
  if (people <= approvalAbove) return false
  const hands = handsOf({ ...broadcast, started_by: by })
  const { others, free } = await findApprovers(db, { startedBy: by, hands })
  if (others && !free) throw new Refusal('broadcast.all_had_a_hand', { id: broadcast.id })
  return free
}

/** Those who stand behind it already. */
function handsOf({
  created_by,
  changed_by,
  started_by,
}: Pick<Broadcast, 'created_by' | 'changed_by' | 'started_by'>): number[] {
  return [created_by, changed_by, started_by].filter((id) => id !== null)
}

/** On its way from now on: the feeder takes it, at once or at its time. */
async function letGo(
  deps: StartDeps,
  { id, send_at }: Pick<Broadcast, 'id' | 'send_at'>,
): Promise<'scheduled' | 'sending'> {
  const state = send_at !== null && send_at > deps.now() ? 'scheduled' : 'sending'
  await updateBroadcast(deps.db, id, { state, paused_because: null })
  await watchFrom(deps.db, id, deps.now())
  if (state === 'sending') await later(deps, { kind: 'broadcast.feed', broadcastId: id })
  return state
}

/** As `letGo`, after days perhaps: who left the segment meanwhile is not told. One with a time to come looks then. */
export async function letGoOn(
  deps: StartDeps,
  broadcast: Pick<Broadcast, 'id' | 'send_at' | 'segment'>,
) {
  const state = await letGo(deps, broadcast)
  if (state === 'scheduled') return
  const { id: broadcastId, segment } = broadcast
  await dropWhoLeft(deps.db, { broadcastId, segment, when: whenNow(deps) })
}

function mustBeWhole({ text, file_asked }: Broadcast) {
  if (text.trim() === '') throw new Refusal('broadcast.text', { problem: { problem: 'empty' } })
  if (file_asked) throw new Refusal('broadcast.file_pending', { name: file_asked.name })
}

/** Whoever made it need not be asked, unless the team reads along where it was made. */
async function askForApproval(deps: StartDeps, broadcast: Broadcast, people: number) {
  const { id, created_by, creator, text, file, send_at, conversation_id: own } = broadcast
  const all = await staffConversations(deps.db, 'broadcasts.approve')
  const others = all.filter((conversationId) => conversationId !== own)
  for (const conversationId of others.length > 0 ? others : all) {
    await tell(deps, conversationId, {
      code: 'broadcast.to_approve',
      details: {
        id,
        by: creator ?? `#${created_by}`,
        text,
        file: file?.name ?? null,
        people,
        sendAt: sayWhen(deps, send_at),
      },
      slot: `broadcast-ask:${id}`,
    })
  }
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { rolesThatMay } from '../people/permission.ts'
import { Refusal } from '../refusal.ts'
import type { Broadcast } from './broadcast.ts'
import { updateBroadcast } from './broadcast-queries.ts'
import { broadcastSettings } from './broadcast-settings.ts'
import { lockFor, whenNow } from './draft-broadcast.ts'
import { sayWhen, showProgress, startOf } from './show-progress.ts'
import { insertRecipients } from './segment-queries.ts'

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
    if (broadcast.text.trim() === '' && !broadcast.file) {
      throw new Refusal('broadcast.text', { problem: { problem: 'empty' } })
    }
    const when = whenNow(deps)
    const { segment } = broadcast
    const people = await insertRecipients(deps.db, { broadcastId, segment, when })
    if (people === 0) throw new Refusal('broadcast.nobody', { id: broadcastId })
    const { approvalAbove } = await broadcastSettings(deps)
    const waits = people > approvalAbove && (await othersMayApprove(deps.db, broadcast.created_by))
    const state = waits ? 'waiting' : stateOnceFree(broadcast, deps.now())
    await updateBroadcast(deps.db, broadcastId, { state, started_at: deps.now() })
    await recordAudit(deps, {
      by,
      action: 'broadcast.started',
      subject: `broadcast:${broadcastId}`,
      after: { people, state },
    })
    if (waits) {
      await tellStaff(deps, 'broadcasts.approve', {
        code: 'broadcast.to_approve',
        details: {
          id: broadcastId,
          by: broadcast.creator ?? `#${broadcast.created_by}`,
          text: startOf(broadcast.text),
          people,
          sendAt: sayWhen(deps, broadcast.send_at),
        },
      })
    } else await showProgress(deps, broadcastId, { atOnce: true })
    return { state, people }
  })
}

/** The second person: whoever made it cannot be that. */
export function decideBroadcast(
  deps: StartDeps,
  { broadcastId, by, yes }: { broadcastId: number; by: { id: number; name: string }; yes: boolean },
) {
  return inTransaction(deps, async (deps) => {
    const broadcast = await lockFor(deps.db, broadcastId, yes ? 'approve' : 'decline')
    if (yes && broadcast.created_by === by.id) {
      throw new Refusal('broadcast.own_approval', { id: broadcastId })
    }
    await updateBroadcast(deps.db, broadcastId, {
      ...(yes
        ? { state: stateOnceFree(broadcast, deps.now()), approved_by: by.id }
        : { state: 'declined', finished_at: deps.now() }),
    })
    const action = yes ? 'broadcast.approved' : 'broadcast.declined'
    await recordAudit(deps, { by: by.id, action, subject: `broadcast:${broadcastId}` })
    await tell(deps, broadcast.conversation_id, {
      code: action,
      details: { id: broadcastId, by: by.name },
    })
    if (yes) await showProgress(deps, broadcastId, { atOnce: true })
  })
}

function stateOnceFree({ send_at }: Pick<Broadcast, 'send_at'>, now: Date) {
  return send_at !== null && send_at > now ? 'scheduled' : 'sending'
}

async function othersMayApprove(db: Deps['db'], creator: number): Promise<boolean> {
  const other = await db
    .selectFrom('staff')
    .where('role', 'in', rolesThatMay('broadcasts.approve'))
    .where('removed_at', 'is', null)
    .where('person_id', '<>', creator)
    .select('person_id')
    .executeTakeFirst()
  return other !== undefined
}

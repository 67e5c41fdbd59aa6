import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { moveQueue } from '../sending/move-queue.ts'
import { isLinkedChannel, nameOf } from './session.ts'
import { markStuckTold, selectName } from './session-queries.ts'

/**
 * Effect: what waits at a number that will not write again goes to another one. Safe to repeat:
 * what has gone is not there any more.
 */
export async function handOverQueue(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'log'>,
  { accountId }: { accountId: number },
): Promise<void> {
  const moved = await moveQueue(deps, { accountId })
  const { messages, people, left, ended } = moved
  if (messages + left + ended === 0) return
  deps.log.info({ accountId, ...moved }, 'the queue of a number was handed over')
  const session = await selectName(deps.db, accountId)
  const name = nameOf(session)
  await tellEnded(deps, { accountId, ended })
  if (messages > 0) {
    const details = { name, messages, people, left }
    return inTransaction(deps, (deps) =>
      tellStaff(deps, 'sessions.manage', { code: 'session.queue_moved', details }),
    )
  }
  if (left === 0) return
  const onPhone = isLinkedChannel(session.channel)
  await inTransaction(deps, async (deps) => {
    // Looked at again and again while it lasts, and said once.
    if (!(await markStuckTold(deps.db, { accountId, at: deps.now() }))) return
    await tellStaff(deps, 'sessions.manage', {
      code: 'session.queue_stuck',
      details: { accountId, name, left, onPhone },
    })
  })
}

/** What nobody says any more, since it may be out: the team can look. */
export async function tellEnded(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { accountId, ended }: { accountId: number; ended: number },
) {
  if (ended === 0) return
  const details = { name: nameOf(await selectName(deps.db, accountId)), ended }
  await inTransaction(deps, (deps) =>
    tellStaff(deps, 'sessions.manage', { code: 'session.queue_ended', details }),
  )
}

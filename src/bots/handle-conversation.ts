import { randomUUID } from 'node:crypto'
import type { Deps } from '../domain/deps.ts'
import type { Mind } from '../intents/answer.ts'
import {
  claimConversation,
  type ClaimedConversation,
  countFailure,
  findForgottenConversations,
  releaseLease,
  renewLease,
} from './conversation-queries.ts'
import { isDatabaseAway } from './database-away.ts'
import { handleTurn } from './handle-turn.ts'
import type { Outbox } from './outbox.ts'
import { createSweep } from './sweep.ts'

// Short enough that another process has taken over ten seconds after a death.
const LEASE_SECONDS = 6
const RENEW_EVERY_MS = 2_000
/** A turn that even the apology fails for steps aside, so that the chat goes on. */
const PARK_AFTER = 6

/**
 * Answers what waits in a conversation, one turn after the other, under its lease. The state is
 * read anew for every turn, since an answer may change what the next one means.
 */
export async function handleConversation(
  deps: Deps,
  { mind, outbox }: { mind: Mind; outbox: Outbox },
  id: number,
): Promise<void> {
  const owner = randomUUID()
  for (;;) {
    const at = deps.now()
    const claimed = await claimConversation(deps.db, { id, owner, lastsSeconds: LEASE_SECONDS, at })
    const [row, ...rest] = claimed?.turns ?? []
    if (!claimed || !row) return
    // A speaker for every turn: the one before may still be at it, and one name for both would
    // let each send what the other has in hand.
    const speaker = randomUUID()
    const { correlation } = row
    const turnDeps = { ...deps, correlation, log: deps.log.child({ correlation }) }
    const handled = await underLease(turnDeps, claimed, row.id, () =>
      handleTurn(turnDeps, mind, { claimed, row, speaker, rest }),
    )
    if (handled.kind !== 'answered') {
      await releaseLease(deps.db, { id, fence: claimed.fence })
      const waitMs = handled.kind === 'wait' ? handled.waitMs : 0
      setTimeout(() => deps.wake.conversation(id), waitMs).unref()
      return
    }
    const { account_id: accountId, chat } = claimed
    if (handled.outgoing.length > 0) {
      outbox.markRead({ accountId, chat, providerIds: handled.heard })
    }
    if (handled.speaking) {
      const spoken = { conversationId: id, accountId, chat, owner: speaker }
      void outbox.speakTaken(spoken, handled.outgoing)
    } else if (handled.outgoing.length > 0) deps.wake.outbox(id)
    if (!handled.more) return
  }
}

/** Handles what lost nudges and dead processes left behind. */
export function createConversationSweep(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  handle: (id: number) => Promise<void>,
) {
  return createSweep({
    find: () => findForgottenConversations(db, 2, 200),
    run: (id) =>
      handle(id).catch((err: unknown) =>
        log.error({ err, conversation: id }, 'a conversation could not be handled'),
      ),
  })
}

async function underLease<T>(
  deps: Pick<Deps, 'db' | 'log'>,
  { id, fence }: ClaimedConversation,
  inboxId: number,
  work: () => Promise<T>,
) {
  const alive = setInterval(() => {
    renewLease(deps.db, { id, fence, lastsSeconds: LEASE_SECONDS }).catch((err: unknown) =>
      deps.log.warn({ err, conversation: id }, 'could not renew a lease'),
    )
  }, RENEW_EVERY_MS)
  try {
    return await work()
  } catch (error) {
    // Otherwise a database that restarts three times would cost the person his answer.
    if (!isDatabaseAway(error)) {
      await countFailure(deps.db, { inboxId, error: String(error), parkAfter: PARK_AFTER })
    }
    await releaseLease(deps.db, { id, fence })
    throw error
  } finally {
    clearInterval(alive)
  }
}

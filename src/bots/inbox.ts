import { randomUUID } from 'node:crypto'
import type { Deps } from '../domain/deps.ts'
import type { Heard, WriteDown } from './door.ts'
import { inBatches } from './in-batches.ts'
import { type InboxRow, insertInbox } from './inbox-queries.ts'

/**
 * The inbox: what a channel said is durable when `writeDown` resolves. What is heard while one
 * insert is under way shares the next commit.
 */
export function createInbox(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log'>,
  onStatuses: () => void,
): WriteDown {
  const write = inBatches(async (batch: InboxRow[][]) => {
    const rows = batch.flat().map((row, place) => ({ ...row, place }))
    const written = await insertInbox(deps.db, rows, deps.now())
    for (const { conversation_id } of written) {
      if (conversation_id !== null) deps.wake.conversation(conversation_id)
    }
    if (written.some(({ kind }) => kind === 'status')) onStatuses()
    return batch.map(() => undefined)
  })

  return async (heard) => {
    if (heard.length === 0) return
    try {
      await write(heard.map(toRow))
    } catch (err) {
      deps.log.error({ err, heard: heard.length }, 'could not write down what was heard')
      throw err
    }
  }
}

function toRow({ accountId, chat, providerId, inbound, raw }: Heard): InboxRow {
  return {
    account_id: accountId,
    chat,
    provider_id: providerId,
    kind: inbound.kind,
    inbound,
    raw,
    correlation: randomUUID(),
  }
}

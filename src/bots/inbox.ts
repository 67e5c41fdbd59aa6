import { randomUUID } from 'node:crypto'
import type { Deps } from '../domain/deps.ts'
import type { Heard, WriteDown } from './door.ts'
import { type InboxRow, insertInbox } from './inbox-queries.ts'

type Waiting = { rows: InboxRow[]; resolve: () => void; reject: (error: unknown) => void }

/**
 * The inbox: what a channel said is durable when `writeDown` resolves. One insert is under way
 * at a time; whatever is heard meanwhile shares the next commit, so a burst costs few commits
 * and keeps its order.
 */
export function createInbox(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log'>,
  onStatuses: () => void,
): WriteDown {
  let waiting: Waiting[] = []
  let busy = false

  async function drain() {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 200)
      try {
        await write(batch.flatMap(({ rows }) => rows))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        await oneByOne(batch, error)
      }
    }
    busy = false
  }

  async function write(rows: InboxRow[]) {
    const written = await insertInbox(
      deps.db,
      rows.map((row, place) => ({ ...row, place })),
      deps.now(),
    )
    for (const { conversation_id } of written) {
      if (conversation_id !== null) deps.wake.conversation(conversation_id)
    }
    if (written.some(({ kind }) => kind === 'status')) onStatuses()
  }

  /** One message that the database refuses must not turn away the others of its batch. */
  async function oneByOne(batch: Waiting[], error: unknown) {
    for (const { rows, resolve, reject } of batch) {
      try {
        if (batch.length === 1) throw error
        await write(rows)
        resolve()
      } catch (cause) {
        deps.log.error({ err: cause, heard: rows.length }, 'could not write down what was heard')
        reject(cause)
      }
    }
  }

  return (heard) => {
    const rows = heard.map(toRow)
    if (rows.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      waiting.push({ rows, resolve, reject })
      void drain()
    })
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

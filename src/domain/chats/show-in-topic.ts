import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import type { SentFile } from '../media/sent-file.ts'
import { insertRelay, joinQueued, selectOtherEnd } from '../messages/relayed-queries.ts'
import { insertSaid } from './chat-queries.ts'

type RelayDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

type Shown = {
  conversationId: number
  topicId: number
  /** The customer's message, as the channel names it. */
  providerId: string
  text: string
  /** What he quotes. */
  replyTo?: string | undefined
  file?: SentFile | undefined
  /** Stands for the file while it is fetched, and instead of it where it cannot be had. */
  announce?: string
}

/**
 * What a customer wrote, in his topic, in order. A file holds its place: it is fetched after the
 * commit, and until then what follows waits, half a minute at most.
 */
export async function showInTopic(deps: RelayDeps, shown: Shown) {
  const { conversationId, topicId, providerId, text, file } = shown
  const heard = { conversationId, providerId }
  const quoted = shown.replyTo
    ? await selectOtherEnd(deps.db, { conversationId, providerId: shown.replyTo })
    : undefined
  const joined =
    quoted || file
      ? undefined
      : await joinQueued(deps.db, { conversationId: topicId, heardIn: conversationId, text })
  const outboxId =
    joined ??
    (await insertSaid(deps.db, {
      conversationId: topicId,
      message: {
        text: file ? [text, shown.announce].filter(Boolean).join('\n') : text,
        ...(quoted?.conversationId === topicId && { replyTo: quoted.providerId }),
      },
      sort: 'service',
      holdSeconds: file ? HOLD_SECONDS : null,
      correlation: deps.correlation ?? null,
      at: deps.now(),
    }))
  await insertRelay(deps.db, { outboxId, heard, by: null })
  if (file) {
    const askedAt = deps.now().toISOString()
    const held = { outboxId, text }
    const to = 'staff' as const
    await later(deps, { kind: 'media.relay', to, conversationId, by: null, file, askedAt, held })
  }
  deps.wake.outbox(topicId)
}

/** How long what follows a file waits for it. */
export const HOLD_SECONDS = 30

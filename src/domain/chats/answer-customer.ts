import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { SentFile } from '../media/sent-file.ts'
import { insertRelay, type Named, selectOtherEnd } from '../messages/relayed-queries.ts'
import { Refusal } from '../refusal.ts'
import { insertSaid, lockChat, selectName, setHuman } from './chat-queries.ts'
import { openTopic, showCard } from './open-topic.ts'
import { HOLD_SECONDS } from './show-in-topic.ts'

type AnswerDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

type Answer = {
  conversationId: number
  by: number
  text: string
  file?: SentFile | undefined
  /** Where in the customer's topic it was written. There several may answer, since all read along. */
  written?: (Named & { replyTo?: string | undefined }) | undefined
}

/**
 * Somebody of the team writes to a customer, in their own words. Whoever answers first has the
 * chat: outside a topic, two who answer the same customer are told of each other. A photo or
 * document follows the words.
 */
export function answerCustomer(
  deps: AnswerDeps,
  { conversationId, by, text, file, written }: Answer,
) {
  return inTransaction(deps, async (deps) => {
    const chat = await lockChat(deps.db, conversationId)
    if (!chat) throw new Refusal('chat.unknown', { query: `#${conversationId}` })
    const others = chat.human_by !== null && chat.human_by !== by
    if (others && !written)
      throw new Refusal('chat.taken', { by: chat.taker ?? `#${chat.human_by}` })
    await setHuman(deps.db, conversationId, { by: others ? chat.human_by : by, at: deps.now() })
    if (text !== '' || file) await send(deps, { conversationId, by, text, file, written })
    const subject = `conversation:${conversationId}`
    await recordAudit(deps, { by, action: 'chat.answered', subject })
    deps.wake.outbox(conversationId)
    const topicId = await openTopic(deps, conversationId)
    if (topicId !== undefined && chat.human_by === null) await showCard(deps, conversationId)
    if (topicId !== undefined && !written && text !== '') {
      await showElsewhere(deps, { topicId, by, text })
    }
    return { customer: chat.customer ?? `#${conversationId}` }
  })
}

/** What was answered from another chat is read in the topic by the others. */
async function showElsewhere(
  deps: AnswerDeps,
  { topicId, by, text }: { topicId: number; by: number; text: string },
) {
  const name = (await selectName(deps.db, by)) ?? `#${by}`
  await insertSaid(deps.db, {
    conversationId: topicId,
    message: { text: `↪️ ${name}: ${text}` },
    sort: 'service',
    holdSeconds: null,
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  deps.wake.outbox(topicId)
}

async function send(deps: AnswerDeps, { conversationId, by, text, file, written }: Answer) {
  const at = deps.now()
  const replyTo = written?.replyTo
  const quoted =
    written && replyTo !== undefined
      ? await selectOtherEnd(deps.db, { ...written, providerId: replyTo })
      : undefined
  const outboxId =
    text === ''
      ? undefined
      : await insertSaid(deps.db, {
          conversationId,
          message: {
            text,
            ...(quoted?.conversationId === conversationId && { replyTo: quoted.providerId }),
          },
          sort: 'person',
          holdSeconds: file ? HOLD_SECONDS : null,
          correlation: deps.correlation ?? null,
          at,
        })
  if (outboxId !== undefined && written) {
    await insertRelay(deps.db, { outboxId, heard: written, by })
  }
  if (!file) return
  const askedAt = at.toISOString()
  const held = outboxId === undefined ? {} : { held: { outboxId, text } }
  const heard = written && {
    conversationId: written.conversationId,
    providerId: written.providerId,
  }
  await later(deps, {
    kind: 'media.relay',
    to: 'customer',
    conversationId,
    by,
    file,
    askedAt,
    ...held,
    ...(heard && { heard }),
  })
}

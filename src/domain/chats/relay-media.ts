import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { inTransaction } from '../in-transaction.ts'
import { talkKind } from '../media/file-kind.ts'
import { keepOrWhyNot } from '../media/keep-media.ts'
import type { Fetching, FileProblem } from '../media/sent-file.ts'
import type { FileRef, Sort } from '../messages/message.ts'
import { insertRelay } from '../messages/relayed-queries.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell } from '../messages/tell.ts'
import { fillHeld, insertSaid, lockChat } from './chat-queries.ts'
import { findTopic } from './open-topic.ts'
import { tellTaker } from './tell-taker.ts'

type Relayed = EffectPayloads['media.relay']
type RelayDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'files'> & Correlated

/** A channel that gives nothing for so long will not give it in time for this talk. */
const GIVE_UP_MS = 30 * 60_000

/**
 * Hands a photo or document on between a customer and who answers them. The text went before it,
 * and said that this follows; where it cannot be had the team is told instead. After a crash it
 * may come twice, as any message may.
 */
export async function relayMedia(deps: RelayDeps, fetching: Fetching, relayed: Relayed) {
  const kept = await keepOrWhyNot(deps, fetching, relayed, {
    giveUpAfterMs: GIVE_UP_MS,
    kindOf: talkKind,
  })
  await inTransaction(deps, async (deps) => {
    if ('problem' in kept) return tellLost(deps, relayed, kept.problem)
    return relayed.to === 'customer'
      ? sendToCustomer(deps, relayed, kept.file)
      : showStaff(deps, relayed, kept.file)
  })
}

async function sendToCustomer(deps: RelayDeps, relayed: Relayed, file: FileRef) {
  const { conversationId, by, heard } = relayed
  const outboxId = await putInPlace(deps, relayed, { conversationId, file, sort: 'person' })
  if (outboxId !== undefined && heard) await insertRelay(deps.db, { outboxId, heard, by })
  deps.wake.outbox(conversationId)
}

async function showStaff(deps: RelayDeps, relayed: Relayed, file: FileRef) {
  const { conversationId, heard } = relayed
  const topicId = await findTopic(deps, conversationId)
  if (topicId !== undefined) {
    const place = { conversationId: topicId, file, sort: 'service' as const }
    const outboxId = await putInPlace(deps, relayed, place)
    if (outboxId !== undefined && heard) await insertRelay(deps.db, { outboxId, heard, by: null })
    deps.wake.outbox(topicId)
    return
  }
  const customer = await customerOf(deps, conversationId)
  const details = { conversationId, customer, text: '', file }
  await tellTaker(deps, conversationId, { code: 'chat.relayed', details })
}

/** Where its place was held, and else behind what was said meanwhile: then it is a row of its own. */
async function putInPlace(
  deps: RelayDeps,
  { held }: Relayed,
  { conversationId, file, sort }: { conversationId: number; file: FileRef; sort: Sort },
): Promise<number | undefined> {
  if (held && (await fillHeld(deps.db, held.outboxId, { text: held.text, file }))) return undefined
  return insertSaid(deps.db, {
    conversationId,
    message: { text: '', file },
    sort,
    holdSeconds: null,
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
}

async function tellLost(deps: RelayDeps, relayed: Relayed, problem: FileProblem) {
  const { conversationId, to, by, file } = relayed
  const customer = await customerOf(deps, conversationId)
  const details = { conversationId, customer, to, name: file.name, problem }
  const notice = { code: 'chat.media_lost' as const, details }
  if (relayed.held) await fillHeld(deps.db, relayed.held.outboxId, {})
  const sender = by === null ? undefined : await staffChatOf(deps, by)
  if (sender === undefined) await tellTaker(deps, conversationId, notice)
  else await tell(deps, sender, notice)
}

async function customerOf({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return (await lockChat(db, conversationId))?.customer ?? `#${conversationId}`
}

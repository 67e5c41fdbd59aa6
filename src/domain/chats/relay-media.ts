import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { keepMedia } from '../media/keep-media.ts'
import { type Fetching, fileProblem, type FileProblem } from '../media/sent-file.ts'
import type { FileRef } from '../messages/message.ts'
import { staffChatOf } from '../messages/staff-chat.ts'
import { tell } from '../messages/tell.ts'
import { insertHumanMessage, lockChat } from './chat-queries.ts'
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
  const kept = await keepOrWhyNot(deps, fetching, relayed)
  await inTransaction(deps, async (deps) => {
    if ('problem' in kept) return tellLost(deps, relayed, kept.problem)
    return relayed.to === 'customer'
      ? sendToCustomer(deps, relayed, kept.file)
      : showStaff(deps, relayed, kept.file)
  })
}

async function keepOrWhyNot(
  deps: RelayDeps,
  fetching: Fetching,
  { file, askedAt }: Relayed,
): Promise<{ file: FileRef } | { problem: FileProblem }> {
  try {
    return { file: await keepMedia(deps, fetching, file) }
  } catch (error) {
    if (error instanceof Rejected) return { problem: fileProblem(error) }
    const late = deps.now().getTime() - new Date(askedAt).getTime() > GIVE_UP_MS
    if (error instanceof Unreachable && late) return { problem: 'gone' }
    throw error
  }
}

async function sendToCustomer(
  deps: RelayDeps,
  { conversationId }: Relayed,
  file: FileRef,
): Promise<void> {
  await insertHumanMessage(deps.db, {
    conversationId,
    message: { text: '', file },
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  deps.wake.outbox(conversationId)
}

async function showStaff(deps: RelayDeps, { conversationId }: Relayed, file: FileRef) {
  const customer = await customerOf(deps, conversationId)
  const details = { conversationId, customer, text: '', file }
  await tellTaker(deps, conversationId, { code: 'chat.relayed', details })
}

async function tellLost(deps: RelayDeps, relayed: Relayed, problem: FileProblem) {
  const { conversationId, to, by, file } = relayed
  const customer = await customerOf(deps, conversationId)
  const details = { conversationId, customer, to, name: file.name, problem }
  const notice = { code: 'chat.media_lost' as const, details }
  const sender = by === null ? undefined : await staffChatOf(deps, by)
  if (sender === undefined) await tellTaker(deps, conversationId, notice)
  else await tell(deps, sender, notice)
}

async function customerOf({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return (await lockChat(db, conversationId))?.customer ?? `#${conversationId}`
}

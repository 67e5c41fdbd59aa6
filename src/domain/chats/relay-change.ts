import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected, Unreachable } from '../fault.ts'
import type { Message } from '../messages/message.ts'
import {
  lockCopies,
  type Named,
  rewriteQueued,
  selectOtherEnd,
  selectRoomOf,
} from '../messages/relayed-queries.ts'
import { insertSaid, selectSaid } from './chat-queries.ts'
import { findTopic } from './open-topic.ts'

type ChangeDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * A message that was passed on was changed, by the customer or by the team. A copy that still
 * waits is put right; one that is out is edited, or `instead` is said behind it.
 */
export async function passOnEdit(
  deps: ChangeDeps,
  { conversationId, editOf, ...edit }: Edited & { conversationId: number; editOf: string },
) {
  const [copy] = await lockCopies(deps.db, { conversationId, providerId: editOf })
  if (!copy || copy.text === edit.text) return
  const { id, conversation_id: where, provider_id: replyTo } = copy
  if (copy.alone && (await rewriteQueued(deps.db, id, edit.text))) return
  if (copy.alone && !copy.has_file) {
    await later(deps, { kind: 'relay.edit', outboxId: id, text: edit.shown, instead: edit.instead })
    return
  }
  await sayBehind(deps, where, { text: edit.instead, ...(replyTo !== null && { replyTo }) })
}

/** `shown`: what the copy says from now on. */
type Edited = { text: string; shown: string; instead: string }

/** Edits a message of ours through the door of its account, where that is here. */
export type EditThrough = (
  accountId: number,
  chat: string,
  providerId: string,
) => { canEdit: boolean; edit: (message: Message) => Promise<unknown> } | undefined

/**
 * Does it, after the commit. Where another process has the door, it is said behind, for whoever has
 * it to send: late here is lost.
 */
export async function editCopy(
  deps: ChangeDeps,
  through: EditThrough,
  { outboxId, text, instead }: { outboxId: number; text: string; instead: string },
) {
  const said = await selectSaid(deps.db, outboxId)
  if (!said || said.state === 'failed' || said.state === 'dropped') return
  if (said.provider_id === null)
    throw new Unreachable('It is not sent yet', { retryAfterMs: 1_000 })
  const door = through(said.account_id, said.chat, said.provider_id)
  if (door?.canEdit && (await door.edit({ text }).then(() => true, isRefused))) return
  await sayBehind(deps, said.conversation_id, { text: instead, replyTo: said.provider_id })
}

/** Too old to be edited, or gone. */
function isRefused(error: unknown) {
  if (error instanceof Rejected) return false
  throw error
}

/** An emoji goes where the message it is on was passed on to, or came from. */
export async function passOnReaction(
  deps: ChangeDeps,
  { conversationId, to, emoji }: { conversationId: number; to: string; emoji: string },
) {
  const other = await selectOtherEnd(deps.db, { conversationId, providerId: to })
  if (!other) return
  const reaction = { to: other.providerId, emoji }
  await sayBehind(deps, other.conversationId, { text: '', reaction })
}

/** The customer took a message back: the team keeps what it has read, and is told. */
export async function passOnRevoke(
  deps: ChangeDeps,
  { conversationId, of, words }: { conversationId: number; of: string; words: string },
) {
  const topicId = await findTopic(deps, conversationId)
  const [copy] = await lockCopies(deps.db, { conversationId, providerId: of })
  if (topicId === undefined || !copy) return
  const replyTo = copy.provider_id
  await sayBehind(deps, topicId, { text: words, ...(replyTo !== null && { replyTo }) })
}

/** Whether a message was passed on. */
export async function isCopied({ db }: Pick<Deps, 'db'>, message: Named): Promise<boolean> {
  return (await lockCopies(db, message)).length > 0
}

/** The chat of a group that holds a message: the group itself, or one of its topics. */
export function roomOf({ db }: Pick<Deps, 'db'>, message: Named) {
  return selectRoomOf(db, message)
}

async function sayBehind(deps: ChangeDeps, conversationId: number, message: Message) {
  await insertSaid(deps.db, {
    conversationId,
    message,
    sort: 'person',
    holdSeconds: null,
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  deps.wake.outbox(conversationId)
}

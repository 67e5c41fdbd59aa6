import { whoseTopic } from '../domain/chats/open-topic.ts'
import type { Deps } from '../domain/deps.ts'
import { later } from '../domain/effects/later.ts'
import { inTransaction } from '../domain/in-transaction.ts'
import { PRIORITY } from '../domain/messages/message.ts'
import { ensurePerson } from '../domain/people/ensure-person.ts'
import type { Person } from '../domain/people/person.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  askAssistant,
  carryOut,
  type Chat,
  decide,
  type Decision,
  keepTyped,
  type Mind,
} from '../intents/answer.ts'
import { carriesSecret } from '../intents/carries-secret.ts'
import type { Reply } from '../intents/intent.ts'
import { say } from '../intents/say.ts'
import type { Turn } from '../intents/turn.ts'
import { sayNo } from '../intents/wording/say-no.ts'
import { words } from '../intents/wording/words.ts'
import { readBurst } from './burst.ts'
import {
  type Change,
  passOnCustomerChange,
  passOnTeamChange,
  topicOfChange,
} from './hear-change.ts'
import { isOfNote } from './album-queries.ts'
import { type News, takeNews } from './hear-news.ts'
import {
  type ClaimedConversation,
  finishTurn,
  type Outgoing,
  redactEdit,
  redactInbox,
  type WaitingTurn,
} from './conversation-queries.ts'

/** A turn under the lease of its conversation. */
export type Handling = {
  claimed: ClaimedConversation
  row: WaitingTurn
  /** Who will send the answer, where nobody else is sending. */
  speaker: string
  /** What waits behind it. */
  rest: WaitingTurn[]
}

export type Handled =
  | {
      kind: 'answered'
      outgoing: Outgoing[]
      speaking: boolean
      more: boolean
      /** Provider ids of what they wrote and was answered. */
      heard: string[]
    }
  /** They are still writing: nothing was done, come back then. */
  | { kind: 'wait'; waitMs: number }
  /** Another process, or a person, has the chat now: all of this is done again, from there. */
  | { kind: 'lost' }

const TRIES = 3

/**
 * One turn: who is it, what is wanted (that may take long, and is outside any transaction), then
 * the deed, the answer and the mark that it is handled in one commit.
 */
export async function handleTurn(deps: Deps, mind: Mind, handling: Handling): Promise<Handled> {
  const { claimed, row } = handling
  const { inbound } = row
  if (inbound.kind === 'system') return hearNews(deps, handling, inbound)
  if (isChange(inbound)) return hearChange(deps, handling, inbound)
  const spoken = spokenIn(inbound)
  // What nobody knows is kept, and answered with silence.
  if (!spoken) return commit(deps, handling, [row.id], async () => quiet)

  const person = await whoIs(deps, claimed, spoken)
  const topicOf = await topicOfChat(deps, claimed)
  if (topicOf !== undefined && (await isOfNote(deps.db, claimed.id, spoken))) {
    return commit(deps, handling, [row.id], async () => quiet)
  }
  const turn = {
    ...toTurn(claimed, row, spoken, person),
    ...(topicOf !== undefined && { topicOf }),
  }
  const chat = toChat(claimed)
  let decision: Decision | undefined
  try {
    decision = await decide(mind, deps, turn, chat)
    if (decision.kind === 'think') return await think(deps, mind, handling, { turn, chat })
    if (carriesSecret(mind.intents, turn, decision)) {
      await hideSecret(deps, turn, row.provider_id)
    }
    const decided = { decision, chat }
    return await commit(deps, handling, [row.id], (deps) => carryOut(mind, deps, turn, decided))
  } catch (error) {
    const text =
      error instanceof Refusal ? sayNo(error, person.language) : apologise(deps, turn, row, error)
    return commit(deps, handling, [row.id], async (deps) => {
      await keepTyped(deps, turn, { decision, chat })
      return { replies: [{ text }], missed: false }
    })
  }
}

/** The channel speaks of itself: kept, and answered with silence. */
function hearNews(deps: Deps, handling: Handling, news: News) {
  return commit(deps, handling, [handling.row.id], async (deps) => {
    await takeNews(deps, handling.claimed, news)
    return quiet
  })
}

/**
 * Passed on where a person has the chat, and else only kept. The edit of a message that held a
 * password holds one too.
 */
async function hearChange(deps: Deps, handling: Handling, change: Change): Promise<Handled> {
  const { claimed, row } = handling
  const topicId = await topicOfChange(deps, claimed, change)
  const person = topicId === undefined ? undefined : await whoIs(deps, claimed, change)
  return commit(deps, handling, [row.id], async (deps) => {
    if (change.kind === 'edit') await redactEdit(deps.db, row.id)
    if (claimed.channel !== 'telegram') await passOnCustomerChange(deps, claimed.id, change)
    if (topicId !== undefined && person) await passOnTeamChange(deps, change, { topicId, person })
    return quiet
  })
}

const isChange = (inbound: WaitingTurn['inbound']): inbound is Change =>
  ['edit', 'reaction', 'revoke'].includes(inbound.kind)

/** In a topic of the team's group: the chat of the customer who is shown there. */
async function topicOfChat(deps: Deps, { id, channel, chat }: ClaimedConversation) {
  return isGroup(channel, chat) && chat.includes(':') ? whoseTopic(deps, id) : undefined
}

/** What rules did not know goes to the assistant, once the person has finished the thought. */
async function think(
  deps: Deps,
  mind: Mind,
  handling: Handling,
  { turn, chat }: { turn: Turn; chat: Chat },
): Promise<Handled> {
  const { text, inboxIds, waitMs } = readBurst([handling.row, ...handling.rest], {
    quietMs: mind.quietMs,
    ofTeam: turn.person.role !== 'customer',
  })
  if (waitMs > 0) return { kind: 'wait', waitMs }
  const whole = { ...turn, text }
  const decision = await askAssistant(mind, deps, whole, chat)
  return commit(deps, handling, inboxIds, (deps) => carryOut(mind, deps, whole, { decision, chat }))
}

const quiet: { replies: Reply[]; missed: boolean } = { replies: [], missed: false }

/** Throws on while it may be tried again; after the last try the person is told and the chat goes on. */
function apologise(deps: Deps, turn: Turn, row: WaitingTurn, error: unknown) {
  const last = row.attempts + 1 >= TRIES
  const { correlation, inboxId } = turn
  deps.log.error({ err: error, inbox: inboxId, last }, 'a turn failed')
  if (last) return words(turn).core.failed(correlation.slice(0, 8))
  throw error
}

async function commit(
  deps: Deps,
  { claimed, row, speaker, rest }: Handling,
  inboxIds: number[],
  work: (deps: Deps) => Promise<{ replies: Reply[]; missed: boolean }>,
): Promise<Handled> {
  const more = rest.length >= inboxIds.length
  try {
    return await inTransaction(deps, async (deps) => {
      const { replies, missed } = await work(deps)
      const finished = await finishTurn(deps.db, {
        conversationId: claimed.id,
        fence: claimed.fence,
        speaker,
        inboxIds,
        missed,
        said: replies.flatMap((reply) => say(deps, reply)),
        priority: PRIORITY.normal,
        correlation: row.correlation,
        at: deps.now(),
        keepLease: more,
        humanBy: claimed.human_by,
        heardAt: isFromThem(row.inbound) ? new Date(row.received_at) : null,
        fromAd: 'referral' in row.inbound && row.inbound.referral?.source === 'ad',
      })
      if (!finished) throw new LostLease()
      return { kind: 'answered', more, ...finished }
    })
  } catch (error) {
    if (error instanceof LostLease) return { kind: 'lost' }
    throw error
  }
}

/**
 * What can be answered. Of a message whose words are still to come that is only one from an ad:
 * whoever came is a lead at once, and greeted; the words, when they follow, are a turn of their own.
 */
function spokenIn(inbound: WaitingTurn['inbound']) {
  if (inbound.kind === 'message') return inbound
  if (inbound.kind !== 'stub' || !inbound.referral) return undefined
  return { ...inbound, kind: 'message' as const }
}

const isFromThem = ({ kind }: WaitingTurn['inbound']) => kind === 'message' || kind === 'stub'

/** Somebody else has the conversation now: nothing of ours may be committed. */
class LostLease extends Error {}

async function whoIs(
  deps: Deps,
  { id, account_id, channel, chat, person }: ClaimedConversation,
  heard: Extract<WaitingTurn['inbound'], { from: unknown }>,
): Promise<Person> {
  if (person) {
    const { opted_out: optedOut, role, ...rest } = person
    return { ...rest, role: role ?? 'customer', optedOut }
  }
  const isPrivate = !isGroup(channel, chat)
  const inbound = { ...heard, kind: 'message' as const, text: '' }
  const sender = { accountId: account_id, conversationId: id, inbound, isPrivate }
  return inTransaction(deps, (deps) => ensurePerson(deps, sender))
}

/** In a commit of its own: a command that is then refused has still been typed. */
function hideSecret(deps: Deps, { inboxId, conversationId }: Turn, providerId: string) {
  return inTransaction(deps, async (deps) => {
    await redactInbox(deps.db, inboxId)
    await later(
      deps,
      { kind: 'message.remove', conversationId, providerId },
      { key: `message.remove:${inboxId}` },
    )
  })
}

function toTurn(
  claimed: ClaimedConversation,
  row: WaitingTurn,
  inbound: Extract<WaitingTurn['inbound'], { kind: 'message' }>,
  person: Person,
): Turn {
  const { text, tap, media, location, referral, replyTo, language } = inbound
  return {
    inboxId: row.id,
    conversationId: claimed.id,
    providerId: row.provider_id,
    channel: claimed.channel,
    person,
    ...(isGroup(claimed.channel, claimed.chat) && { inGroup: true }),
    text,
    ...(tap !== undefined && { tap }),
    ...(media && { media: { ...media, accountId: claimed.account_id } }),
    ...(location && { location }),
    ...(referral && { referral }),
    ...(replyTo !== undefined && { replyTo }),
    ...(language !== undefined && { clientLanguage: language }),
    receivedAt: new Date(row.received_at),
    correlation: row.correlation,
  }
}

function toChat(claimed: ClaimedConversation): Chat {
  const { id, channel, chat, misses, human_since, human_by, question } = claimed
  return {
    id,
    isGroup: isGroup(channel, chat),
    misses,
    human: human_since === null ? null : { by: human_by },
    open: question,
  }
}

/** Telegram numbers its groups below zero. */
function isGroup(channel: string, chat: string) {
  return channel === 'telegram' && chat.startsWith('-')
}

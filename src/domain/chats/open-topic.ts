import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { tell } from '../messages/tell.ts'
import { readCard } from './read-card.ts'
import {
  findForum,
  type Forum,
  forgetForum,
  insertGuest,
  insertTopic,
  lockTopic,
  moveTopics,
  selectOpenTopic,
  selectTopicOwner,
  wantTopic,
} from './topic-queries.ts'
import { anyBehind } from './topic-sync-queries.ts'

type TopicDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * The topic a customer's chat is shown in from now on, made or opened again where it must be;
 * undefined where the team has no group with topics. What is said there before it stands waits.
 */
export async function openTopic(
  deps: TopicDeps,
  conversationId: number,
): Promise<number | undefined> {
  const forum = await findForum(deps.db)
  if (!forum) return undefined
  if (isWorthAsking(deps, forum)) await later(deps, { kind: 'topics.sync' })
  const found = await lockTopic(deps.db, conversationId)
  const known = found?.forum_id === forum.id ? found : undefined
  if (known?.wanted === 'open') return known.topic_id
  // One that stands can be opened again, whatever keeps us from making others.
  const stands = known?.state === 'open' || known?.state === 'closed'
  if (!stands && !forum.takes_topics) return undefined
  const topicId = known?.topic_id ?? (await insertTopic(deps.db, { conversationId, forum }))
  await wantTopic(deps.db, conversationId, 'open')
  await showCard(deps, conversationId)
  await later(deps, { kind: 'topics.sync' })
  return topicId
}

const ASK_AGAIN_MS = 10 * 60_000

/** Not asked yet, or so long ago that somebody may have put right what was wrong. */
function isWorthAsking({ now }: TopicDeps, { takes_topics, asked_at }: Forum) {
  if (takes_topics) return false
  return !asked_at || now().getTime() - asked_at.getTime() > ASK_AGAIN_MS
}

/** Handed back: the topic closes once everything in it was said. */
export async function closeTopic(deps: TopicDeps, conversationId: number) {
  const topic = await lockTopic(deps.db, conversationId)
  if (topic?.wanted !== 'open') return
  await showCard(deps, conversationId)
  await wantTopic(deps.db, conversationId, 'closed')
  await later(deps, { kind: 'topics.sync' })
}

/** Brings the card in a customer's topic up to date. */
export async function showCard(deps: TopicDeps, conversationId: number) {
  const topic = await lockTopic(deps.db, conversationId)
  if (!topic) return
  const details = await readCard(deps, conversationId)
  await tell(deps, topic.topic_id, { code: 'chat.card', details, slot: 'card' })
}

/** A customer is answered from another number of ours from now on: the team goes on in the topic it has. */
export async function followTalks(deps: TopicDeps, moves: { fromId: number; toId: number }[]) {
  for (const conversationId of await moveTopics(deps.db, moves)) {
    await showCard(deps, conversationId)
  }
}

/** The topic where a customer's chat is shown now. */
export function findTopic({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return selectOpenTopic(db, conversationId)
}

/** The customer's chat that is shown in this topic, if it is one. */
export async function whoseTopic({ db }: Pick<Deps, 'db'>, topicId: number) {
  return (await selectTopicOwner(db, topicId))?.conversation_id
}

/** Our place in a group changed: what we may do there is asked anew. */
export async function lookAgain(deps: TopicDeps, conversationId: number) {
  if (await forgetForum(deps.db, conversationId)) await later(deps, { kind: 'topics.sync' })
}

/** What was wanted of topics and is not done, whoever dropped it. */
export async function wakeTopics(deps: TopicDeps) {
  if (await anyBehind(deps.db)) await later(deps, { kind: 'topics.sync' })
}

/** Somebody writes in a topic who may not answer customers. True the first time: he is told once. */
export function greetGuest(
  { db }: Pick<Deps, 'db'>,
  { topicId, personId }: { topicId: number; personId: number },
) {
  return insertGuest(db, topicId, personId)
}

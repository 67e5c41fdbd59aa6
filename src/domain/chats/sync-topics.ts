import { randomUUID } from 'node:crypto'
import type { Correlated, Deps } from '../deps.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { selectOwnerChats } from './chat-queries.ts'
import {
  findForum,
  type Forum,
  holdForum,
  isHeldBy,
  leaveForum,
  saveForum,
} from './topic-queries.ts'
import {
  type Behind,
  findBehind,
  giveUpUnmade,
  knownAddresses,
  letWaitingGo,
  markGone,
  markMade,
  markMaking,
  markTopic,
  newestMessage,
} from './topic-sync-queries.ts'
import { type Colour, topicName, type TopicProblem, type Topics } from './topics.ts'

type SyncDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'log'> & Correlated
/** The topics of the account a group belongs to, where its door is here. */
export type TopicsOf = (accountId: number) => Topics | undefined
type Work = { forum: Forum; topics: Topics; owner: string; signal: AbortSignal }

/**
 * Makes the topics of the team's group what they are wanted to be: made, opened, closed, their
 * card pinned. One process at a time; what comes up meanwhile is done by whoever is at it. Safe
 * to repeat: each step is written down before the next.
 */
export async function syncTopics(deps: SyncDeps, topicsOf: TopicsOf, signal: AbortSignal) {
  const owner = randomUUID()
  for (;;) {
    const forum = await findForum(deps.db)
    if (!forum) return
    const topics = topicsOf(forum.account_id)
    if (!topics) throw new Unreachable(`There is no door to account ${forum.account_id} here`)
    if (!(await holdForum(deps.db, forum.id, owner))) return
    const work = { forum, topics, owner, signal }
    let waits = false
    try {
      if (await lookAt(deps, work)) waits = await catchUp(deps, work)
    } finally {
      await leaveForum(deps.db, forum.id, owner)
    }
    // What was wanted while we were at it was left to us: look once more, now that it is free.
    const left = (await findBehind(deps.db, forum.id)).filter((one) => isDue(one) !== 'later')
    if (left.length > 0 && (await findForum(deps.db))?.takes_topics) continue
    if (waits) throw new Unreachable('A topic still has something to say', { retryAfterMs: 2_000 })
    return
  }
}

/** Asks once what the group is; again after something there was refused. */
async function lookAt(deps: SyncDeps, { forum, topics, signal }: Work): Promise<boolean> {
  if (forum.takes_topics) return true
  const seen = await topics.look(forum.chat, inTime(signal))
  await settleLook(deps, forum, seen)
  return seen === 'fine'
}

async function settleLook(deps: SyncDeps, forum: Forum, seen: 'fine' | TopicProblem) {
  await inTransaction(deps, async (deps) => {
    const problem = seen === 'fine' ? null : seen
    const isNew = problem !== null && !forum.told.includes(problem)
    const told = problem === null ? [] : [...new Set([...forum.told, problem])]
    const at = deps.now()
    await saveForum(deps.db, forum.id, { takesTopics: problem === null, problem, told, at })
    // A group without topics is a choice; topics that we may not make are a worry.
    if (problem !== null && problem !== 'not_forum' && isNew) await tellOwner(deps, forum, problem)
    if (problem !== null) {
      await giveUpUnmade(deps.db, forum.id)
      deps.wake.outbox(forum.id)
    }
  })
}

async function tellOwner(deps: SyncDeps, forum: Forum, problem: TopicProblem) {
  const chats = await selectOwnerChats(deps.db)
  for (const chat of chats.length > 0 ? chats : [forum.id]) {
    await tell(deps, chat, { code: 'chat.no_topics', details: { problem } })
  }
}

/** True when something has to wait for what is still being said. */
async function catchUp(deps: SyncDeps, work: Work): Promise<boolean> {
  for (let waits = false; ;) {
    const behind = await findBehind(deps.db, work.forum.id)
    waits = behind.some((one) => isDue(one) === 'later')
    const due = behind.find((one) => isDue(one) !== 'later')
    if (!due) return waits
    if (!(await holdForum(deps.db, work.forum.id, work.owner))) return false
    if (!(await oneStep(deps, work, due))) return false
  }
}

type Step = 'make' | 'reopen' | 'close' | 'pin' | 'later'

function isDue({ state, wanted, pinned, card, speaking }: Behind): Step {
  if (state === 'none' || state === 'making') return 'make'
  if (state === 'closed') return 'reopen'
  if (card !== null && pinned !== card) return 'pin'
  return wanted === 'closed' && !speaking ? 'close' : 'later'
}

/** False when there can be no topics any more. */
async function oneStep(deps: SyncDeps, work: Work, one: Behind): Promise<boolean> {
  const { topics, signal } = work
  const { conversation_id: id, address } = one
  try {
    switch (isDue(one)) {
      case 'make':
        await make(deps, work, one)
        break
      case 'reopen':
        await topics.reopen(address, inTime(signal))
        await markTopic(deps.db, id, { state: 'open' })
        await letWaitingGo(deps.db, one.topic_id)
        deps.wake.outbox(one.topic_id)
        break
      case 'close':
        await topics.close(address, inTime(signal))
        await markTopic(deps.db, id, { state: 'closed' })
        break
      case 'pin':
        await topics.pin(address, one.card ?? '', inTime(signal)).catch(unlessRefused(deps, work))
        await markTopic(deps.db, id, { pinned: one.card ?? '' })
        break
      case 'later':
        break
    }
    return true
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    if (error.code === 'topic_gone') {
      await markGone(deps.db, one.topic_id)
      return true
    }
    deps.log.warn({ err: error, conversation: id }, 'a topic was refused')
    const seen = await topics.look(work.forum.chat, inTime(signal))
    // It says that all is well, and refuses: that would go on for ever.
    await settleLook(deps, work.forum, seen === 'fine' ? 'rights' : seen)
    return false
  }
}

/** Whoever was too slow leaves it to whoever took over: two would make two. */
async function make(deps: SyncDeps, { forum, topics, owner, signal }: Work, one: Behind) {
  const { conversation_id: id, state, made_after: after } = one
  const { chat } = forum
  let address: string | undefined
  if (state === 'making' && after !== null) {
    const known = await knownAddresses(deps.db, forum)
    address = await topics.find(chat, { after, known }, inTime(signal))
  }
  if (address === undefined) {
    const newest = await newestMessage(deps.db, { forumId: forum.id, chat })
    if (!(await holdForum(deps.db, forum.id, owner))) return
    await markMaking(deps.db, id, newest)
    const topic = { name: topicName(one, id), colour: colourOf(one) }
    address = await topics.create(chat, topic, inTime(signal))
  }
  const made = address
  const topicId = await inTransaction(deps, async ({ db }) =>
    (await isHeldBy(db, forum.id, owner)) ? markMade(db, one, made) : undefined,
  )
  if (topicId !== undefined) deps.wake.outbox(topicId)
}

function colourOf({ has_line, has_lead }: Behind): Colour {
  if (has_line) return 'blue'
  return has_lead ? 'yellow' : 'violet'
}

/** A card that cannot be pinned is still there to be read. */
function unlessRefused(deps: SyncDeps, { forum }: Work) {
  return async (error: unknown) => {
    if (!(error instanceof Rejected) || error.code === 'topic_gone') throw error
    const { told } = forum
    if (told.includes('pin')) return
    told.push('pin')
    await inTransaction(deps, async (deps) => {
      const at = deps.now()
      await saveForum(deps.db, forum.id, { takesTopics: true, problem: 'pin', told, at })
      await tellOwner(deps, forum, 'pin')
    })
  }
}

const inTime = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(STEP_MS)])
const STEP_MS = 15_000

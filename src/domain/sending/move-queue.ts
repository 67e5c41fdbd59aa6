import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Notice } from '../messages/notice.ts'
import { openChats } from '../people/customer-queries.ts'
import { chooseSessions } from './choose-session.ts'
import { selectStandings } from './session-load-queries.ts'
import {
  chatsElsewhere,
  findStranded,
  insertFirstWords,
  lockNumber,
  lockWaitingChats,
  type Move,
  moveMessages,
  moveTalk,
  noteMoves,
  type WaitingChat,
} from './move-queries.ts'

export type MovedQueue = {
  /** Messages that go out from another number now. */
  messages: number
  people: number
  /** Messages that stay, since nobody knows a phone number to write to or no number is there to write from. */
  left: number
}

/** An answer to what was asked longer ago would only confuse. */
const ANSWERS_LAST_MS = 24 * 3_600_000

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * Hands what waits on a number that is gone to our other numbers: to the same people, in order,
 * after one word on why another number writes. What may be out already stays: it would be said
 * twice. Safe to repeat, and at the same time: what has moved is not here any more.
 */
export function moveQueue(deps: Needs, { accountId }: { accountId: number }): Promise<MovedQueue> {
  return inTransaction(deps, async (deps) => {
    const { db } = deps
    const at = deps.now()
    const answersSince = new Date(at.getTime() - ANSWERS_LAST_MS)
    const number = await lockNumber(db, accountId)
    if (!number) return { messages: 0, people: 0, left: 0 }
    const waiting = await lockWaitingChats(db, { accountId, answersSince })
    const moves = await findPlaces(deps, { accountId, waiting })
    const left = waiting
      .filter(({ id }) => !moves.some(({ fromId }) => fromId === id))
      .reduce((sum, { messages }) => sum + messages, 0)
    if (moves.length === 0) return { messages: 0, people: 0, left }

    const toIds = await noteMoves(db, { moves, lostSince: number.lost_since, at })
    const notice: Notice = { code: 'chat.moved_number', details: { from: number.phone } }
    const correlation = deps.correlation ?? null
    await insertFirstWords(db, { toIds, content: { notice }, correlation, at })
    const messages = await moveMessages(db, { moves, answersSince })
    await moveTalk(db, { moves, at })
    for (const { toId } of moves) deps.wake.outbox(toId)
    return { messages, people: new Set(moves.map(({ toId }) => toId)).size, left }
  })
}

/** The same people on numbers that can write now: in the chat they have there, or one of their own. */
async function findPlaces(
  deps: Needs,
  { accountId, waiting }: { accountId: number; waiting: WaitingChat[] },
): Promise<Move[]> {
  const people = new Map<number, { personId: number; phone: string }>()
  for (const { person_id: personId, phone } of waiting) {
    if (personId !== null && phone !== null) people.set(personId, { personId, phone })
  }
  const at = deps.now()
  const healthy = (await selectStandings(deps.db, at)).filter((one) => one.healthy)
  const accountIds = healthy.map((one) => one.accountId).filter((id) => id !== accountId)
  const personIds = [...people.keys()]
  const known = await chatsElsewhere(deps.db, { personIds, accountIds, at })
  const places = new Map(known.map(({ personId, id }) => [personId, id]))

  const fresh = [...people.values()].filter(({ personId }) => !places.has(personId))
  const choose = { except: accountId, onlyHealthy: true }
  const sessions = await chooseSessions(deps, fresh.length, choose)
  const wanted = fresh.flatMap((one, place) => {
    const session = sessions[place]
    return session === undefined ? [] : [{ ...one, accountId: session }]
  })
  for (const { person_id, id } of await openChats(deps.db, wanted)) places.set(person_id, id)
  return waiting.flatMap(({ id: fromId, person_id }) => {
    const toId = person_id === null ? undefined : places.get(person_id)
    return toId === undefined ? [] : [{ fromId, toId }]
  })
}

/** What was written to a number after it was lost follows the rest. */
export async function moveStrandedQueues(deps: Needs): Promise<void> {
  for (const accountId of await findStranded(deps.db)) await moveQueue(deps, { accountId })
}

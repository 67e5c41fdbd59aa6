import type { Correlated, Deps } from '../deps.ts'
import { followTalks } from '../chats/open-topic.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Notice } from '../messages/notice.ts'
import { openChats } from '../people/customer-queries.ts'
import { type ChooseSession, chooseSessions } from './choose-session.ts'
import { isLinked } from './sending-settings.ts'
import { selectStandings, type Standing } from './session-load-queries.ts'
import {
  chatsElsewhere,
  endStranded,
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
  /**
   * Messages that stay, since nobody knows a phone number to write to, or no number is there to
   * write from that may say them.
   */
  left: number
  /** Messages that will not be said: they may be out already, or in part. */
  ended: number
}

/** An answer to what was asked longer ago would only confuse. */
const ANSWERS_LAST_MS = 24 * 3_600_000

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * Hands what waits on a number that is gone to our other numbers: to the same people, in order,
 * after one word on why another number writes. What may be out already is not said again, and what
 * a lost number cannot say and no other may comes to its end here. Safe to repeat, and at the same time: what has moved is not here any more.
 */
export function moveQueue(deps: Needs, { accountId }: { accountId: number }): Promise<MovedQueue> {
  return inTransaction(deps, async (deps) => {
    const { db } = deps
    const at = deps.now()
    const answersSince = new Date(at.getTime() - ANSWERS_LAST_MS)
    const number = await lockNumber(db, accountId)
    if (!number) return { messages: 0, people: 0, left: 0, ended: 0 }
    const waiting = await lockWaitingChats(db, { accountId, answersSince })
    const healthy = (await selectStandings(db, at)).filter((one) => {
      return one.healthy && one.accountId !== accountId
    })
    const moves = await findPlaces(deps, { accountId, waiting, healthy })

    // The word itself is a free one, and so is what people say to each other.
    const talks = moves.filter(({ templatesOnly }) => !templatesOnly)
    const toIds = await noteMoves(db, { moves: talks, lostSince: number.lost_since, at })
    const notice: Notice = { code: 'chat.moved_number', details: { from: number.phone } }
    const correlation = deps.correlation ?? null
    await insertFirstWords(db, { toIds, content: { notice }, correlation, at })
    const messages = await moveMessages(db, { moves, answersSince })
    await moveTalk(db, { moves: talks, at })
    await followTalks(deps, talks)
    for (const { toId } of moves) deps.wake.outbox(toId)

    // With no other number all waits for this one to come back, and then goes by itself.
    const isOver = number.is_lost && (healthy.length > 0 || number.is_removed)
    const unreachable = number.is_removed
    const ended = isOver ? await endStranded(db, { accountId, answersSince, unreachable }) : 0
    const left = (await lockWaitingChats(db, { accountId, answersSince })).reduce(
      (sum, one) => sum + one.messages,
      0,
    )
    return { messages, people: new Set(moves.map(({ toId }) => toId)).size, left, ended }
  })
}

/**
 * The same people on numbers that can write now: in the chat they have there, or one of their own.
 * Free words go where they are taken; what Meta has approved goes to its own numbers at any time.
 */
async function findPlaces(
  deps: Needs,
  {
    accountId,
    waiting,
    healthy,
  }: { accountId: number; waiting: WaitingChat[]; healthy: Standing[] },
): Promise<Move[]> {
  const people = new Map<number, Reader>()
  for (const { person_id: personId, phone, messages, templates } of waiting) {
    if (personId === null || phone === null) continue
    const before = people.get(personId) ?? { free: 0, templates: 0 }
    const free = before.free + messages - templates
    people.set(personId, { personId, phone, free, templates: before.templates + templates })
  }
  const accountIds = healthy.map((one) => one.accountId)
  const personIds = [...people.keys()]
  const known = await chatsElsewhere(deps.db, { personIds, accountIds, at: deps.now() })
  const places = new Map<number, Place>(
    known.map(({ personId, id }) => [personId, { id, templatesOnly: false }]),
  )
  const fresh = [...people.values()].filter(({ personId }) => !places.has(personId))
  const choose = { except: accountId, onlyHealthy: true }
  await openPlaces(deps, places, {
    readers: fresh.filter(({ free }) => free > 0),
    choose: { ...choose, onlyFree: true },
    healthy,
  })
  await openPlaces(deps, places, {
    readers: fresh.filter((one) => !places.has(one.personId) && one.templates > 0),
    choose: { ...choose, hasTemplate: true },
    healthy,
  })
  return waiting.flatMap(({ id: fromId, person_id }) => {
    const place = person_id === null ? undefined : places.get(person_id)
    return place ? [{ fromId, toId: place.id, templatesOnly: place.templatesOnly }] : []
  })
}

type Reader = { personId: number; phone: string; free: number; templates: number }
type Place = { id: number; templatesOnly: boolean }

async function openPlaces(
  deps: Needs,
  places: Map<number, Place>,
  one: { readers: Reader[]; choose: ChooseSession; healthy: Standing[] },
) {
  const sessions = await chooseSessions(deps, one.readers.length, one.choose)
  const free = new Set(one.healthy.filter(isLinkedStanding).map(({ accountId }) => accountId))
  for (const session of new Set(sessions)) {
    const wanted = one.readers
      .filter((_, place) => sessions[place] === session)
      .map(({ personId, phone }) => ({ personId, phone, accountId: session }))
    const templatesOnly = !free.has(session)
    for (const { person_id, id } of await openChats(deps.db, wanted)) {
      places.set(person_id, { id, templatesOnly })
    }
  }
}

const isLinkedStanding = ({ channel }: Standing) => isLinked(channel)

import { Unreachable } from '../../domain/fault.ts'
import { targetOf } from './address.ts'

export type GroupPace = ReturnType<typeof createGroupPace>

/**
 * Telegram takes about twenty messages a minute in one group, however many topics it has. Who
 * comes too early is sent away with the time of his own turn, which stays his when he comes
 * back: many topics that wait do not push each other aside. After a refusal the whole group
 * waits as long as Telegram says.
 */
export function createGroupPace({
  perMinute = 20,
  now = () => performance.now(),
}: { perMinute?: number | undefined; now?: () => number } = {}) {
  const stepMs = MINUTE_MS / perMinute
  const groups = new Map<number, Group>()

  function groupOf(chatId: number): Group {
    const known = groups.get(chatId) ?? { nextAt: -Infinity, shutUntil: 0, turns: new Map() }
    groups.set(chatId, known)
    return known
  }

  return {
    /** Throws `Unreachable` where it is not this address's turn yet. */
    take(address: string) {
      const { chatId } = targetOf(address)
      // Groups are numbered below zero; a talk with one person has no such limit.
      if (chatId >= 0) return
      const at = now()
      const group = groupOf(chatId)
      if (group.shutUntil > at) throw later(group.shutUntil - at)
      const turn = group.turns.get(address)
      if (turn !== undefined && turn <= at + SLACK_MS) {
        group.turns.delete(address)
        return
      }
      if (turn !== undefined) throw later(turn - at)
      // A group that was quiet has a minute's worth at hand.
      const from = Math.max(group.nextAt, at - MINUTE_MS + stepMs)
      group.nextAt = from + stepMs
      if (from <= at) return
      group.turns.set(address, from)
      throw later(from - at)
    },
    /** Telegram said no to a group for so long: nothing more is tried there. */
    shut(address: string, error: unknown) {
      if (!(error instanceof Unreachable) || error.retryAfterMs === undefined) return
      const { chatId } = targetOf(address)
      if (chatId < 0) groupOf(chatId).shutUntil = now() + error.retryAfterMs
    },
  }
}

type Group = {
  nextAt: number
  shutUntil: number
  turns: Map<string, number>
}

const later = (waitMs: number) =>
  new Unreachable('This group has had its messages of this minute', {
    retryAfterMs: Math.ceil(waitMs),
  })

const MINUTE_MS = 60_000
/** Timers come a little early. */
const SLACK_MS = 50

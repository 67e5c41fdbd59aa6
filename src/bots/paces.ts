import { PRIORITY } from '../domain/messages/message.ts'
import type { SendingSettings } from '../domain/sending/sending-settings.ts'
import type { Door } from './door.ts'
import { createPace, type Pace, type PaceClock, realClock } from './pace.ts'

export type Paces = ReturnType<typeof createPaces>

type Turn = {
  chat: string
  priority?: number | undefined
  settings: Pick<SendingSettings, 'perSecond' | 'chatGapMs'>
}

/** A chat that the channel found too fast is written to at this pace for a while. */
const SLOW_FOR_MS = 5 * 60_000
/** So much work ahead is enough for a number: the rest stays where it is. */
const AHEAD_SECONDS = 10
const FORGET_FROM = 5_000

/**
 * When one more message may go: by what its number may send, and by when it last went to the same
 * chat. Doors come and go, so the pace of each is made when it is first needed.
 */
export function createPaces({
  draw,
  clock = realClock,
}: {
  /** Jitter: nobody writes like a clock. */
  draw: (below: number) => number
  clock?: PaceClock
}) {
  const accounts = new Map<number, { pace: Pace; perSecond: number }>()
  /** When the next message may go to a chat, and what it is slowed to until when. */
  const chats = new Map<string, { next: number; slow?: { gapMs: number; until: number } }>()

  function paceOf({ accountId, pace: allowed }: Pick<Door, 'accountId' | 'pace'>, chosen?: number) {
    const perSecond = chosen ?? allowed.perSecond
    const known = accounts.get(accountId)
    if (known?.perSecond === perSecond) return known.pace
    const burst = Math.max(1, Math.min(allowed.burst, perSecond * 5))
    const made = createPace(
      { perSecond, burst: chosen === undefined ? allowed.burst : burst },
      clock,
    )
    accounts.set(accountId, { pace: made, perSecond })
    return made
  }

  function gapOf(key: string, chatGapMs: number) {
    const { slow } = chats.get(key) ?? {}
    if (slow && slow.until > clock.now()) return Math.max(slow.gapMs, chatGapMs)
    return chatGapMs
  }

  function forgetOld() {
    const now = clock.now()
    for (const [key, { next, slow }] of chats) {
      if (next <= now && (slow?.until ?? 0) <= now) chats.delete(key)
    }
  }

  function note(key: string, gapMs: number) {
    if (chats.size > FORGET_FROM) forgetOld()
    const jitter = gapMs === 0 ? 0 : draw(Math.ceil(gapMs) + 1)
    chats.set(key, { ...chats.get(key), next: clock.now() + gapMs + jitter })
  }

  const sleep = (ms: number) => new Promise<void>((wake) => clock.after(ms, wake))

  return {
    /** Resolves when a message may go to a chat of this door. */
    async take(door: Pick<Door, 'accountId' | 'pace'>, { chat, priority, settings }: Turn) {
      const pace = paceOf(door, settings.perSecond ?? undefined)
      const key = keyOf(door, chat)
      const gapMs = gapOf(key, settings.chatGapMs)
      if (gapMs === 0) return pace.take(priority)
      // A code that somebody waits for is not held up for looks, only where the channel insists.
      const insists = gapMs > settings.chatGapMs
      const urgent = (priority ?? PRIORITY.normal) <= PRIORITY.high
      const aheadMs = (chats.get(key)?.next ?? 0) - clock.now()
      if (aheadMs > 0 && (insists || !urgent)) await sleep(aheadMs)
      await pace.take(priority)
      note(key, gapMs)
    },
    /** How many more chats it makes sense to begin with now. */
    room(door: Pick<Door, 'accountId' | 'pace'>): number {
      const { pace, perSecond } = accounts.get(door.accountId) ?? {}
      const ahead = Math.ceil((perSecond ?? door.pace.perSecond) * AHEAD_SECONDS)
      return Math.max(0, ahead + door.pace.burst - (pace?.waiting() ?? 0))
    },
    /** The channel found us too fast in this chat. */
    slowChat(door: Pick<Door, 'accountId'>, { chat, gapMs }: { chat: string; gapMs: number }) {
      const now = clock.now()
      const slow = { gapMs, until: now + SLOW_FOR_MS }
      chats.set(keyOf(door, chat), { next: now + gapMs, slow })
    },
    /** The channel found us too fast altogether. */
    pause(door: Pick<Door, 'accountId' | 'pace'>, ms: number) {
      const known = accounts.get(door.accountId)
      ;(known?.pace ?? paceOf(door)).pause(ms)
    },
  }
}

const keyOf = ({ accountId }: Pick<Door, 'accountId'>, chat: string) => `${accountId}:${chat}`

import type { Sending } from './send-message.ts'

const DEADLINE_MS = 5_000

type Read = { accountId: number; chat: string; providerIds: string[] }

/** Best effort, and in nobody's way: what is not marked now is never marked. */
export function createMarkRead({
  deps,
  doors,
  settingsOf,
}: Pick<Sending, 'deps' | 'doors' | 'settingsOf'>) {
  return ({ accountId, chat, providerIds }: Read) => {
    const door = doors.get(accountId)
    if (!door?.markRead || providerIds.length === 0 || !settingsOf(door).readMarks) return
    door
      .markRead(chat, providerIds, AbortSignal.timeout(DEADLINE_MS))
      .catch((err: unknown) => deps.log.debug({ err }, 'could not mark messages as read'))
  }
}

import type { Deps } from '../deps.ts'
import type { SessionState } from '../tables.ts'
import { deleteLease, insertOrTakeLease, renewLeases, selectWanted } from './lease-queries.ts'
import type { LinkedChannel } from './session.ts'

/** A number as whoever keeps the sockets has to know it. */
export type Wanted = {
  accountId: number
  name: string
  /** `on` and `pairing` are to be connected; the others are to be closed and tidied. */
  state: SessionState
  /** Whoever holds it now; null: it is free, or its owner's time is over. */
  owner: string | null
  /** Of that owner; null with it. */
  fence: number | null
  /** Whether sealed keys are stored: those of an unlinked or removed one are to be put away. */
  hasKeys: boolean
}

/**
 * Every number of a channel and what is wanted of it. Removed ones are named as long as somebody
 * holds them or their keys are stored.
 */
export function wantedSessions(
  { db }: Pick<Deps, 'db'>,
  channel: LinkedChannel,
): Promise<Wanted[]> {
  return selectWanted(db, channel)
}

export type Claim = {
  accountId: number
  owner: string
  lastsSeconds: number
  /** One that is to be connected no more, for as long as it takes to tell WhatsApp so. */
  leaving?: boolean
}

/**
 * One owner for one session, by the database's clock. Whoever has it gets it again with the fence it
 * has; a free one, or one whose owner's time is over, gets a higher fence. Undefined: somebody else
 * has it, or it is not to be connected.
 */
export function claimSession(
  { db }: Pick<Deps, 'db'>,
  claim: Claim,
): Promise<{ fence: number } | undefined> {
  return insertOrTakeLease(db, claim)
}

/** Which of these are still the owner's, now for that much longer. All others are somebody else's. */
export function renewSessions(
  { db }: Pick<Deps, 'db'>,
  mine: { owner: string; accountIds: number[]; lastsSeconds: number },
): Promise<number[]> {
  return mine.accountIds.length === 0 ? Promise.resolve([]) : renewLeases(db, mine)
}

/** Free at once, for anybody. */
export async function releaseSession(
  { db }: Pick<Deps, 'db'>,
  mine: { accountId: number; owner: string },
): Promise<void> {
  await deleteLease(db, mine)
}

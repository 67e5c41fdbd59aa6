import type { Deps } from '../deps.ts'
import { selectPin } from './pin-queries.ts'

export type PinStanding =
  | { kind: 'none' }
  | { kind: 'locked'; until: Date }
  /** It was right in this chat a moment ago. */
  | { kind: 'good' }
  | { kind: 'asked' }

/** What has to be asked of somebody, before what needs their PIN may go on in this chat. */
export async function pinStanding(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, conversationId }: { personId: number; conversationId: number },
): Promise<PinStanding> {
  const kept = await selectPin(db, personId)
  if (!kept) return { kind: 'none' }
  const { locked_until: until, verified_until, verified_in } = kept
  if (until && until > now()) return { kind: 'locked', until }
  const good = verified_until && verified_until > now() && verified_in === conversationId
  return { kind: good ? 'good' : 'asked' }
}

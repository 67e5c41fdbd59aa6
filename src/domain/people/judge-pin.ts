import type { Deps } from '../deps.ts'
import { isEasyPin, type PinStep, type PinVerdict, readPin } from './pin.ts'
import { hashPin, matchesPin } from './pin-hash.ts'
import { selectPin } from './pin-queries.ts'

/**
 * What words are, that answer a question for a PIN. Changes nothing; `settlePin` does, in the
 * transaction of the turn.
 */
export async function judgePin(
  deps: Pick<Deps, 'db' | 'now'>,
  { personId, step, text }: { personId: number; step: PinStep; text: string },
): Promise<PinVerdict> {
  const pin = readPin(text)
  if (pin === undefined) return { kind: 'unread' }
  if (step === 'choose') {
    return isEasyPin(pin) ? { kind: 'easy' } : { kind: 'made', ...(await hashPin(pin)) }
  }
  const kept = await selectPin(deps.db, personId)
  if (!kept || (kept.locked_until && kept.locked_until > deps.now())) return { kind: 'unasked' }
  return { kind: 'compared', right: await matchesPin(pin, kept), hash: kept.hash }
}

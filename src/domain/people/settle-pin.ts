import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { PIN_LOCKED_MS, PIN_TRIES, type PinVerdict } from './pin.ts'
import { countWrongPin, insertPin, markPinRight, selectPin } from './pin-queries.ts'

export type PinOutcome =
  /** Good for a while in this chat; what it was asked for may go on. */
  | { kind: 'right' }
  | { kind: 'unread' }
  | { kind: 'easy' }
  | { kind: 'wrong'; left: number }
  | { kind: 'locked'; until: Date }
  /** It was changed or taken away meanwhile: asked for anew. */
  | { kind: 'changed' }

type Settling = {
  person: { id: number; name: string | null }
  conversationId: number
  verdict: PinVerdict
}

/** Writes down what became of a try. The fifth wrong one locks the PIN, and the owners are told. */
export function settlePin(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { person, conversationId, verdict }: Settling,
): Promise<PinOutcome> {
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    const whose = { personId: person.id, conversationId, at }
    switch (verdict.kind) {
      case 'unread':
      case 'easy':
        return verdict
      case 'unasked':
        return standingNow(deps, person.id)
      case 'made': {
        const { hash, salt } = verdict
        if (!(await insertPin(deps.db, { ...whose, hash, salt }))) return { kind: 'changed' }
        const subject = `person:${person.id}`
        await recordAudit(deps, { by: person.id, action: 'pin.chosen', subject })
        return { kind: 'right' }
      }
      case 'compared': {
        const { hash, right } = verdict
        if (!right) return countWrong(deps, person, hash)
        const good = await markPinRight(deps.db, { ...whose, hash })
        return good ? { kind: 'right' } : standingNow(deps, person.id)
      }
    }
  })
}

async function countWrong(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { id, name }: Settling['person'],
  hash: Buffer,
): Promise<PinOutcome> {
  const counted = await countWrongPin(deps.db, { personId: id, hash, at: deps.now() })
  if (!counted) return standingNow(deps, id)
  const { failed, locked_until } = counted
  if (!locked_until) return { kind: 'wrong', left: PIN_TRIES - failed }
  await recordAudit(deps, { by: id, action: 'pin.locked', subject: `person:${id}` })
  await tellStaff(deps, 'team.manage', {
    code: 'pin.locked.staff',
    details: { name: name ?? `#${id}`, tries: PIN_TRIES, minutes: PIN_LOCKED_MS / 60_000 },
    priority: 'high',
  })
  return { kind: 'locked', until: locked_until }
}

async function standingNow({ db, now }: Pick<Deps, 'db' | 'now'>, personId: number) {
  const kept = await selectPin(db, personId)
  const until = kept?.locked_until
  return until && until > now()
    ? ({ kind: 'locked', until } as const)
    : ({ kind: 'changed' } as const)
}

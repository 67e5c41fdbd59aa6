import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { SentFile } from '../media/sent-file.ts'
import { awaitedOf } from './proof-awaited.ts'
import { askableCharges, insertProof } from './proof-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * Takes a picture for a proof of payment. Nobody's money is believed for it: it is shown to
 * people who look at the account, and a gateway that was to collect is asked at once.
 */
export function sendProof(
  deps: Needs,
  proof: { personId: number; conversationId: number; caption: string; file: SentFile },
): Promise<'checking' | 'nothing_open'> {
  const { personId, conversationId, caption, file } = proof
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    for (const chargeId of await askableCharges(deps.db, { personId, at })) {
      await later(deps, { kind: 'charge.confirm', chargeId })
    }
    const [item] = await awaitedOf(deps, personId)
    if (!item) return 'nothing_open'
    const { id } = await insertProof(deps.db, {
      personId,
      conversationId,
      item,
      caption,
      sent: file,
      at,
    })
    await later(deps, { kind: 'proof.show', proofId: id, file, askedAt: at.toISOString() })
    return 'checking'
  })
}

import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { inTransaction } from '../in-transaction.ts'
import { keepOrWhyNot } from '../media/keep-media.ts'
import type { Fetching } from '../media/sent-file.ts'
import { tellStaff } from '../messages/tell.ts'
import { awaitedOf } from './proof-awaited.ts'
import { readProof, setProofFile } from './proof-queries.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'files'> & Correlated
type Shown = EffectPayloads['proof.show']

const GIVE_UP_MS = 30 * 60_000

/**
 * Effect `proof.show`: keeps the picture and shows it to whoever confirms payments, with what is
 * open. A picture that cannot be had is said, since the customer believes that somebody looks.
 */
export async function showProof(deps: Needs, fetching: Fetching, shown: Shown) {
  const proof = await readProof(deps.db, shown.proofId)
  if (!proof || proof.decided_at) return
  const kept = await keepOrWhyNot(deps, fetching, shown, {
    giveUpAfterMs: GIVE_UP_MS,
  })
  await inTransaction(deps, async (deps) => {
    if ('file' in kept) {
      const isNewest = await setProofFile(deps.db, proof.id, { sent: shown.file, file: kept.file })
      if (!isNewest) return
    }
    const items = await awaitedOf(deps, proof.person_id)
    // Paid and delivered while it was fetched.
    if (items.length === 0) return
    await tellStaff(deps, 'payments.confirm', {
      code: 'proof.card',
      details: {
        proofId: proof.id,
        conversationId: proof.conversation_id,
        customer: proof.customer ?? `#${proof.person_id}`,
        caption: proof.caption,
        photos: proof.photos,
        items,
        file: 'file' in kept ? kept.file : null,
        problem: 'problem' in kept ? kept.problem : null,
      },
      slot: `proof:${proof.id}`,
      priority: 'high',
    })
  })
}

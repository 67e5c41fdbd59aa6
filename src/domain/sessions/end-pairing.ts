import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { later } from '../effects/later.ts'
import { closePairing, type Pairing } from './pairing-queries.ts'

/** Nobody is to scan its QR any more: the picture goes too, since it was the number for a while. */
export async function endPairing(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  accountId: number,
): Promise<Pairing | undefined> {
  const pairing = await closePairing(deps.db, { accountId, at: deps.now() })
  if (pairing && pairing.conversation_id !== null) {
    await later(deps, { kind: 'session.forget_qr', accountId, pairingId: pairing.id })
  }
  return pairing
}

/** Effect `session.forget_qr`. */
export async function forgetQr(
  { files }: Pick<Deps, 'files'>,
  { accountId, pairingId }: EffectPayloads['session.forget_qr'],
) {
  await files.remove(qrKey(accountId, pairingId))
}

/** One file for each pairing: its next QR is written over it. */
export function qrKey(accountId: number, pairingId: number): string {
  return `session-qr/${accountId}-${pairingId}.png`
}

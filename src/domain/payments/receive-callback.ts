import { createHash, randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { sealHeaders } from './callback-headers.ts'
import { insertCallback } from './callback-queries.ts'
import { chargeByReference } from './charge-queries.ts'
import { holdPayment } from './hold-payment.ts'

export type CallbackReceipt = 'accepted' | 'bad_signature' | 'malformed' | 'unknown_reference'

/** No gateway says more. */
const MAX_BYTES = 16 * 1024

/**
 * Takes in what a gateway tells us: its signature is checked over the bytes as they came, then
 * it is stored once and answered. It is read, and doubted, afterwards. `method` is the gateway's
 * name as it stands in the address.
 */
export async function receiveCallback(
  deps: Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'gateways' | 'secrets'>,
  call: { method: string; raw: string; headers: Record<string, string> },
): Promise<CallbackReceipt> {
  const gateway = deps.gateways.get(call.method)
  if (!gateway?.readCallback) return 'unknown_reference'
  if (Buffer.byteLength(call.raw) > MAX_BYTES) return 'malformed'
  const reading = gateway.readCallback(call.raw, call.headers)
  if (reading.kind !== 'signed') {
    const { kind, ...why } = reading
    deps.log.warn({ gateway: gateway.name, ...why }, `a payment callback was turned away: ${kind}`)
    return kind
  }

  const story = { correlation: randomUUID(), ...deps }
  return inTransaction(story, async (deps) => {
    const { reference, amountRupiah } = reading
    const charge = await chargeByReference(deps.db, gateway.name, reference)
    const stored = await insertCallback(deps.db, {
      gateway: gateway.name,
      fingerprint: createHash('sha256').update(call.raw).digest(),
      body: call.raw,
      headers: sealHeaders(deps, call.headers),
      reference,
      receivedAt: deps.now(),
      ...(!charge && { outcome: 'unknown_reference' }),
    })
    if (!charge) {
      // Signed, so it may be money: somebody should look, though there is nobody to credit.
      if (stored && reading.claims === 'paid') {
        const method = gateway.name
        await holdPayment(deps, { method, reference, amountRupiah, why: 'unknown_reference' })
      }
      return 'unknown_reference'
    }
    if (stored) {
      await later(
        deps,
        { kind: 'callback.read', callbackId: stored.id },
        { key: `callback.read:${stored.id}` },
      )
    }
    return 'accepted'
  })
}

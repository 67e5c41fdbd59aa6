import { createFaults, type Fault } from '../../../stand-in/faults.ts'

/** What goes wrong next on an account. `on` is a customer's key; without it, whoever comes. */
export type WhatsAppFault = Fault &
  (
    | { does: 'nack'; code: number }
    /** Accepted and delivered, but nobody says so. */
    | { does: 'withhold-ack' }
    /** Accepted, and never delivered. */
    | { does: 'swallow' }
    /** Inbound: twice; after the next one; later; never. */
    | { does: 'duplicate' | 'swap' | 'lose' }
    | { does: 'delay'; ms: number }
    /** The receipt of the business for an inbound message gets lost. */
    | { does: 'lose-receipt' }
  )

export type PlannedFaults = ReturnType<typeof createPlannedFaults>

/** Kept apart by direction: a nack must not be used up by an inbound message. */
export function createPlannedFaults() {
  const outbound = createFaults<WhatsAppFault>()
  const inbound = createFaults<WhatsAppFault>()
  const receipts = createFaults<WhatsAppFault>()
  return {
    outbound,
    inbound,
    receipts,
    plan(fault: WhatsAppFault) {
      if (OUTBOUND.has(fault.does)) outbound.plan(fault)
      else if (fault.does === 'lose-receipt') receipts.plan(fault)
      else inbound.plan(fault)
    },
  }
}

const OUTBOUND = new Set<WhatsAppFault['does']>(['nack', 'withhold-ack', 'swallow'])

import type { CallbackReading, ChargeStatus } from '../../domain/payments/gateway.ts'

type Claim = Extract<CallbackReading, { kind: 'signed' }>['claims']

/** What news of a state claim; of one nobody documented they claim nothing yet. */
export function claimOf(state: ChargeStatus['state'] | undefined): Claim {
  if (state === 'paid') return 'paid'
  return state === 'failed' || state === 'expired' ? 'failed' : 'pending'
}

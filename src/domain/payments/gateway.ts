import type { ChargeDetails } from './charge.ts'

/** Ways to pay, by the name in `/pay/:token/:method` and `/webhooks/payments/:method`. */
export type Gateways = ReadonlyMap<string, Gateway>

/**
 * One shape for every way to pay. Failures are `Unreachable` (nothing happened), `Rejected`
 * (never try the same again) or `OutcomeUnknown` (ask `status` before anything else).
 */
export type Gateway = {
  method: string
  /** Label on the payment page, and the smallest and largest amount it takes. */
  label: string
  minRupiah: number
  maxRupiah: number
  /** How long a charge lives unless the gateway says otherwise. */
  lastsMinutes: number
  /** Manual: money is seen by people, who confirm it; the amount is made unique per account. */
  manual?: { accounts: string[] }
  create: (charge: NewCharge, signal: AbortSignal) => Promise<CreatedCharge>
  /** Absent where nobody can be asked. */
  status?: (charge: ChargeRef, signal: AbortSignal) => Promise<ChargeStatus>
  /** Checks the signature over the raw body. Says what it claims, which is not yet believed. */
  readCallback?: (raw: string, headers: Record<string, string>) => CallbackReading
}

export type NewCharge = {
  /** Ours, unique per try. */
  reference: string
  amountRupiah: number
  description: string
  customerName: string
  customerPhone: string | null
  expiresAt: Date
  callbackUrl: string
  returnUrl: string
  /** Manual: the account chosen. */
  account: string | null
}

export type CreatedCharge = {
  providerReference: string | null
  details: ChargeDetails
  expiresAt?: Date
}

export type ChargeRef = {
  reference: string
  providerReference: string | null
  amountRupiah: number
}

export type ChargeStatus = {
  state: 'pending' | 'paid' | 'failed' | 'expired'
  amountRupiah: number | null
  providerReference: string | null
}

export type CallbackReading =
  | {
      kind: 'signed'
      reference: string
      amountRupiah: number
      claims: 'paid' | 'failed' | 'pending'
    }
  | { kind: 'bad_signature' }
  | { kind: 'malformed'; problem: string }

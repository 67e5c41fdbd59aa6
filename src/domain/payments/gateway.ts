import type { ChargeDetails } from './charge.ts'
import type { FeeKind } from './gateway-fee.ts'

/** Who collects money for us, by the name in `/webhooks/payments/:name`. */
export type Gateways = ReadonlyMap<string, Gateway>

/**
 * One shape for everyone who collects money. Failures are `Unreachable` (nothing happened),
 * `Rejected` (never try the same again) or `OutcomeUnknown` (ask `status` before anything else).
 */
export type Gateway = {
  /** Lower-case letters; its clearing account in the ledger is `clearing:<name>`. */
  name: string
  /** What a customer can choose, in the order to offer it. Names are unique over all gateways. */
  methods: PayMethod[]
  /** A method with an `account` is answered without any network. */
  create: (charge: NewCharge, signal: AbortSignal) => Promise<CreatedCharge>
  /**
   * Absent where nobody can be asked. `Unreachable` with `retryAfterMs` means that it was asked
   * too often: nobody asks it anything for that long.
   */
  status?: (charge: ChargeRef, signal: AbortSignal) => Promise<ChargeStatus>
  /** How often `status` may be called; absent: as often as needed. */
  statusBudget?: StatusBudget
  /** Checks the signature over the raw body. Says what it claims, which is not yet believed. */
  readCallback?: (raw: string, headers: Record<string, string>) => CallbackReading
  /**
   * Sends money back the way it came; absent where a gateway cannot. `Rejected`: not for this
   * charge, so it goes to the customer's wallet instead. `OutcomeUnknown`: it may be on its way;
   * asking again with the same `key` tells, and never sends it twice.
   */
  refund?: (refund: Refund, signal: AbortSignal) => Promise<{ providerReference: string | null }>
}

export type PayMethod = {
  /** In `/pay/:token/:method`, e.g. `duitku-qris`. */
  method: string
  /** On the payment page: mostly a brand. */
  label: string
  /** The smallest and largest amount it takes. */
  minRupiah: number
  maxRupiah: number
  /** How long a charge lives unless the gateway says otherwise. */
  lastsMinutes: number
  /** Where people look for the money and confirm it; each amount is unique per account. */
  account?: string
  /** By which the gateway keeps its share; absent where it keeps none, or where none can be told. */
  fee?: FeeKind
}

export type StatusBudget = {
  /** Questions somebody is waiting for: so many at once, then so many a second. */
  burst: number
  perSecond: number
  /** Between two questions that nobody is waiting for. */
  backgroundSeconds: number
}

export type NewCharge = {
  method: string
  /** Ours, unique per try, at most 30 letters, digits and hyphens. */
  reference: string
  amountRupiah: number
  description: string
  customerName: string
  customerPhone: string | null
  lastsMinutes: number
  callbackUrl: string
  returnUrl: string
}

export type CreatedCharge = {
  providerReference: string | null
  details: ChargeDetails
}

export type ChargeRef = {
  method: string
  reference: string
  providerReference: string | null
  amountRupiah: number
}

export type Refund = ChargeRef & {
  /** What goes back: all that was paid, or a part. */
  amountRupiah: number
  reason: string
  /** Ours, one for each refund, at most 50 letters, digits, colons and hyphens. */
  key: string
}

export type ChargeStatus = {
  /** `absent`: the gateway has never heard of it. */
  state: 'pending' | 'paid' | 'failed' | 'expired' | 'absent'
  /** What was paid, or is asked; null where it does not say. */
  amountRupiah: number | null
  providerReference: string | null
}

export type CallbackReading =
  | {
      kind: 'signed'
      reference: string
      amountRupiah: number
      /** The gateway's own number for it; often not covered by the signature. */
      providerReference: string | null
      claims: 'paid' | 'failed' | 'pending'
    }
  /** `hint` is for the log: what may be wrong with our settings. */
  | { kind: 'bad_signature'; hint?: string }
  | { kind: 'malformed'; problem: string }

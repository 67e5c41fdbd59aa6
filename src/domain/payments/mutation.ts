import type { Day } from '../day.ts'
import type { SentFile } from '../media/sent-file.ts'

/** A list of the bank somebody brought, as text he pasted or as a file. */
export type BroughtMutations = {
  /** New for every time; what came with it can be told again. */
  bringing: string
  account: string
  by: number
  conversationId: number
  askedAt: string
  text?: string
  file?: SentFile
}

/** Money that came in on an account and that nobody knows the reason of yet. */
export type WaitingMutation = {
  id: number
  account: string
  day: Day | null
  amountRupiah: number
  text: string
  /** What it may be for, the likeliest first. */
  candidates: Candidate[]
}

export type Candidate =
  /** A transfer that was announced; `exact`: to the rupiah. */
  | { kind: 'charge'; id: number; customer: string; title: string; amountRupiah: number }
  /** Somebody recorded it already. */
  | { kind: 'payment'; id: number; customer: string; title: string; amountRupiah: number }
  | { kind: 'invoice'; id: number; customer: string; title: string; amountRupiah: number }
  /** His name stands in the text, and nothing of his is open: into his wallet. */
  | { kind: 'customer'; id: number; customer: string; title: null; amountRupiah: number }

/** What a person decides about one. */
export type Verdict =
  | { kind: 'charge' | 'payment' | 'invoice' | 'customer'; id: number }
  | { kind: 'ignore' }
  | { kind: 'reopen' }

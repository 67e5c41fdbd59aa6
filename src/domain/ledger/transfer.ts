import type { Account } from './account.ts'

/** Money moving between accounts, once: posting the same key again changes nothing. */
export type NewTransfer = {
  /** `charge:12`, `refund:7`: names the event, so that its repeat is recognised. */
  key: string
  /** `payment`, `refund` … */
  cause: string
  /** What it is about: `order:12`. */
  subject: string
  by?: number
  /** Per currency they sum to zero. Lines of one account are added up; zeros are left out. */
  lines: Line[]
}

export type Line = { account: Account; amount: number }

export type Posted = { kind: 'posted' | 'exists'; transferId: number }

import type { Currency } from '../tables.ts'

/**
 * Money has a place. Signs as its owner sees them: above zero he has it, below zero he owes it.
 * So a wallet of 20,000 is ours to pay back, a receivable of -20,000 is what the customer still
 * owes, and a clearing account at -100,000 says that the gateway holds 100,000 of ours.
 *
 * Accounts are made when they are first posted to; the floor is set then and kept.
 */
export type Account = {
  /** `person:12`, `subscription:7`, `business`. */
  owner: string
  purpose: string
  /** Rupiah when absent. */
  currency?: Currency
  /** The balance never goes below; without one, it may. */
  floor?: number
}

/** What a customer has with us and may spend. */
export function walletOf(personId: number): Account {
  return { owner: `person:${personId}`, purpose: 'wallet', floor: 0 }
}

/** What a customer owes; above zero while something is paid in part and not yet due. */
export function receivableOf(personId: number): Account {
  return { owner: `person:${personId}`, purpose: 'receivable' }
}

/** Money a gateway has taken in for us and not yet paid out. */
export function clearingOf(gateway: string): Account {
  return { owner: 'business', purpose: `clearing:${gateway}` }
}

export function revenueOf(line: 'isp' | 'umroh'): Account {
  return { owner: 'business', purpose: `revenue:${line}` }
}

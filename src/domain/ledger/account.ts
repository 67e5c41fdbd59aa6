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

/** What lies with a subscription and pays its next invoice. */
export function subscriptionWalletOf(subscriptionId: number): Account {
  return { owner: `subscription:${subscriptionId}`, purpose: 'wallet', floor: 0 }
}

/** What is owed for a subscription: below zero by everything that is on its invoices and not paid. */
export function subscriptionReceivableOf(subscriptionId: number): Account {
  return { owner: `subscription:${subscriptionId}`, purpose: 'receivable' }
}

/** On its way back to where it came from: nobody's to spend until the gateway has answered. */
export function refundingOf(personId: number): Account {
  return { owner: `person:${personId}`, purpose: 'refunding', floor: 0 }
}

/** What a reseller has put down and sells from. */
export function depositOf(personId: number): Account {
  return { owner: `person:${personId}`, purpose: 'deposit', floor: 0 }
}

/** Notes and coins, and bank money no gateway stands behind. */
export const CASH: Account = { owner: 'business', purpose: 'cash' }
/** Tax collected for the state. */
export const TAX: Account = { owner: 'business', purpose: 'tax' }
/** Given away: discounts and credits on invoices. Below zero by all that was given. */
export const DISCOUNTS: Account = { owner: 'business', purpose: 'discounts' }
/** Corrections by hand, the other side of. */
export const ADJUSTMENTS: Account = { owner: 'business', purpose: 'adjustments' }
/** What gateways kept of what they collected. */
export const FEES: Account = { owner: 'business', purpose: 'fees' }

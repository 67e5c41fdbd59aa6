import type { Correlated, Deps } from '../deps.ts'

/** What moving a customer's money needs. */
export type BillingDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'secrets' | 'gateways' | 'business' | 'draw'
> &
  Correlated

import type { Correlated, Deps } from '../deps.ts'

/** What it takes to bring in whatever a list may hold. */
export type RunDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business' | 'gateways' | 'routers' | 'log'
> &
  Correlated

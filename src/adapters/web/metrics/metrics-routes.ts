import type { Route } from '../route.ts'
import { sharedFor } from '../shared-for.ts'
import type { Metrics } from './metrics.ts'

const FRESH_MS = 1000

export function metricsRoutes(metrics: Pick<Metrics, 'text'>): Route[] {
  // Each scrape reads the database, and anybody may scrape.
  const scrape = sharedFor(FRESH_MS, () => metrics.text())
  return [{ method: 'GET', path: '/metrics', audience: 'machines', handle: scrape }]
}

import type { Route } from '../route.ts'
import type { Metrics } from './metrics.ts'

export function metricsRoutes(metrics: Metrics): Route[] {
  let scrape: Promise<{ type: string; body: string }> | undefined
  return [
    {
      method: 'GET',
      path: '/metrics',
      audience: 'machines',
      handle: () => {
        // Two that ask at once share one reading of the database.
        scrape ??= metrics.text().finally(() => {
          scrape = undefined
        })
        return scrape
      },
    },
  ]
}

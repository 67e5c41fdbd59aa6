import type { SubscriptionView } from '../subscriptions/view-queries.ts'

/** Why somebody has no internet, as far as we can see from here; the plainest reason first. */
export type Trouble =
  | { kind: 'isolated'; because: 'unpaid' | 'asked' }
  /** Many are off line with him: the team knows. */
  | { kind: 'outage'; since: Date }
  | { kind: 'router_down'; since: Date }
  /** His modem is not connected; null: it never was. */
  | { kind: 'offline'; seenAt: Date | null }
  | { kind: 'online'; since: Date }

export function troubleOf(line: SubscriptionView): Trouble {
  if (line.state === 'isolated') {
    return { kind: 'isolated', because: line.isolated_because ?? 'asked' }
  }
  if (line.router_down_since) return { kind: 'router_down', since: line.router_down_since }
  if (line.outage_since) return { kind: 'outage', since: line.outage_since }
  if (line.online_since) return { kind: 'online', since: line.online_since }
  return { kind: 'offline', seenAt: line.seen_at }
}

import type { Language } from '../people/person.ts'
import type { InterfaceTraffic, LogLine, RouterResources, RouterService } from './routers.ts'

/** What somebody can look at, one at a time. */
export type RouterLook = 'resources' | 'users' | 'traffic' | 'chart' | 'log' | 'sync'

export type LookRequest = {
  routerId: number
  look: RouterLook
  conversationId: number
  /** The message that shows it, edited in place. */
  slot: string
  /** Whether whoever looks may also change things: what buttons he gets. */
  manages: boolean
  language: Language
  /** How often it is read again by itself while it stays on the screen. */
  refreshes?: number
}

/** What was seen, cut to what a message can hold. Survives JSON. */
export type RouterSeen =
  | { kind: 'resources'; resources: RouterResources; fresh: boolean }
  | { kind: 'users'; hotspot: number | null; ppp: number | null; top: TopUser[] }
  | { kind: 'traffic'; interfaces: InterfaceTraffic[]; more: number }
  | { kind: 'log'; lines: LogLine[] }
  | { kind: 'synced'; outcome: 'in step' | 'busy' | 'unreachable' | 'refused'; behind: number }
  | { kind: 'maintenance' }
  | { kind: 'away'; problem: string; minutes: number | null }

export type TopUser = {
  name: string
  service: RouterService
  bytes: number
  uptimeSeconds: number
}

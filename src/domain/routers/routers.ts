/**
 * Routers as the business sees them. The adapter keeps one live session per router, pipelines
 * what it is given, and turns every failure into `Unreachable` (nothing happened),
 * `Rejected` (the router said no, `code` = RouterRefusal) or `OutcomeUnknown` (sent, no answer:
 * read the list before repeating).
 */
export type Routers = {
  /** Logs in afresh and looks around. Never uses a running session, so that it judges these credentials. */
  check: (target: RouterTarget) => Promise<RouterFacts>
  listUsers: (target: RouterTarget, service: RouterService) => Promise<RouterUser[]>
  /**
   * Adds users, up to a window in flight at once. `onAnswer` is called for each answer, in the
   * order answers arrive. A lost connection throws after what was answered has been reported;
   * users without an answer may or may not exist.
   */
  addUsers: (
    target: RouterTarget,
    service: RouterService,
    users: NewRouterUser[],
    onAnswer: (answer: AddAnswer) => void,
  ) => Promise<void>
  setUsers: (
    target: RouterTarget,
    service: RouterService,
    users: (NewRouterUser & { ref: string })[],
  ) => Promise<void>
  /** Removing what is already gone is success. */
  removeUsers: (target: RouterTarget, service: RouterService, refs: string[]) => Promise<void>
  activeSessions: (target: RouterTarget, service: RouterService) => Promise<ActiveSession[]>
  /** Ends the sessions of these users, and forgets the cookies that would log them in again. */
  kick: (target: RouterTarget, service: RouterService, names: string[]) => Promise<void>
  listProfiles: (target: RouterTarget, service: RouterService) => Promise<RouterProfile[]>
  /**
   * Names the live session with a router, null while there is none. Another name means that the
   * router was connected to anew and may have been reset meanwhile: what it holds is read again.
   */
  session: (routerId: number) => string | null
  /** Ends the session with a router whose address or credentials changed, or that was removed. */
  forget: (routerId: number) => void
}

export type RouterService = 'hotspot' | 'ppp'

export type RouterTarget = {
  id: number
  host: string
  port: number
  tls: boolean
  /** SHA-256 of the router's certificate, hex; with TLS only this certificate is trusted. */
  fingerprint: string | null
  username: string
  password: string
}

export type RouterFacts = {
  identity: string
  version: string
  board: string
  uptimeSeconds: number
  /** Of one command there and back. */
  latencyMs: number
  /** What our login may do: read, write, api, test, policy … */
  policies: string[]
  /** `advanced` where all is allowed; on 7.17+ `home` and `basic` block the hotspot. Null below 7.17. */
  deviceMode: { mode: string; hotspot: boolean } | null
  profiles: string[]
  users: number
  /** With TLS: the certificate seen, to be pinned. */
  fingerprint: string | null
}

export type RouterUser = {
  ref: string
  name: string
  profile: string
  comment: string
  disabled: boolean
  /** Total of the account over all its sessions. */
  uptimeSeconds: number
  bytes: number
  limitUptimeSeconds: number | null
  limitBytes: number | null
}

export type NewRouterUser = {
  name: string
  password: string
  profile: string
  comment: string
  limitUptimeSeconds: number | null
  limitBytes: number | null
  disabled: boolean
}

export type AddAnswer =
  | { kind: 'added'; name: string; ref: string }
  | { kind: 'refused'; name: string; refusal: RouterRefusal; message: string }

export type RouterRefusal =
  | 'duplicate'
  | 'bad_profile'
  | 'ambiguous'
  | 'not_found'
  | 'not_permitted'
  | 'no_such_command'
  | 'auth'
  | 'certificate'
  | 'other'

export type ActiveSession = {
  ref: string
  name: string
  address: string
  mac: string
  /** Of this session: login instant = now - uptime. */
  uptimeSeconds: number
  bytes: number
}

export type RouterProfile = {
  name: string
  sharedUsers: number | null
  rateLimit: string | null
  comment: string
}

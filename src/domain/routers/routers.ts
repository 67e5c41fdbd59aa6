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
   * The same, one by one while the list is still coming, so that a long one is worked on
   * meanwhile. Where it throws, some have been handed over and the others never are.
   */
  eachUser: (
    target: RouterTarget,
    service: RouterService,
    onUser: (user: RouterUser) => void,
  ) => Promise<void>
  /** All accounts, whoever made them, with what a router that is taken over must not lose: passwords too. */
  allUsers: (target: RouterTarget, service: RouterService) => Promise<ForeignUser[]>
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
  /**
   * Ends the sessions of these users, and forgets the cookies that would log them in again. Who
   * is not on line is passed over. A change of a user alone never ends his session.
   */
  kick: (target: RouterTarget, service: RouterService, names: string[]) => Promise<void>
  listProfiles: (target: RouterTarget, service: RouterService) => Promise<RouterProfile[]>
  resources: (target: RouterTarget) => Promise<RouterResources>
  /** Ports, bridges and tunnels, in the router's order; the customers' own interfaces are left out. */
  interfaces: (target: RouterTarget) => Promise<InterfaceTraffic[]>
  /** The last `limit` lines of the router's log, newest last. */
  logs: (target: RouterTarget, options: { limit: number }) => Promise<LogLine[]>
  /** Returns once the router has taken the order; that it hangs up on us then is success. */
  reboot: (target: RouterTarget) => Promise<void>
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
  /**
   * `advanced` where all is allowed; on 7.17+ `home` and `basic` block the hotspot, `home` the
   * fetching of addresses too (null: it does not say). Null below 7.17.
   */
  deviceMode: { mode: string; hotspot: boolean; fetch: boolean | null } | null
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
  /** ppp: the static address of the secret, which beats the pool of any profile. hotspot: null. */
  remoteAddress: string | null
}

export type NewRouterUser = {
  name: string
  password: string
  profile: string
  comment: string
  limitUptimeSeconds: number | null
  limitBytes: number | null
  disabled: boolean
  /** ppp: the static address; null takes it away. hotspot: null. */
  remoteAddress: string | null
}

export type ForeignUser = Omit<RouterUser, 'uptimeSeconds' | 'bytes'> & {
  /** Null where our login may not see it (policy `sensitive`). Empty is a password too. */
  password: string | null
  /** ppp: what it may dial with, `any`, `pppoe`, `l2tp` … hotspot: null. */
  protocol: string | null
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
  /** Of this session, as the customer sees it: in is what he downloaded, out what he sent. */
  bytesIn: number
  bytesOut: number
  /** Both together. */
  bytes: number
}

export type RouterProfile = {
  name: string
  sharedUsers: number | null
  /** rx/tx as the router sees them: the customer's upload comes first, e.g. `5M/20M`. */
  rateLimit: string | null
  comment: string
  /** ppp alone: an address or the name of a pool each. Null where nothing is said, and for hotspot. */
  localAddress: string | null
  remoteAddress: string | null
  /** ppp alone: a second login ends the first. Null where it is left to the default. */
  onlyOne: boolean | null
  /** ppp alone: the firewall list that addresses are put on while they are on line. */
  addressList: string | null
}

export type RouterResources = {
  uptimeSeconds: number
  version: string
  board: string
  cpuLoadPercent: number
  freeMemoryBytes: number
  totalMemoryBytes: number
  freeDiskBytes: number
}

export type InterfaceTraffic = {
  name: string
  /** ether, wlan, bridge, vlan, wg … */
  type: string
  running: boolean
  /** Since the router started. rx is what came into the router, tx what left it. */
  rxBytes: number
  txBytes: number
  /** At this moment; 0 where the router does not measure it. */
  rxBitsPerSecond: number
  txBitsPerSecond: number
}

export type LogLine = {
  /** As the router wrote it, in its own time and form: to be shown, never to be reckoned with. */
  at: string
  /** `pppoe,ppp,info`. */
  topics: string
  message: string
}

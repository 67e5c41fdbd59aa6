/** What a router remembers. Times are in ms of its clock; ids are as RouterOS shows them: `*1F`. */

export type HotspotUser = {
  id: string
  name: string
  password: string
  /** Id of the profile, so that renaming one takes its users along. */
  profile: string
  server: string
  comment: string
  disabled: boolean
  mac: string
  limitUptimeMs: number
  limitBytes: number
  uptimeMs: number
  bytesIn: number
  bytesOut: number
  builtIn: boolean
}

export type HotspotProfile = {
  id: string
  name: string
  /** 0 is unlimited. */
  sharedUsers: number
  rateLimit: string
  sessionTimeoutMs: number
  addMacCookie: boolean
  macCookieTimeoutMs: number
  onLogin: string
  onLogout: string
  comment: string
  builtIn: boolean
}

export type HotspotSession = {
  id: string
  userId: string
  user: string
  mac: string
  address: string
  loginBy: string
  uptimeMs: number
  bytesIn: number
  bytesOut: number
  /** As they were at login: a session keeps its own limits, whatever becomes of the user. */
  leftMs: number
  leftBytes: number
  timeoutMs: number
}

export type Cookie = { id: string; user: string; mac: string; expiresAt: number }

export type PppSecret = {
  id: string
  name: string
  password: string
  service: string
  profile: string
  comment: string
  disabled: boolean
  callerId: string
  localAddress: string
  /** An address, or the name of a pool. */
  remoteAddress: string
  routes: string
  limitBytesIn: number
  limitBytesOut: number
  lastLoggedOutAt: number
}

export type PppProfile = {
  id: string
  name: string
  localAddress: string
  /** An address, or the name of a pool. */
  remoteAddress: string
  rateLimit: string
  onlyOne: 'default' | 'yes' | 'no'
  addressList: string
  sessionTimeoutMs: number
  comment: string
  builtIn: boolean
}

/** As it was at the login: what becomes of its secret and its profile does not reach it. */
export type PppSession = {
  id: string
  name: string
  callerId: string
  address: string
  profile: string
  rateLimit: string
  addressList: string
  startedAt: number
  /** What was moved beside the steady flow, as the customer sees it. */
  downloaded: number
  uploaded: number
}

export type LogEntry = { at: number; topics: string; message: string }

export type ApiUser = { id: string; name: string; password: string; group: string }
export type ApiGroup = { id: string; name: string; policy: string }

/** Each menu numbers its rows itself, and never uses a number again. */
export type Table<Item extends { id: string }> = { nextId: number; items: Map<string, Item> }

export type State = {
  identity: string
  settledAt: number
  bootedAt: number
  hotspotUsers: Table<HotspotUser>
  hotspotProfiles: Table<HotspotProfile>
  hotspotActive: Table<HotspotSession>
  cookies: Table<Cookie>
  pppSecrets: Table<PppSecret>
  pppProfiles: Table<PppProfile>
  pppActive: Table<PppSession>
  apiUsers: Table<ApiUser>
  apiGroups: Table<ApiGroup>
  /** The last lines; lost when it restarts. */
  log: LogEntry[]
}

const ALL_POLICIES =
  'local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,password,web,sniff,sensitive,api,romon,rest-api'

const READ_ONLY = 'local,telnet,ssh,read,winbox,web,api,!ftp,!reboot,!write,!policy,!sensitive'

/** As it leaves the factory, with a hotspot set up and one login for us. */
export function factoryState(now: number, login: { name: string; password: string }): State {
  const state: State = {
    identity: 'MikroTik',
    settledAt: now,
    bootedAt: now,
    hotspotUsers: emptyTable(),
    hotspotProfiles: emptyTable(),
    hotspotActive: emptyTable(),
    cookies: emptyTable(),
    pppSecrets: emptyTable(),
    pppProfiles: emptyTable(),
    pppActive: emptyTable(),
    apiUsers: emptyTable(),
    apiGroups: emptyTable(),
    log: [],
  }
  const profile = insert(state.hotspotProfiles, newHotspotProfile('default', true))
  insert(state.hotspotUsers, {
    ...newHotspotUser(profile.id),
    name: 'default-trial',
    comment: 'counters and limits for trial users',
    builtIn: true,
  })
  insert(state.pppProfiles, { ...newPppProfile('default'), builtIn: true })
  insert(state.pppProfiles, { ...newPppProfile('default-encryption'), builtIn: true })
  insert(state.apiGroups, { name: 'full', policy: ALL_POLICIES })
  insert(state.apiGroups, { name: 'read', policy: READ_ONLY })
  insert(state.apiUsers, { ...login, group: 'full' })
  return state
}

export function insert<Item extends { id: string }>(
  table: Table<Item>,
  item: Omit<Item, 'id'>,
): Item {
  const id = `*${table.nextId.toString(16).toUpperCase()}`
  table.nextId += 1
  const row = { ...item, id } as Item
  table.items.set(id, row)
  return row
}

export function newHotspotUser(profile: string): Omit<HotspotUser, 'id'> {
  return {
    name: '',
    password: '',
    profile,
    server: 'all',
    comment: '',
    disabled: false,
    mac: '',
    limitUptimeMs: 0,
    limitBytes: 0,
    uptimeMs: 0,
    bytesIn: 0,
    bytesOut: 0,
    builtIn: false,
  }
}

export function newHotspotProfile(name: string, builtIn = false): Omit<HotspotProfile, 'id'> {
  return {
    name,
    sharedUsers: 1,
    rateLimit: '',
    sessionTimeoutMs: 0,
    addMacCookie: true,
    macCookieTimeoutMs: 3 * 86_400_000,
    onLogin: '',
    onLogout: '',
    comment: '',
    builtIn,
  }
}

export function newPppProfile(name: string): Omit<PppProfile, 'id'> {
  return {
    name,
    localAddress: '',
    remoteAddress: '',
    rateLimit: '',
    onlyOne: 'default',
    addressList: '',
    sessionTimeoutMs: 0,
    comment: '',
    builtIn: false,
  }
}

export function newPppSecret(profile: string): Omit<PppSecret, 'id'> {
  return {
    name: '',
    password: '',
    service: 'any',
    profile,
    comment: '',
    disabled: false,
    callerId: '',
    localAddress: '',
    remoteAddress: '',
    routes: '',
    limitBytesIn: 0,
    limitBytesOut: 0,
    lastLoggedOutAt: 0,
  }
}

function emptyTable<Item extends { id: string }>(): Table<Item> {
  return { nextId: 1, items: new Map() }
}

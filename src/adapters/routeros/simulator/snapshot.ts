import type {
  ApiGroup,
  ApiUser,
  Cookie,
  HotspotProfile,
  HotspotUser,
  PppProfile,
  PppSecret,
  State,
  Table,
} from './state.ts'

/** A router's configuration and counters as JSON; who is on line does not survive a power cut. */
export type Snapshot = {
  identity: string
  hotspotUsers: StoredTable<HotspotUser>
  hotspotProfiles: StoredTable<HotspotProfile>
  cookies: StoredTable<Cookie>
  pppSecrets: StoredTable<PppSecret>
  pppProfiles: StoredTable<PppProfile>
  apiUsers: StoredTable<ApiUser>
  apiGroups: StoredTable<ApiGroup>
}

type StoredTable<Item> = { nextId: number; items: Item[] }

export function takeSnapshot(state: State): Snapshot {
  return {
    identity: state.identity,
    hotspotUsers: store(state.hotspotUsers),
    hotspotProfiles: store(state.hotspotProfiles),
    cookies: store(state.cookies),
    pppSecrets: store(state.pppSecrets),
    pppProfiles: store(state.pppProfiles),
    apiUsers: store(state.apiUsers),
    apiGroups: store(state.apiGroups),
  }
}

export function applySnapshot(state: State, snapshot: Snapshot): void {
  state.identity = snapshot.identity
  state.hotspotUsers = load(snapshot.hotspotUsers)
  state.hotspotProfiles = load(snapshot.hotspotProfiles)
  state.cookies = load(snapshot.cookies)
  state.pppSecrets = load(snapshot.pppSecrets)
  state.pppProfiles = load(snapshot.pppProfiles)
  state.apiUsers = load(snapshot.apiUsers)
  state.apiGroups = load(snapshot.apiGroups)
}

function store<Item extends { id: string }>({ nextId, items }: Table<Item>): StoredTable<Item> {
  return { nextId, items: [...items.values()].map((item) => ({ ...item })) }
}

function load<Item extends { id: string }>({ nextId, items }: StoredTable<Item>): Table<Item> {
  return { nextId, items: new Map(items.map((item) => [item.id, { ...item }])) }
}

import type { HotspotProfile, HotspotSession, HotspotUser, State } from './state.ts'
import { insert } from './state.ts'

/** Who is on line, for how long, and who may come in. */

type LoginRefusal =
  | 'invalid'
  | 'uptime_limit'
  | 'traffic_limit'
  | 'no_more_sessions'
  | 'switched_off'
  | 'device_mode'

export type LoginOutcome =
  | { ok: true; address: string }
  /** `message` is what the router's login page shows. */
  | { ok: false; reason: LoginRefusal; message: string }

export type SessionEvent = {
  kind: 'login' | 'logout'
  user: string
  mac: string
  address: string
}

export type Hotspot = {
  state: State
  now: () => number
  /** What every session downloads while it lasts. */
  bytesPerSecond: number
  onSession: (event: SessionEvent) => void
}

/** Brings all counters up to now, and ends the sessions whose time or data ran out on the way. */
export function settle(hotspot: Hotspot): void {
  const { state } = hotspot
  const now = hotspot.now()
  const passedMs = Math.max(0, now - state.settledAt)
  state.settledAt = now
  for (const cookie of state.cookies.items.values()) {
    if (cookie.expiresAt <= now) state.cookies.items.delete(cookie.id)
  }
  const sessions = [...state.hotspotActive.items.values()]
  const groups = Map.groupBy(sessions, (session) => session.userId)
  for (const [userId, ofUser] of groups) {
    advance(hotspot, state.hotspotUsers.items.get(userId), ofUser, passedMs)
  }
}

/** Devices that share a user use up its time and data together, twice as fast for two. */
function advance(
  hotspot: Hotspot,
  user: HotspotUser | undefined,
  sessions: HotspotSession[],
  passedMs: number,
): void {
  let live = sessions
  let remainingMs = passedMs
  while (live.length > 0) {
    const sharers = live.length
    const bytesPerMs = hotspot.bytesPerSecond / 1_000
    const lasts = (session: HotspotSession) =>
      Math.min(
        session.timeoutMs,
        session.leftMs / sharers,
        bytesPerMs === 0 ? Infinity : session.leftBytes / sharers / bytesPerMs,
      )
    const stepMs = Math.max(0, Math.min(remainingMs, ...live.map(lasts)))
    remainingMs -= stepMs
    for (const session of live) {
      session.uptimeMs += stepMs
      session.timeoutMs -= stepMs
      session.leftMs -= stepMs * sharers
      if (user) user.uptimeMs += stepMs
      // Their limits are shared, so what one takes is taken from each.
      const bytes = stepMs * bytesPerMs
      countBytes(session, user, bytes)
      for (const sharer of live) sharer.leftBytes -= bytes
    }
    const over = live.filter((session) => session.leftBytes <= 0 || lasts(session) <= 0)
    for (const session of over) endSession(hotspot, session)
    live = live.filter((session) => !over.includes(session))
    if (over.length === 0) return
  }
}

function countBytes(session: HotspotSession, user: HotspotUser | undefined, bytes: number): void {
  session.bytesOut += bytes
  if (user) user.bytesOut += bytes
}

/** A device downloads so much at once. */
export function transfer(hotspot: Hotspot, mac: string, bytes: number): void {
  settle(hotspot)
  const all = [...hotspot.state.hotspotActive.items.values()]
  const session = all.find((candidate) => candidate.mac === mac)
  if (!session) return
  countBytes(session, hotspot.state.hotspotUsers.items.get(session.userId), bytes)
  for (const sharer of all) if (sharer.userId === session.userId) sharer.leftBytes -= bytes
  settle(hotspot)
}

export function login(hotspot: Hotspot, name: string, password: string, mac: string): LoginOutcome {
  settle(hotspot)
  const user = findUser(hotspot.state, name)
  if (!user || user.disabled || user.builtIn || user.password !== password) {
    return refuse('invalid', 'invalid username or password')
  }
  return admit(hotspot, user, mac, 'http-chap')
}

/** A device that comes back into reach: with a cookie it is on line again without a password. */
export function comeBack(hotspot: Hotspot, mac: string): LoginOutcome {
  settle(hotspot)
  const cookies = [...hotspot.state.cookies.items.values()]
  const cookie = cookies.find((candidate) => candidate.mac === mac)
  const user = cookie && findUser(hotspot.state, cookie.user)
  if (!user || user.disabled) return refuse('invalid', 'invalid username or password')
  return admit(hotspot, user, mac, 'mac-cookie')
}

function admit(hotspot: Hotspot, user: HotspotUser, mac: string, loginBy: string): LoginOutcome {
  const { state } = hotspot
  const { name } = user
  const profile = state.hotspotProfiles.items.get(user.profile)
  const sessions = [...state.hotspotActive.items.values()]
  const already = sessions.find((session) => session.mac === mac)
  if (already?.userId === user.id) return { ok: true, address: already.address }
  if (user.mac && user.mac.toUpperCase() !== mac.toUpperCase()) {
    return refuse('invalid', `invalid username (${name}): this MAC address is not yours`)
  }
  if (user.limitUptimeMs > 0 && user.uptimeMs >= user.limitUptimeMs) {
    return refuse('uptime_limit', `user ${name} has reached uptime limit`)
  }
  if (user.limitBytes > 0 && user.bytesIn + user.bytesOut >= user.limitBytes) {
    return refuse('traffic_limit', `user ${name} has reached traffic limit`)
  }
  const sharers = sessions.filter((session) => session.userId === user.id && session !== already)
  if (profile && profile.sharedUsers > 0 && sharers.length >= profile.sharedUsers) {
    return refuse('no_more_sessions', `no more sessions are allowed for user ${name}`)
  }
  if (already) endSession(hotspot, already)
  const session = insert(state.hotspotActive, newSession(hotspot, user, { mac, loginBy, profile }))
  if (profile?.addMacCookie) remember(hotspot, name, mac, profile)
  hotspot.onSession({ kind: 'login', user: name, mac, address: session.address })
  return { ok: true, address: session.address }
}

function newSession(
  hotspot: Hotspot,
  user: HotspotUser,
  how: { mac: string; loginBy: string; profile: HotspotProfile | undefined },
): Omit<HotspotSession, 'id'> {
  const number = hotspot.state.hotspotActive.nextId
  const usedBytes = user.bytesIn + user.bytesOut
  return {
    userId: user.id,
    user: user.name,
    mac: how.mac,
    address: `10.5.${50 + (Math.floor(number / 250) % 200)}.${2 + (number % 250)}`,
    loginBy: how.loginBy,
    uptimeMs: 0,
    bytesIn: 0,
    bytesOut: 0,
    leftMs: user.limitUptimeMs > 0 ? user.limitUptimeMs - user.uptimeMs : Infinity,
    leftBytes: user.limitBytes > 0 ? user.limitBytes - usedBytes : Infinity,
    timeoutMs: how.profile?.sessionTimeoutMs || Infinity,
  }
}

function remember(hotspot: Hotspot, user: string, mac: string, profile: HotspotProfile): void {
  const { cookies } = hotspot.state
  for (const cookie of cookies.items.values()) {
    if (cookie.mac === mac) cookies.items.delete(cookie.id)
  }
  insert(cookies, { user, mac, expiresAt: hotspot.now() + profile.macCookieTimeoutMs })
}

/** The device says goodbye by itself: its cookie goes too. */
export function logout(hotspot: Hotspot, mac: string): boolean {
  settle(hotspot)
  const { hotspotActive, cookies } = hotspot.state
  const session = [...hotspotActive.items.values()].find((candidate) => candidate.mac === mac)
  if (!session) return false
  for (const cookie of cookies.items.values()) {
    if (cookie.mac === mac) cookies.items.delete(cookie.id)
  }
  endSession(hotspot, session)
  return true
}

export function endSession(hotspot: Hotspot, session: HotspotSession): void {
  const { user, mac, address } = session
  hotspot.state.hotspotActive.items.delete(session.id)
  hotspot.onSession({ kind: 'logout', user, mac, address })
}

function findUser(state: State, name: string): HotspotUser | undefined {
  for (const user of state.hotspotUsers.items.values()) if (user.name === name) return user
  return undefined
}

function refuse(reason: LoginRefusal, message: string): LoginOutcome {
  return { ok: false, reason, message }
}

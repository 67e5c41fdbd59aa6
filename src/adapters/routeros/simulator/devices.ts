import type { LoginOutcome } from './hotspot.ts'
import { comeBack, login, logout, settle, transfer } from './hotspot.ts'
import { resolveName } from './menu.ts'
import type { PppOutcome } from './ppp.ts'
import { dial, hangUp, move, trafficOf } from './ppp.ts'
import type { HotspotUser, PppSecret, PppSession } from './state.ts'
import { insert, newHotspotUser, newPppSecret } from './state.ts'
import type { World } from './world.ts'

/** What devices behind the router do, and what somebody standing beside it would see. */
export type Devices = {
  /** A device on the Wi-Fi types a code into the login page. */
  hotspotLogin: (code: string, password: string, mac: string) => LoginOutcome
  /** A device that was here comes back into reach; a cookie may log it in. */
  hotspotReturn: (mac: string) => LoginOutcome
  logout: (mac: string) => boolean
  download: (mac: string, bytes: number) => void
  /** A modem at a customer's home dials in; it does not try again by itself. */
  pppDial: (name: string, password: string, callerId: string) => PppOutcome
  pppHangUp: (name: string) => boolean
  pppMove: (name: string, bytes: { downloaded: number; uploaded: number }) => void
  users: () => SeenUser[]
  activeSessions: () => { user: string; mac: string; address: string; uptimeSeconds: number }[]
  secrets: () => (PppSecret & { profileName: string })[]
  pppSessions: () => (PppSession & { uptimeSeconds: number })[]
  /** Puts users there without the API. */
  seedUsers: (users: SeedUser[]) => void
  seedSecrets: (secrets: SeedSecret[]) => void
}

/** The profile by name. */
type SeedSecret = Partial<Omit<PppSecret, 'id'>> & { name: string }

type SeedUser = {
  name: string
  password?: string
  /** By name; `default` unless it is said. */
  profile?: string
  /** The hotspot it belongs to; `all` unless it is said. */
  server?: string
  comment?: string
  disabled?: boolean
  limitUptimeSeconds?: number | null
  limitBytes?: number | null
}

type SeenUser = HotspotUser & { profileName: string; uptimeSeconds: number }

export function devicesOf(world: World): Devices {
  const { state, hotspot, ppp } = world
  const unlessOff = (attempt: () => LoginOutcome): LoginOutcome => {
    if (!world.isOn) return { ok: false, reason: 'switched_off', message: 'no answer' }
    if (world.deviceMode.hotspot) return attempt()
    return { ok: false, reason: 'device_mode', message: 'hotspot service is shut down' }
  }

  return {
    hotspotLogin: (code, password, mac) => unlessOff(() => login(hotspot, code, password, mac)),
    hotspotReturn: (mac) => unlessOff(() => comeBack(hotspot, mac)),
    logout: (mac) => logout(hotspot, mac),
    download: (mac, bytes) => transfer(hotspot, mac, bytes),
    pppDial: (name, password, callerId) =>
      world.isOn ? dial(ppp, { name, password, callerId }) : { ok: false, message: 'no answer' },
    pppHangUp: (name) => hangUp(ppp, name),
    pppMove: (name, bytes) => move(ppp, name, bytes),
    users: () => {
      settle(hotspot)
      const users = [...state.hotspotUsers.items.values()].filter((user) => !user.builtIn)
      return users.map((user) => ({
        ...user,
        profileName: state.hotspotProfiles.items.get(user.profile)?.name ?? user.profile,
        uptimeSeconds: Math.floor(user.uptimeMs / 1_000),
      }))
    },
    activeSessions: () => {
      settle(hotspot)
      return [...state.hotspotActive.items.values()].map(({ user, mac, address, uptimeMs }) => ({
        user,
        mac,
        address,
        uptimeSeconds: Math.floor(uptimeMs / 1_000),
      }))
    },
    secrets: () =>
      [...state.pppSecrets.items.values()].map((secret) => ({
        ...secret,
        profileName: state.pppProfiles.items.get(secret.profile)?.name ?? secret.profile,
      })),
    pppSessions: () =>
      [...state.pppActive.items.values()].map((session) => ({
        ...session,
        ...trafficOf(ppp, session),
        uptimeSeconds: Math.floor((world.now() - session.startedAt) / 1_000),
      })),
    seedSecrets: (secrets) => {
      for (const { profile = 'default', ...secret } of secrets) {
        const blank = newPppSecret(resolveName(state.pppProfiles, profile))
        insert(state.pppSecrets, { ...blank, ...secret })
      }
    },
    seedUsers: (users) => {
      for (const user of users) {
        insert(state.hotspotUsers, {
          ...newHotspotUser(resolveName(state.hotspotProfiles, user.profile ?? 'default')),
          name: user.name,
          password: user.password ?? '',
          server: user.server ?? 'all',
          comment: user.comment ?? '',
          disabled: user.disabled ?? false,
          limitUptimeMs: (user.limitUptimeSeconds ?? 0) * 1_000,
          limitBytes: user.limitBytes ?? 0,
        })
      }
    },
  }
}

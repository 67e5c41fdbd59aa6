import type { Hotspot } from './hotspot.ts'
import { endSession, settle } from './hotspot.ts'
import type { Field, Menu } from './menu.ts'
import {
  activeMenu,
  booleanField,
  numberField,
  resolveName,
  shown,
  tableMenu,
  textField,
  timeField,
} from './menu.ts'
import { Refusal } from './refusal.ts'
import type { Cookie, HotspotProfile, HotspotSession, HotspotUser } from './state.ts'
import { newHotspotProfile, newHotspotUser } from './state.ts'

/** `/ip/hotspot/…`; `mayWrite` throws where the device mode forbids the hotspot. */
export function hotspotMenus(hotspot: Hotspot, mayWrite: () => void): Record<string, Menu> {
  const { state } = hotspot
  const users = tableMenu<HotspotUser>({
    table: () => state.hotspotUsers,
    fields: userFields(hotspot),
    blank: () => newHotspotUser(resolveName(state.hotspotProfiles, 'default')),
    unique: {
      // The same name may exist once for each server.
      key: (user) => `${user.server} ${user.name}`,
      message: 'failure: already have user with this name for this server',
    },
    mayRemove: (user) => {
      if (user.builtIn) throw new Refusal('failure: can not remove default trial user')
    },
    mayWrite,
  })
  const profiles = tableMenu<HotspotProfile>({
    table: () => state.hotspotProfiles,
    fields: profileFields,
    blank: () => newHotspotProfile(''),
    unique: {
      key: (profile) => profile.name,
      message: 'failure: user profile with the same name already exists',
    },
    mayRemove: (profile) => {
      if (profile.builtIn) throw new Refusal('failure: can not remove default profile')
    },
    mayWrite,
  })
  return {
    '/ip/hotspot/user': settled(hotspot, users),
    '/ip/hotspot/user/profile': profiles,
    '/ip/hotspot/active': settled(
      hotspot,
      activeMenu<HotspotSession>({
        table: () => state.hotspotActive,
        fields: sessionFields,
        remove: (session) => endSession(hotspot, session),
      }),
    ),
    '/ip/hotspot/cookie': settled(
      hotspot,
      activeMenu<Cookie>({
        table: () => state.cookies,
        fields: cookieFields(hotspot),
        remove: (cookie) => state.cookies.items.delete(cookie.id),
      }),
    ),
  }
}

/** Counters run: they are brought up to the moment before anybody looks. */
function settled(hotspot: Hotspot, menu: Menu): Menu {
  const { set, remove } = menu
  return {
    ...menu,
    rows: () => {
      settle(hotspot)
      return menu.rows()
    },
    ...(set && {
      set: (ids, attributes) => {
        settle(hotspot)
        set(ids, attributes)
      },
    }),
    ...(remove && {
      remove: (ids) => {
        settle(hotspot)
        remove(ids)
      },
    }),
  }
}

function userFields({ state }: Hotspot): Record<string, Field<HotspotUser>> {
  return {
    server: textField('server', 'all'),
    name: textField('name'),
    password: textField('password'),
    profile: {
      get: (user) => state.hotspotProfiles.items.get(user.profile)?.name ?? user.profile,
      set: (user, text) => {
        user.profile = resolveName(state.hotspotProfiles, text)
      },
    },
    'mac-address': textField('mac'),
    'limit-uptime': timeField('limitUptimeMs'),
    'limit-bytes-total': numberField('limitBytes'),
    uptime: shown((user) => timeField<HotspotUser>('uptimeMs', null).get(user) ?? ''),
    'bytes-in': shown((user) => String(Math.floor(user.bytesIn))),
    'bytes-out': shown((user) => String(Math.floor(user.bytesOut))),
    'packets-in': shown((user) => String(Math.ceil(user.bytesIn / 1_400))),
    'packets-out': shown((user) => String(Math.ceil(user.bytesOut / 1_400))),
    comment: textField('comment'),
    default: { get: (user) => (user.builtIn ? 'true' : undefined) },
    dynamic: shown(() => 'false'),
    disabled: booleanField('disabled'),
  }
}

const profileFields: Record<string, Field<HotspotProfile>> = {
  name: textField('name'),
  'shared-users': {
    get: (profile) => (profile.sharedUsers === 0 ? 'unlimited' : String(profile.sharedUsers)),
    set: (profile, text, name) => {
      if (text === 'unlimited') profile.sharedUsers = 0
      else numberField<HotspotProfile>('sharedUsers').set?.(profile, text, name)
    },
  },
  'rate-limit': textField('rateLimit'),
  'session-timeout': timeField('sessionTimeoutMs'),
  'idle-timeout': shown(() => 'none'),
  'keepalive-timeout': shown(() => '2m'),
  'add-mac-cookie': booleanField('addMacCookie'),
  'mac-cookie-timeout': timeField('macCookieTimeoutMs'),
  'on-login': textField('onLogin'),
  'on-logout': textField('onLogout'),
  comment: textField('comment'),
  default: { get: (profile) => (profile.builtIn ? 'true' : undefined) },
}

const sessionFields: Record<string, Field<HotspotSession>> = {
  server: shown(() => 'hotspot1'),
  user: textField('user'),
  address: textField('address'),
  'mac-address': textField('mac'),
  'login-by': textField('loginBy'),
  uptime: timeField('uptimeMs', null),
  'idle-time': shown(() => '1s'),
  'session-time-left': {
    get: (session) => {
      const left = Math.min(session.leftMs, session.timeoutMs)
      return left === Infinity ? undefined : timeField<{ left: number }>('left').get({ left })
    },
  },
  'bytes-in': numberField('bytesIn', null),
  'bytes-out': numberField('bytesOut', null),
  radius: shown(() => 'false'),
}

function cookieFields(hotspot: Hotspot): Record<string, Field<Cookie>> {
  return {
    user: textField('user'),
    'mac-address': textField('mac'),
    'mac-cookie': shown(() => 'true'),
    'expires-in': {
      get: (cookie) => {
        const left = cookie.expiresAt - hotspot.now()
        return timeField<{ left: number }>('left', null).get({ left })
      },
    },
  }
}

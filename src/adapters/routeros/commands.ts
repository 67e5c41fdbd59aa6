import type {
  ActiveSession,
  ForeignUser,
  NewRouterUser,
  RouterProfile,
  RouterService,
  RouterUser,
} from '../../domain/routers/routers.ts'
import type { Row } from './guard.ts'
import { formatTime, parseTime } from './parse-time.ts'

/**
 * The words that are sent and the rows that come back, for both services. Every list names the
 * fields it wants: without `.proplist` the router works out the slow ones too.
 */
type ServiceCommands = {
  users: string
  profiles: string
  active: string
  /** Where the logins that come back without a password are kept. */
  cookies: string | null
  userFields: string
  /** Of users that somebody else made: their passwords too. */
  foreignFields: string
  activeFields: string
  cookieFields: string
  profileFields: string
  attributes: (user: NewRouterUser) => string[]
  /** Said of a new one alone: who is taken over goes on being what he was. */
  atBirth: string[]
  /** Fields that a set cannot empty: they are unset. */
  emptied: (user: NewRouterUser) => string[]
  /** Names of the field in a list of users, of sessions. */
  activeName: string
  toUser: (row: Row) => RouterUser
  toForeign: (row: Row) => ForeignUser
  toActive: (row: Row) => ActiveSession
  toProfile: (row: Row) => RouterProfile
}

const hotspot: ServiceCommands = {
  users: '/ip/hotspot/user',
  profiles: '/ip/hotspot/user/profile',
  active: '/ip/hotspot/active',
  cookies: '/ip/hotspot/cookie',
  userFields:
    '.id,name,profile,comment,disabled,uptime,bytes-in,bytes-out,limit-uptime,limit-bytes-total,default',
  foreignFields:
    '.id,name,password,profile,comment,disabled,limit-uptime,limit-bytes-total,default',
  activeFields: '.id,user,address,mac-address,uptime,bytes-in,bytes-out',
  cookieFields: '.id,user',
  profileFields: 'name,shared-users,rate-limit,comment',
  activeName: 'user',
  attributes: (user) => [
    ...commonAttributes(user),
    // 0 is no limit. Always said, so that a set takes a limit away.
    `=limit-uptime=${formatTime(user.limitUptimeSeconds ?? 0)}`,
    `=limit-bytes-total=${user.limitBytes ?? 0}`,
  ],
  atBirth: [],
  emptied: () => [],
  // Written out: a list has tens of thousands of them, and spreading is slow.
  toUser: (row) => ({
    ref: row['.id'] ?? '',
    name: row['name'] ?? '',
    profile: row['profile'] ?? 'default',
    comment: row['comment'] ?? '',
    disabled: isTrue(row['disabled']),
    uptimeSeconds: parseTime(row['uptime']) ?? 0,
    bytes: count(row['bytes-in']) + count(row['bytes-out']),
    limitUptimeSeconds: parseTime(row['limit-uptime']) || null,
    limitBytes: count(row['limit-bytes-total']) || null,
    remoteAddress: null,
  }),
  toForeign: (row) => ({
    ...commonUser(row),
    password: row['password'] ?? null,
    protocol: null,
    limitUptimeSeconds: parseTime(row['limit-uptime']) || null,
    limitBytes: count(row['limit-bytes-total']) || null,
    remoteAddress: null,
  }),
  toActive: (row) => ({
    ref: row['.id'] ?? '',
    name: row['user'] ?? '',
    address: row['address'] ?? '',
    mac: row['mac-address'] ?? '',
    uptimeSeconds: parseTime(row['uptime']) ?? 0,
    // In and out are the router's: what came in from the customer is his upload.
    bytesIn: count(row['bytes-out']),
    bytesOut: count(row['bytes-in']),
    bytes: count(row['bytes-in']) + count(row['bytes-out']),
  }),
  toProfile: (row) => ({
    ...commonProfile(row),
    // `unlimited`, or absent, is no number.
    sharedUsers: count(row['shared-users']) || null,
    localAddress: null,
    remoteAddress: null,
    onlyOne: null,
    addressList: null,
  }),
}

/** A secret has no counters, and its byte limits are per session: the account's limits are ours to keep. */
const ppp: ServiceCommands = {
  users: '/ppp/secret',
  profiles: '/ppp/profile',
  active: '/ppp/active',
  cookies: null,
  userFields: '.id,name,profile,comment,disabled,remote-address',
  foreignFields: '.id,name,password,service,profile,comment,disabled,remote-address',
  activeFields: '.id,name,service,address,caller-id,uptime',
  cookieFields: '',
  profileFields: 'name,rate-limit,comment,local-address,remote-address,only-one,address-list',
  activeName: 'name',
  attributes: (user) => [
    ...commonAttributes(user),
    ...(user.remoteAddress === null ? [] : [`=remote-address=${user.remoteAddress}`]),
  ],
  atBirth: ['=service=pppoe'],
  // No value of an address says that there is none.
  emptied: (user) => (user.remoteAddress === null ? ['remote-address'] : []),
  toUser: (row) => ({
    ref: row['.id'] ?? '',
    name: row['name'] ?? '',
    profile: row['profile'] ?? 'default',
    comment: row['comment'] ?? '',
    disabled: isTrue(row['disabled']),
    uptimeSeconds: 0,
    bytes: 0,
    limitUptimeSeconds: null,
    limitBytes: null,
    remoteAddress: remoteAddress(row),
  }),
  toForeign: (row) => ({
    ...commonUser(row),
    password: row['password'] ?? null,
    protocol: row['service'] ?? 'any',
    limitUptimeSeconds: null,
    limitBytes: null,
    remoteAddress: remoteAddress(row),
  }),
  toActive: (row) => ({
    ref: row['.id'] ?? '',
    name: row['name'] ?? '',
    address: row['address'] ?? '',
    mac: row['caller-id'] ?? '',
    uptimeSeconds: parseTime(row['uptime']) ?? 0,
    // Counted by the interface of the session, if at all.
    bytesIn: 0,
    bytesOut: 0,
    bytes: 0,
  }),
  toProfile: (row) => ({
    ...commonProfile(row),
    sharedUsers: null,
    localAddress: row['local-address'] || null,
    remoteAddress: row['remote-address'] || null,
    onlyOne: { yes: true, true: true, no: false, false: false }[row['only-one'] ?? ''] ?? null,
    addressList: row['address-list'] || null,
  }),
}

function remoteAddress(row: Row): string | null {
  const address = row['remote-address']
  return address && address !== '0.0.0.0' ? address : null
}

export const COMMANDS: Record<RouterService, ServiceCommands> = { hotspot, ppp }

export function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === 'yes'
}

/** The row for trial users that every hotspot has; it is a template, nobody's account. */
export function isBuiltIn(row: Row): boolean {
  return isTrue(row['default']) || row['name'] === 'default-trial'
}

function commonAttributes(user: NewRouterUser): string[] {
  return [
    `=name=${user.name}`,
    `=password=${user.password}`,
    `=profile=${user.profile}`,
    `=comment=${user.comment}`,
    `=disabled=${user.disabled ? 'yes' : 'no'}`,
  ]
}

function commonUser(row: Row) {
  return {
    ref: row['.id'] ?? '',
    name: row['name'] ?? '',
    profile: row['profile'] ?? 'default',
    comment: row['comment'] ?? '',
    disabled: isTrue(row['disabled']),
  }
}

function commonProfile(row: Row) {
  return {
    name: row['name'] ?? '',
    rateLimit: row['rate-limit'] || null,
    comment: row['comment'] ?? '',
  }
}

export function count(text: string | undefined): number {
  if (text === undefined || text === '0') return 0
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : 0
}

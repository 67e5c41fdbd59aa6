import type { Field, Menu } from './menu.ts'
import {
  activeMenu,
  booleanField,
  resolveName,
  shown,
  tableMenu,
  textField,
  timeField,
} from './menu.ts'
import { Refusal } from './refusal.ts'
import type { PppProfile, PppSecret, PppSession, State } from './state.ts'
import { insert, newPppProfile, newPppSecret } from './state.ts'

export type PppOutcome = { ok: true; address: string } | { ok: false; message: string }

/** `/ppp/…`. A change of a secret leaves its live session alone: it must be ended by itself. */
export function pppMenus(state: State, now: () => number): Record<string, Menu> {
  return {
    '/ppp/secret': tableMenu<PppSecret>({
      table: () => state.pppSecrets,
      fields: secretFields(state),
      blank: () => newPppSecret(resolveName(state.pppProfiles, 'default')),
      unique: {
        key: (secret) => secret.name,
        message: 'failure: secret with the same name already exists',
      },
    }),
    '/ppp/profile': tableMenu<PppProfile>({
      table: () => state.pppProfiles,
      fields: profileFields,
      blank: () => newPppProfile(''),
      unique: {
        key: (profile) => profile.name,
        message: 'failure: profile with the same name already exists',
      },
      mayRemove: (profile) => {
        if (profile.builtIn) throw new Refusal('failure: default profile can not be removed')
      },
    }),
    '/ppp/active': activeMenu<PppSession>({
      table: () => state.pppActive,
      fields: sessionFields(now),
      remove: (session) => state.pppActive.items.delete(session.id),
    }),
  }
}

export function dial(
  state: State,
  now: number,
  login: { name: string; password: string; callerId: string },
): PppOutcome {
  const { name, password, callerId } = login
  const secret = [...state.pppSecrets.items.values()].find((row) => row.name === name)
  if (!secret || secret.disabled || secret.password !== password) {
    return { ok: false, message: `authentication failed for ${name}` }
  }
  if (secret.callerId && secret.callerId !== callerId) {
    return { ok: false, message: `caller ID ${callerId} is not allowed for ${name}` }
  }
  const profile = state.pppProfiles.items.get(secret.profile)
  if (profile?.onlyOne) hangUp(state, name)
  const number = state.pppActive.nextId
  const pooled = `10.10.${Math.floor(number / 250) % 250}.${2 + (number % 250)}`
  const address = secret.remoteAddress || pooled
  insert(state.pppActive, { name, callerId, address, startedAt: now })
  return { ok: true, address }
}

export function hangUp(state: State, name: string): boolean {
  const theirs = [...state.pppActive.items.values()].filter((session) => session.name === name)
  for (const session of theirs) state.pppActive.items.delete(session.id)
  return theirs.length > 0
}

function secretFields(state: State): Record<string, Field<PppSecret>> {
  return {
    name: textField('name'),
    service: textField('service', null),
    password: textField('password'),
    profile: {
      get: (secret) => state.pppProfiles.items.get(secret.profile)?.name ?? secret.profile,
      set: (secret, text) => {
        secret.profile = resolveName(state.pppProfiles, text)
      },
    },
    'caller-id': textField('callerId', null),
    'remote-address': textField('remoteAddress'),
    'limit-bytes-in': shown(() => '0'),
    'limit-bytes-out': shown(() => '0'),
    comment: textField('comment'),
    disabled: booleanField('disabled'),
  }
}

const profileFields: Record<string, Field<PppProfile>> = {
  name: textField('name'),
  'rate-limit': textField('rateLimit'),
  'only-one': booleanField('onlyOne'),
  comment: textField('comment'),
  default: { get: (profile) => (profile.builtIn ? 'true' : 'false') },
}

function sessionFields(now: () => number): Record<string, Field<PppSession>> {
  return {
    name: textField('name'),
    service: shown(() => 'pppoe'),
    'caller-id': textField('callerId', null),
    address: textField('address'),
    uptime: {
      get: (session) =>
        timeField<{ up: number }>('up', null).get({ up: Math.max(0, now() - session.startedAt) }),
    },
    'session-id': shown((session) => `0x${session.id.slice(1).padStart(8, '0')}`),
  }
}

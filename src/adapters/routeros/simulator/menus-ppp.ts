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
import type { Ppp } from './ppp.ts'
import { endPppSession } from './ppp.ts'
import { Refusal } from './refusal.ts'
import type { PppProfile, PppSecret, PppSession, State } from './state.ts'
import { newPppProfile, newPppSecret } from './state.ts'

/** `/ppp/…` */
export function pppMenus(ppp: Ppp): Record<string, Menu> {
  const { state } = ppp
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
      fields: sessionFields(ppp),
      remove: (session) => endPppSession(ppp, session),
    }),
  }
}

function secretFields(state: State): Record<string, Field<PppSecret>> {
  return {
    name: textField('name'),
    service: textField('service', null),
    'caller-id': textField('callerId', null),
    password: textField('password'),
    profile: {
      get: (secret) => state.pppProfiles.items.get(secret.profile)?.name ?? secret.profile,
      set: (secret, text) => {
        secret.profile = resolveName(state.pppProfiles, text)
      },
    },
    'local-address': addressField('localAddress'),
    'remote-address': addressField('remoteAddress'),
    routes: textField('routes', null),
    'limit-bytes-in': numberField('limitBytesIn', null),
    'limit-bytes-out': numberField('limitBytesOut', null),
    'last-logged-out': shown((secret) =>
      new Date(secret.lastLoggedOutAt).toISOString().slice(0, 19).replace('T', ' '),
    ),
    comment: textField('comment'),
    disabled: booleanField('disabled'),
  }
}

const profileFields: Record<string, Field<PppProfile>> = {
  name: textField('name'),
  'local-address': addressField('localAddress'),
  'remote-address': addressField('remoteAddress'),
  'rate-limit': textField('rateLimit'),
  'only-one': {
    get: (profile) => profile.onlyOne,
    set: (profile, text, name) => {
      if (text !== 'yes' && text !== 'no' && text !== 'default') {
        throw new Refusal(`invalid value for argument ${name}`, 1)
      }
      profile.onlyOne = text
    },
  },
  'address-list': textField('addressList', null),
  'session-timeout': timeField('sessionTimeoutMs'),
  comment: textField('comment'),
  default: { get: (profile) => (profile.builtIn ? 'true' : 'false') },
}

function sessionFields(ppp: Ppp): Record<string, Field<PppSession>> {
  return {
    name: textField('name'),
    service: shown(() => 'pppoe'),
    'caller-id': textField('callerId', null),
    address: textField('address'),
    uptime: {
      get: (session) => {
        const up = Math.max(0, ppp.now() - session.startedAt)
        return timeField<{ up: number }>('up', null).get({ up })
      },
    },
    encoding: shown(() => ''),
    'session-id': shown((session) => `0x${session.id.slice(1).padStart(8, '0')}`),
  }
}

/** An address or the name of a pool. Nothing is neither: it is unset, not set empty. */
function addressField<Item>(key: keyof Item): Field<Item> {
  const { get, set } = textField<Item>(key)
  return {
    get,
    set: (item, text, name) => {
      if (text === '') throw new Refusal(`invalid value for argument ${name}`, 1)
      set?.(item, text, name)
    },
    unset: (item) => Object.assign(item as object, { [key]: '' }),
  }
}

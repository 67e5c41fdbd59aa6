import { type BinaryNode, S_WHATSAPP_NET } from '@whiskeysockets/baileys'
import { keysNode, storeKeys } from './key-bundles.ts'
import { goActive } from './login.ts'
import {
  bytesIn,
  child,
  children,
  type Device,
  find,
  lidJid,
  phoneJid,
  type World,
} from './world.ts'

type Ask = { world: World; device: Device; iq: BinaryNode }

/** Questions that a client waits for an answer to; unknown ones are answered with nothing. */
export function answerIq(world: World, device: Device, iq: BinaryNode) {
  const { id = '', xmlns = '' } = iq.attrs
  const answer = ANSWERS[xmlns]
  const content = answer?.({ world, device, iq })
  const said = {
    tag: 'iq',
    attrs: { id, from: S_WHATSAPP_NET, type: content === 'not-found' ? 'error' : 'result' },
  }
  if (content === 'not-found') {
    const error = { tag: 'error', attrs: { code: '404', text: 'item-not-found' } }
    device.line?.send({ ...said, content: [error] })
  } else device.line?.send({ ...said, content: content ?? [] })
  if (xmlns === 'passive' && child(iq, 'active')) goActive(world, device)
  if (child(iq, 'remove-companion-device')) unlink(world, device)
}

/** The device is no longer linked; it must pair again. */
export function unlink(world: World, device: Device) {
  device.account.devices.delete(device.id)
  world.changes.tell({ what: 'unlinked', account: device.account.phone, device: device.id })
}

const ANSWERS: Record<string, (ask: Ask) => BinaryNode[] | 'not-found'> = {
  encrypt: answerKeys,
  usync: answerUsync,
  'w:mex': answerMex,
  privacy: () => [
    {
      tag: 'privacy',
      attrs: {},
      content: ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd'].map((name) => ({
        tag: 'category',
        attrs: { name, value: 'all' },
      })),
    },
  ],
  blocklist: () => [{ tag: 'list', attrs: {} }],
  abt: () => [{ tag: 'props', attrs: { protocol: '1', hash: 'stand-in' } }],
  'w:m': ({ world }) => [
    {
      tag: 'media_conn',
      attrs: { auth: 'stand-in', ttl: '3600' },
      content: [
        {
          tag: 'host',
          attrs: { hostname: world.shelf.host, maxContentLengthBytes: String(100 * 2 ** 20) },
        },
      ],
    },
  ],
  'w:sync:app:state': ({ iq }) => [
    {
      tag: 'sync',
      attrs: {},
      content: children(child(iq, 'sync')).map(({ attrs: { name = '', version = '0' } }) => ({
        tag: 'collection',
        attrs: { name, version, type: 'result' },
      })),
    },
  ],
  'w:profile:picture': () => 'not-found',
}

function answerKeys({ world, device, iq }: Ask): BinaryNode[] {
  if (iq.attrs['type'] === 'set') {
    storeKeys(device, iq)
    return []
  }
  if (child(iq, 'count')) {
    return [{ tag: 'count', attrs: { value: String(device.preKeys.length) } }]
  }
  if (child(iq, 'digest')) return [{ tag: 'digest', attrs: {} }]
  const asked = children(child(iq, 'key')).map(({ attrs }) => keysNode(world, attrs['jid'] ?? ''))
  const content = asked.filter((user) => user !== undefined)
  return [{ tag: 'list', attrs: {}, content }]
}

/** Who is on WhatsApp, with what devices, under what other name. */
function answerUsync({ world, iq }: Ask): BinaryNode[] {
  const usync = child(iq, 'usync')
  const wanted = new Set(children(child(usync, 'query')).map(({ tag }) => tag))
  const users = children(child(usync, 'list')).map((user) => {
    const number = Buffer.from(bytesIn(child(user, 'contact')))
      .toString()
      .replace('+', '')
    const jid = user.attrs['jid'] ?? phoneJid(number)
    return { tag: 'user', attrs: { jid }, content: describeUser(world, jid, wanted) }
  })
  return [
    {
      tag: 'usync',
      attrs: usync?.attrs ?? {},
      content: [{ tag: 'list', attrs: {}, content: users }],
    },
  ]
}

function describeUser(world: World, jid: string, wanted: Set<string>): BinaryNode[] {
  const found = find(world, jid)
  const said: BinaryNode[] = []
  if (wanted.has('contact')) said.push({ tag: 'contact', attrs: { type: found ? 'in' : 'out' } })
  if (!found) return said
  if (wanted.has('devices')) {
    const linked = 'account' in found ? [...found.account.devices.keys()] : []
    const content = [0, ...linked].map((id) => ({
      tag: 'device',
      attrs: { id: String(id), ...(id > 0 && { 'key-index': String(id) }) },
    }))
    said.push({ tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: {}, content }] })
  }
  const { lid } = 'account' in found ? found.account : found.person
  if (wanted.has('lid') && !jid.endsWith('@lid')) {
    said.push({ tag: 'lid', attrs: { val: lidJid(lid) } })
  }
  return said
}

/** Both questions of this kind are about what the account may still do. */
function answerMex({ device, iq }: Ask): BinaryNode[] {
  const { restriction, cap } = device.account
  const data = {
    xwa2_fetch_account_reachout_timelock: restriction ?? { is_active: false },
    xwa2_message_capping_info: cap ?? { capping_status: 'NONE' },
  }
  const asked = children(iq).length > 0
  return asked ? [{ tag: 'result', attrs: {}, content: Buffer.from(JSON.stringify({ data })) }] : []
}

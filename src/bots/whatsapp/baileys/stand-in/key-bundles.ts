import { type BinaryNode, encodeBigEndian, KEY_BUNDLE_TYPE } from '@whiskeysockets/baileys'
import type { KeyBundle } from './signal-peer.ts'
import { bytesIn, child, children, type Device, find, newStanzaId, type World } from './world.ts'

/** A device's keys with one of its one-time keys, which is used up by that. */
export function bundleOf(device: Device): KeyBundle {
  const preKey = device.preKeys.shift()
  const { length } = device.preKeys
  if (device.line && length === FEW_PRE_KEYS) {
    const attrs = { type: 'encrypt', from: 's.whatsapp.net', id: newStanzaId() }
    const count = { tag: 'count', attrs: { value: String(length) } }
    device.line.send({ tag: 'notification', attrs, content: [count] })
  }
  return { ...device.keys, preKey }
}

/** A device brings its keys. */
export function storeKeys(device: Device, iq: BinaryNode) {
  const rotated = child(child(iq, 'rotate'), 'skey')
  const signed = rotated ?? child(iq, 'skey')
  if (signed)
    device.keys.signedPreKey = { ...keyIn(signed), signature: bytesIn(child(signed, 'signature')) }
  for (const key of children(child(iq, 'list'))) device.preKeys.push(keyIn(key))
}

export function keysNode(world: World, jid: string): BinaryNode | undefined {
  const bundle = bundleFor(world, jid)
  if (!bundle) return undefined
  return {
    tag: 'user',
    attrs: { jid },
    content: [registrationNode(bundle), ...bundleNodes(bundle)],
  }
}

export function registrationNode({ registrationId }: KeyBundle): BinaryNode {
  return { tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) }
}

export function bundleNodes({ identity, signedPreKey, preKey }: KeyBundle): BinaryNode[] {
  const signature = { tag: 'signature', attrs: {}, content: signedPreKey.signature }
  return [
    { tag: 'type', attrs: {}, content: KEY_BUNDLE_TYPE },
    { tag: 'identity', attrs: {}, content: identity },
    { tag: 'skey', attrs: {}, content: [...keyNodes(signedPreKey), signature] },
    ...(preKey ? [{ tag: 'key', attrs: {}, content: keyNodes(preKey) }] : []),
  ]
}

function bundleFor(world: World, jid: string): KeyBundle | undefined {
  const found = find(world, jid)
  if (!found) return undefined
  if ('person' in found) return found.person.peer().bundle()
  if (found.deviceId === 0) return found.account.owner.bundle()
  const device = found.account.devices.get(found.deviceId)
  return device && bundleOf(device)
}

function keyNodes({ id, key }: { id: number; key: Uint8Array }): BinaryNode[] {
  return [
    { tag: 'id', attrs: {}, content: encodeBigEndian(id, 3) },
    { tag: 'value', attrs: {}, content: key },
  ]
}

function keyIn(node: BinaryNode) {
  const id = Buffer.from(bytesIn(child(node, 'id'))).readUIntBE(0, 3)
  return { id, key: bytesIn(child(node, 'value')) }
}

const FEW_PRE_KEYS = 4

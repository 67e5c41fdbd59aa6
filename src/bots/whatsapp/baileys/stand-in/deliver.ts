import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Device } from './world.ts'

/** Sends a stanza to a linked device, or keeps it until that is there again; as faults allow. */
export function deliver(device: Device, node: BinaryNode, from?: string) {
  const fault = from === undefined ? undefined : device.account.faults.inbound.take(from)
  if (fault?.does === 'lose') return
  if (fault?.does === 'delay') return void setTimeout(() => put(device, node), fault.ms).unref()
  if (fault?.does === 'swap') return void device.heldBack.push(node)
  if (fault?.does === 'duplicate') put(device, node)
  put(device, node)
  for (const late of device.heldBack.splice(0)) put(device, late)
}

function put(device: Device, node: BinaryNode) {
  if (!device.line || !device.active) {
    device.waiting.push(node)
    return
  }
  device.unacknowledged.set(nameOf(node.tag, node.attrs), node)
  device.line.send(node)
}

/**
 * Everything that waited, oldest first. How much it was is said when the client has taken it, or
 * is slow to: until then it holds back what it tells.
 */
export function replay(device: Device, caughtUp: () => void) {
  const { line } = device
  const nodes = [...device.unacknowledged.values(), ...device.waiting]
  device.unacknowledged.clear()
  device.waiting = []
  device.active = true
  const offline = { tag: 'offline', attrs: { count: String(nodes.length) } }
  device.caughtUp = () => {
    clearTimeout(timer)
    // Another login has its own.
    if (device.line !== line) return
    device.caughtUp = undefined
    line?.send({ tag: 'ib', attrs: { from: 's.whatsapp.net' }, content: [offline] })
    caughtUp()
  }
  const timer = setTimeout(device.caughtUp, SLOW_TO_TAKE_MS).unref()
  for (const node of nodes) put(device, { ...node, attrs: { ...node.attrs, offline: '0' } })
  if (nodes.length === 0) device.caughtUp()
}

/** A receipt for a message, or an ack of whatever, settles it. */
export function acknowledge(device: Device, node: BinaryNode) {
  const tag = node.tag === 'receipt' ? 'message' : (node.attrs['class'] ?? '')
  device.unacknowledged.delete(nameOf(tag, node.attrs))
  if (device.unacknowledged.size === 0) device.caughtUp?.()
}

function nameOf(tag: string, { id, type = '' }: Record<string, string>) {
  return tag === 'message' ? `message ${id}` : `${tag} ${id} ${type}`
}

const SLOW_TO_TAKE_MS = 2000

import { type BinaryNode, encodeBigEndian, jidNormalizedUser } from '@whiskeysockets/baileys'
import { deliver } from './deliver.ts'
import { bundleNodes } from './key-bundles.ts'
import { hearPeerMessage } from './owner.ts'
import { takeContent } from './received.ts'
import type { Sealed } from './signal-peer.ts'
import {
  type Account,
  bytesIn,
  child,
  children,
  type Device,
  find,
  lidJid,
  type Person,
  phoneJid,
  seconds,
  signalAddress,
  type World,
} from './world.ts'

/** A linked device sends a message: acknowledged or refused, then taken to every device it is for. */
export function relayMessage(world: World, device: Device, node: BinaryNode) {
  const { id = '', to = '' } = node.attrs
  const isPeer = node.attrs['category'] === 'peer'
  const found = find(world, to)
  const fault = isPeer ? undefined : device.account.faults.outbound.take(keyOf(found, to))
  const ack = { class: 'message', id, from: to, t: seconds() }
  if (fault?.does === 'nack') {
    device.line?.send({ tag: 'ack', attrs: { ...ack, error: String(fault.code) } })
    return
  }
  if (fault?.does !== 'withhold-ack') device.line?.send({ tag: 'ack', attrs: ack })
  if (fault?.does === 'swallow') return
  for (const copy of copiesOf(node)) carry(world, { device, node, ...copy })
}

type Copy = { jid: string; enc: BinaryNode }
type Carried = Copy & { device: Device; node: BinaryNode }

function copiesOf(node: BinaryNode): Copy[] {
  const direct = child(node, 'enc')
  if (direct) return [{ jid: node.attrs['to'] ?? '', enc: direct }]
  return children(child(node, 'participants')).flatMap((to) => {
    const enc = child(to, 'enc')
    return enc ? [{ jid: to.attrs['jid'] ?? '', enc }] : []
  })
}

function carry(world: World, { device, node, jid, enc }: Carried) {
  const found = find(world, jid)
  if (!found) return
  if ('person' in found) return void receive(world, found.person, { device, node, enc, jid })
  const { account, deviceId } = found
  if (deviceId === 0) return void readAsOwner(world, account, { device, node, jid, enc })
  const other = account.devices.get(deviceId)
  const isCopy = account === device.account
  if (other) deliver(other, forwarded({ device, node, enc, jid }, isCopy))
}

async function receive(world: World, person: Person, { device, node, enc, jid }: Carried) {
  const { id = '' } = node.attrs
  const { account } = device
  const from = jidNormalizedUser(jid)
  account.arrivals += 1
  if (!person.blind) {
    person.arrived.add(id)
    try {
      const message = await person.peer().open(signalAddress(device), sealedIn(enc))
      await takeContent(world, person, { id, account, message })
    } catch {
      return askAgain(person, device, { id, from })
    }
  }
  if (person.receipts === 'none') return
  tellReceipt(device, { id, from })
  if (person.receipts === 'read') tellReceipt(device, { id, from, type: 'read' })
}

export type ReceiptOf = { id: string; from: string; type?: 'read' | 'played' }

/** What the customer's phone says about a message of the business. */
export function tellReceipt(device: Device, { id, from, type }: ReceiptOf) {
  deliver(device, { tag: 'receipt', attrs: { from, id, t: seconds(), ...(type && { type }) } })
}

/** The phone could not read it, with fresh keys from the second time on, as phones do. */
export function askAgain(person: Person, device: Device, { id, from }: ReceiptOf) {
  const count = (person.retries.get(id) ?? 0) + 1
  if (count > MOST_RETRIES) return
  person.retries.set(id, count)
  const bundle = person.peer().bundle()
  const retry = { count: String(count), id, t: seconds(), v: '1' }
  deliver(device, {
    tag: 'receipt',
    attrs: { from, id, t: seconds(), type: 'retry' },
    content: [
      { tag: 'retry', attrs: retry },
      { tag: 'registration', attrs: {}, content: encodeBigEndian(bundle.registrationId) },
      { tag: 'keys', attrs: {}, content: bundleNodes(bundle) },
    ],
  })
}

async function readAsOwner(world: World, account: Account, { device, node, enc }: Carried) {
  const isPeer = node.attrs['category'] === 'peer'
  if (!isPeer && !world.readsCopies) return
  const message = await account.owner.open(signalAddress(device), sealedIn(enc)).catch(() => {})
  if (message && isPeer) await hearPeerMessage(device, message)
}

/** To another linked device: of the same account a copy, of another one a message. */
function forwarded({ device, node, enc }: Carried, isCopy: boolean): BinaryNode {
  const { id = '', to = '', type = 'text' } = node.attrs
  const { account } = device
  const identity = child(node, 'device-identity')
  const names = to.endsWith('@lid')
    ? {
        from: lidJid(`${account.lid}:${device.id}`),
        addressing_mode: 'lid',
        sender_pn: phoneJid(account.phone),
      }
    : { from: phoneJid(`${account.phone}:${device.id}`) }
  const attrs = { ...names, id, type, t: seconds(), notify: account.name }
  return {
    tag: 'message',
    attrs: isCopy ? { ...attrs, recipient: to } : attrs,
    content: identity ? [enc, identity] : [enc],
  }
}

function sealedIn(enc: BinaryNode): Sealed {
  return { type: enc.attrs['type'] === 'pkmsg' ? 'pkmsg' : 'msg', ciphertext: bytesIn(enc) }
}

function keyOf(found: ReturnType<typeof find>, to: string) {
  if (!found) return to
  return 'person' in found ? found.person.key : found.account.phone
}

const MOST_RETRIES = 5

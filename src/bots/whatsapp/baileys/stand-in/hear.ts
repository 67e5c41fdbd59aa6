import type { BinaryNode } from '@whiskeysockets/baileys'
import { acknowledge } from './deliver.ts'
import { answerIq } from './iqs.ts'
import type { Line } from './line.ts'
import { finishPairing } from './pairing.ts'
import { relayMessage } from './relay.ts'
import { child, children, type Device, find, remember, type World } from './world.ts'
import { writeAgain } from './write.ts'

/** Everything a client says once it has introduced itself. */
export function hear(world: World, line: Line, node: BinaryNode) {
  const device = world.devices.get(line)
  if (!device?.account.devices.has(device.id)) return finishPairing(world, line, node)
  switch (node.tag) {
    case 'iq':
      if (node.attrs['type'] === 'get' || node.attrs['type'] === 'set')
        answerIq(world, device, node)
      break
    case 'message':
      relayMessage(world, device, node)
      break
    case 'receipt':
      hearReceipt(world, device, node)
      break
    case 'ack':
      acknowledge(device, node)
      break
    case 'chatstate':
      hearTyping(world, device, node)
      break
    case 'presence':
      hearPresence(device, node.attrs['type'])
      break
    default:
  }
}

function hearReceipt(world: World, device: Device, node: BinaryNode) {
  const { id = '', to = '', type } = node.attrs
  const found = find(world, to)
  const person = found && 'person' in found ? found.person : undefined
  // A request to send it again is none.
  if (person && type !== 'retry' && device.account.faults.receipts.take(person.key)) return
  const items = children(child(node, 'list')).map(({ attrs }) => attrs['id'] ?? '')
  for (const each of [id, ...items]) {
    acknowledge(device, { tag: 'receipt', attrs: { id: each } })
    if (!person || type === 'retry' || type === 'sender') continue
    const fate = type === 'read' || type === 'read-self' ? 'read' : 'delivered'
    if (person.fates.get(each) === 'read') continue
    remember(person.fates, each, fate)
    const { phone } = device.account
    world.changes.tell({ what: 'fate', customer: person.key, account: phone, id: each, fate })
  }
  const ack = { class: 'receipt', id, from: to, ...(type && { type }) }
  device.line?.send({ tag: 'ack', attrs: ack })
  // A phone that cannot seal it again says nothing more, as if it were off.
  if (person && type === 'retry') void writeAgain(person, device, node).catch(() => {})
}

/** It also tells its name in this way, and asks about others. */
function hearPresence({ account }: Device, type: string | undefined) {
  if (type === 'available' || type === 'unavailable') account.presence = type
}

function hearTyping(world: World, device: Device, node: BinaryNode) {
  const found = find(world, node.attrs['to'] ?? '')
  const [said] = children(node)
  if (!found || !('person' in found) || !said) return
  const state = said.attrs['media'] === 'audio' ? 'recording' : said.tag
  const { phone } = device.account
  found.person.typing.push({ account: phone, state, at: new Date() })
  world.changes.tell({ what: 'typing', customer: found.person.key, account: phone, state })
}

import { randomUUID } from 'node:crypto'
import { type BinaryNode, extractE2ESessionFromRetryReceipt, proto } from '@whiskeysockets/baileys'
import { deliver } from './deliver.ts'
import { bundleOf } from './key-bundles.ts'
import {
  type Account,
  addressesOf,
  child,
  type Device,
  type Person,
  remember,
  seconds,
  signalAddress,
} from './world.ts'

export type SendOptions = {
  id?: string | undefined
  /** When it was written; now, if not said. */
  at?: Date | undefined
  /** The id of a message in this chat that it answers. */
  quote?: string | undefined
  /** Unencrypted, which clients accept: for load, where keys would be the bottleneck. */
  plain?: boolean | undefined
  /** Linked devices learn only that there is a message, as with the first one after an ad. */
  withheld?: boolean | undefined
}

export type Outgoing = SendOptions & {
  message: proto.IMessage
  type?: 'text' | 'media' | 'reaction'
  edit?: string
}

/** A customer writes to a business: every linked device of that gets its own sealed copy. */
export async function write(person: Person, account: Account, outgoing: Outgoing): Promise<string> {
  const { message, at = new Date(), id = newMessageId() } = outgoing
  const { type = 'text', edit } = outgoing
  if (!outgoing.plain) remember(person.sent, id, message)
  const attrs = {
    ...addressesOf(person),
    id,
    t: seconds(at),
    type,
    notify: person.name,
    ...(edit && { edit }),
  }
  if (!outgoing.plain) showOnPhone(account, { person, id, at, message })
  for (const device of account.devices.values()) {
    const body = outgoing.plain
      ? { tag: 'plaintext', attrs: {}, content: proto.Message.encode(message).finish() }
      : outgoing.withheld
        ? { tag: 'unavailable', attrs: {} }
        : await seal(person, device, message)
    deliver(device, { tag: 'message', attrs, content: [body] }, person.key)
  }
  return id
}

/** The business could not read it: sealed anew, with the keys that came along or fresh ones. */
export async function writeAgain(person: Person, device: Device, receipt: BinaryNode) {
  const { id = '' } = receipt.attrs
  const message = person.sent.get(id)
  if (!message) return
  const address = signalAddress(device)
  const session = extractE2ESessionFromRetryReceipt(receipt)
  await person.peer().forget(address)
  if (session) {
    const { preKey, ...lasting } = session
    await person.peer().begin(address, { ...lasting, ...(preKey && { preKey }) })
  }
  const enc = await seal(person, device, message)
  const count = child(receipt, 'retry')?.attrs['count'] ?? '1'
  const attrs = { ...addressesOf(person), id, t: seconds(), type: 'text', notify: person.name }
  const content = [{ ...enc, attrs: { ...enc.attrs, count } }]
  deliver(device, { tag: 'message', attrs, content })
}

async function seal(person: Person, device: Device, message: proto.IMessage) {
  const sealed = await person.peer().seal(signalAddress(device), message, () => bundleOf(device))
  return { tag: 'enc', attrs: { v: '2', type: sealed.type }, content: sealed.ciphertext }
}

type Shown = { person: Person; id: string; at: Date; message: proto.IMessage }

function showOnPhone(account: Account, { person, id, at, message }: Shown) {
  remember(
    account.onPhone,
    id,
    proto.WebMessageInfo.create({
      key: { remoteJid: addressesOf(person).from, fromMe: false, id },
      message,
      messageTimestamp: Math.floor(at.getTime() / 1000),
      pushName: person.name,
    }),
  )
}

/** As phones make them. */
export function newMessageId() {
  return `3A${randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase()}`
}

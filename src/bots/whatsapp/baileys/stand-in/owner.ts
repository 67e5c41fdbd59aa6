import { generateMessageIDV2, proto } from '@whiskeysockets/baileys'
import { deliver } from './deliver.ts'
import { bundleOf } from './key-bundles.ts'
import { type Account, type Device, lidJid, phoneJid, seconds } from './world.ts'

/** What the owner's phone tells a linked device of its own; nobody else sees it. */
export async function sendAsOwner(device: Device, message: proto.IMessage, id = ownerMessageId()) {
  const { account } = device
  const enc = await seal(device, message)
  const attrs = { from: phoneJid(account.phone), id, t: seconds(), type: 'text', category: 'peer' }
  deliver(device, { tag: 'message', attrs, content: [enc] })
}

export type Chat = { jid: string; phone?: string | undefined }

/** The owner wrote to somebody on the phone itself; linked devices get a copy. */
export async function copyToDevices(account: Account, chat: Chat, sent: Sent) {
  const { id, at, message } = sent
  const isLid = chat.jid.endsWith('@lid')
  const wrapped = { deviceSentMessage: { destinationJid: chat.jid, message } }
  for (const device of account.devices.values()) {
    const attrs = {
      from: isLid ? lidJid(account.lid) : phoneJid(account.phone),
      recipient: chat.jid,
      ...(isLid && { addressing_mode: 'lid' }),
      ...(isLid && chat.phone && { peer_recipient_pn: phoneJid(chat.phone) }),
      id,
      t: seconds(at),
      type: 'text',
      notify: account.name,
    }
    deliver(device, { tag: 'message', attrs, content: [await seal(device, wrapped)] })
  }
}

export type Sent = { id: string; at: Date; message: proto.IMessage }

/** A linked device writes to its phone: it asks for what it was not told the content of. */
export async function hearPeerMessage(device: Device, message: proto.IMessage) {
  // What goes to the phone itself is wrapped as what it is told of messages to others.
  const own = message.deviceSentMessage?.message ?? message
  const request = own.protocolMessage?.peerDataOperationRequestMessage
  for (const { messageKey } of request?.placeholderMessageResendRequest ?? []) {
    if (!messageKey?.id) continue
    device.account.resendsAsked.push(messageKey.id)
    if (device.account.answersResends) await answerResend(device, messageKey.id)
  }
}

export async function answerResend(device: Device, id: string) {
  const shown = device.account.onPhone.get(id)
  if (!shown) return
  const { Message } = proto
  await sendAsOwner(device, {
    protocolMessage: {
      type: Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
      peerDataOperationRequestResponseMessage: {
        peerDataOperationRequestType:
          Message.PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND,
        stanzaId: id,
        peerDataOperationResult: [
          {
            placeholderMessageResendResponse: {
              webMessageInfoBytes: proto.WebMessageInfo.encode(shown).finish(),
            },
          },
        ],
      },
    },
  })
}

async function seal(device: Device, message: proto.IMessage) {
  const address = `${device.account.lid}:${device.id}@lid`
  const sealed = await device.account.owner.seal(address, message, () => bundleOf(device))
  return { tag: 'enc', attrs: { v: '2', type: sealed.type }, content: sealed.ciphertext }
}

export const ownerMessageId = () => generateMessageIDV2()

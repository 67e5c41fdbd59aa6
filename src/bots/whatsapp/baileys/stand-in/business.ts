import { type BinaryNode, type proto } from '@whiskeysockets/baileys'
import { deliver } from './deliver.ts'
import type { WhatsAppFault } from './faults.ts'
import { unlink } from './iqs.ts'
import { streamError } from './login.ts'
import { answerResend, copyToDevices, ownerMessageId } from './owner.ts'
import { takeContent } from './received.ts'
import {
  type Account,
  addressesOf,
  digits,
  lidJid,
  newStanzaId,
  phoneJid,
  seconds,
  type World,
} from './world.ts'

export type OwnerSends = { id?: string; at?: Date }

/** A number that a business has linked: its phone, and what WhatsApp does to it. */
export type Business = ReturnType<typeof createBusiness>

export function createBusiness(world: World, account: Account) {
  const lines = () => [...account.devices.values()].flatMap(({ line }) => (line ? [line] : []))
  const notify = (op_name: string, data: unknown) => {
    const content = [
      { tag: 'update', attrs: { op_name }, content: Buffer.from(JSON.stringify({ data })) },
    ]
    for (const device of account.devices.values()) deliver(device, notification(content))
  }
  const ownerSends = (to: string, message: proto.IMessage, { id, at }: OwnerSends = {}) =>
    sendFromPhone(world, account, { to, message, id: id ?? ownerMessageId(), at: at ?? new Date() })
  return {
    phone: account.phone,
    lid: account.lid,
    /** A linked device is there and listens. */
    isOnline: () => [...account.devices.values()].some(({ line, active }) => line && active),
    devices: () => [...account.devices.keys()],
    /** What waits for a device that is away, and what was said to one and not acknowledged. */
    backlog: () =>
      [...account.devices.values()].reduce(
        (sum, { waiting, unacknowledged }) => sum + waiting.length + unacknowledged.size,
        0,
      ),
    /** How many messages of it reached customers, read or not. */
    arrivals: () => account.arrivals,
    /** What linked devices last said of themselves: `available`, `unavailable`. */
    presence: () => account.presence,

    /** Somebody writes on the phone itself. `to` is a customer's number, or LID. */
    ownerSends,
    ownerSendsText: (to: string, text: string, options?: OwnerSends) =>
      ownerSends(to, { extendedTextMessage: { text } }, options),

    /** Whether the phone answers when a device asks for what it was not told the content of. */
    answersResends: (answers: boolean) => void (account.answersResends = answers),
    resendsAsked: () => [...account.resendsAsked],
    async answerResend(id: string) {
      for (const device of account.devices.values()) await answerResend(device, id)
    },

    /** Makes what comes next go wrong. */
    fail: (fault: WhatsAppFault) => account.faults.plan(fault),
    stall: () => lines().forEach((line) => line.stall()),
    resume: () => lines().forEach((line) => line.resume()),
    /** Ends the line as a network does, without a word. */
    cut: () => lines().forEach((line) => line.cut()),
    /** 515, 440, 503, 500, 411 end the line; 401 unlinks the device; 403 bans the number. */
    end(code: number) {
      const ended = [...account.devices.values()]
      if (code === 403) account.refusedWith = 403
      if (code === 401) for (const device of ended) unlink(world, device)
      for (const { line } of ended) line?.close(streamError(code))
    },
    /** Login is refused with this until it is taken back. */
    refuseLogin: (code: number | undefined) => void (account.refusedWith = code),
    /** New chats are closed for a while (or open again). */
    restrict(restriction: Restriction) {
      account.restriction = {
        is_active: restriction.isActive,
        time_enforcement_ends: restriction.endsAt ? seconds(restriction.endsAt) : undefined,
        enforcement_type: restriction.type,
      }
      const data = { xwa2_notify_account_reachout_timelock: account.restriction }
      notify('NotificationUserReachoutTimelockUpdate', data)
    },
    /** How many new chats are left. */
    capNewChats(cap: Record<string, unknown>) {
      account.cap = cap
      const data = { xwa2_notify_new_chat_messages_capping_info_update: cap }
      notify('MessageCappingInfoNotification', data)
    },
  }
}

export type Restriction = { isActive: boolean; endsAt?: Date; type?: string }

type FromPhone = { to: string; message: proto.IMessage; id: string; at: Date }

async function sendFromPhone(world: World, account: Account, { to, ...sent }: FromPhone) {
  const person = world.people.get(phoneJid(digits(to))) ?? world.people.get(lidJid(digits(to)))
  if (!person) throw new Error(`Nobody is at ${to}.`)
  await takeContent(world, person, { account, ...sent })
  const { phone } = person
  await copyToDevices(account, { jid: addressesOf(person).from, phone }, sent)
  return sent.id
}

function notification(content: BinaryNode[]): BinaryNode {
  const attrs = { type: 'mex', from: 's.whatsapp.net', id: newStanzaId(), t: seconds() }
  return { tag: 'notification', attrs, content }
}

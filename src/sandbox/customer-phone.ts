import { Problem } from '../adapters/web/route.ts'
import type { LinkedMessage } from './linked/linked-chats.ts'
import type { Sandbox } from './sandbox.ts'

/** The number of ours that Meta hosts; others are called by their digits. */
export const CLOUD_NUMBER = 'cloud'

type Upload = { name: string; mime: string; bytes: Uint8Array; caption?: string }
type CloudMessage = ReturnType<NonNullable<Sandbox['whatsapp']>['messages']>[number]

/** A customer's phone with the chat with one of our numbers open. */
export type CustomerPhone = {
  messages: () => (CloudMessage | LinkedMessage)[]
  isTyping: () => boolean
  /** He looks at the chat. */
  read: () => void | Promise<void>
  say: (text: string, saying: { replyTo?: string }) => unknown
  sendFile: (upload: Upload) => unknown
  shareLocation: (place: { latitude: number; longitude: number }) => unknown
  tap: (messageId: string, key: string) => unknown
}

export function customerPhone(
  { whatsapp, linked }: Pick<Sandbox, 'whatsapp' | 'linked'>,
  { customer, number = CLOUD_NUMBER }: { customer: string; number?: string | undefined },
): CustomerPhone | undefined {
  if (number === CLOUD_NUMBER) {
    return (
      whatsapp && {
        messages: () => whatsapp.messages(customer),
        isTyping: () => whatsapp.isTyping(customer),
        read: () => whatsapp.markRead(customer),
        say: (text, saying) => whatsapp.say(customer, text, saying),
        sendFile: (upload) => whatsapp.sendMedia(customer, upload),
        shareLocation: (place) => whatsapp.shareLocation(customer, place),
        tap: (messageId, key) => whatsapp.tapButton(customer, messageId, key),
      }
    )
  }
  if (!linked?.has(number)) throw new Problem(404, 'no_such_number', 'There is no such number.')
  return {
    ...linked.chat({ account: number, customer }),
    tap() {
      throw new Error('Linked numbers have no buttons.')
    },
  }
}

type Line = { id: string; label: string; unread: number }

/** Which of our numbers a customer can write to. */
export function numbersFor(
  { whatsapp, linked }: Pick<Sandbox, 'whatsapp' | 'linked'>,
  customer: string,
): Line[] {
  if (!whatsapp) return []
  const unread = whatsapp
    .messages(customer)
    .filter(({ mine, fate }) => !mine && fate === 'delivered')
  const others = (linked?.numbers() ?? []).map(({ phone }) => ({
    id: phone,
    label: spaced(phone),
    unread: linked?.chat({ account: phone, customer }).unread() ?? 0,
  }))
  return [{ id: CLOUD_NUMBER, label: 'Nomor utama', unread: unread.length }, ...others]
}

/** `6281100008801` as people write it. */
export function spaced(phone: string) {
  return `0${phone.slice(2)}`.replaceAll(/(\d{4})(?=\d)/g, '$1-')
}

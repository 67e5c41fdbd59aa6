import { createListeners } from '../../bots/stand-in/listeners.ts'
import type { File, PhoneChange, Place } from './protocol.ts'

/** A message as the customer's phone shows it. */
export type LinkedMessage = {
  id: string
  mine: boolean
  at: Date
  text: string
  file?: File & { id: string }
  location?: Place
  replyTo?: string
  reaction?: string
  edited?: true
  fate: 'sent' | 'delivered' | 'read'
}

/** Between which of our numbers and which customer. */
export type Pair = { account: string; customer: string }
export type KeptChats = [string, LinkedMessage[]][]

/** What stands on customers' phones in chats with linked numbers. */
export function createLinkedChats(now: () => Date) {
  const chats = new Map<string, Map<string, LinkedMessage>>()
  const typing = new Map<string, number>()
  const changes = createListeners<undefined>()

  function chatOf(pair: Pair) {
    const key = keyOf(pair)
    const chat = chats.get(key) ?? new Map<string, LinkedMessage>()
    chats.set(key, chat)
    return chat
  }

  function add(pair: Pair, message: Omit<LinkedMessage, 'at'>) {
    chatOf(pair).set(message.id, { ...message, at: now() })
    changes.tell(undefined)
  }

  function receive(pair: Pair, change: Extract<PhoneChange, { what: 'received' }>) {
    const { id, text, reactsTo, replyTo, file, place } = change
    const chat = chatOf(pair)
    typing.delete(keyOf(pair))
    const about = reactsTo === undefined ? undefined : chat.get(reactsTo)
    if (reactsTo !== undefined) return about && react(about, text)
    const old = chat.get(id)
    if (old && change.revoked) chat.delete(id)
    else if (old) Object.assign(old, { text, ...(change.edited && { edited: true }) })
    else {
      add(pair, {
        id,
        mine: false,
        text,
        fate: 'delivered',
        ...(replyTo !== undefined && { replyTo }),
        ...(file && { file: { ...file, id } }),
        ...(place && { location: place }),
      })
    }
  }

  return {
    messages: (pair: Pair) => [...(chats.get(keyOf(pair))?.values() ?? [])],
    add,
    hear(pair: Pair, change: PhoneChange) {
      if (change.what === 'received') receive(pair, change)
      else if (change.what === 'typing') {
        typing.set(keyOf(pair), change.on ? Date.now() + TYPING_MS : 0)
      } else {
        const mine = chatOf(pair).get(change.id)
        if (mine?.mine) mine.fate = change.fate
      }
      changes.tell(undefined)
    },
    isTyping: (pair: Pair) => (typing.get(keyOf(pair)) ?? 0) > Date.now(),
    /** The customer looks at the chat: what nobody had read yet, and is now. */
    read(pair: Pair): string[] {
      const unread = [...(chats.get(keyOf(pair))?.values() ?? [])].filter(isUnread)
      for (const message of unread) message.fate = 'read'
      return unread.map(({ id }) => id)
    },
    file: (id: string) => [...chats.values()].map((chat) => chat.get(id)?.file).find(Boolean),
    onChange: (listener: () => void) => changes.add(listener),
    changed: () => changes.tell(undefined),
    kept: (): KeptChats =>
      [...chats].map(([key, chat]) => [key, [...chat.values()].slice(-KEPT_MESSAGES)]),
    restore(kept: KeptChats) {
      for (const [key, messages] of kept) {
        chats.set(key, new Map(messages.map((message) => [message.id, message])))
      }
    },
  }
}

function react(message: LinkedMessage, emoji: string) {
  if (emoji === '') delete message.reaction
  else message.reaction = emoji
}

export const isUnread = ({ mine, fate }: { mine: boolean; fate: string }) =>
  !mine && fate === 'delivered'
const keyOf = ({ account, customer }: Pair) => `${account}/${customer}`
const TYPING_MS = 25_000
const KEPT_MESSAGES = 100

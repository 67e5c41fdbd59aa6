import type { SavedState } from '../../bots/whatsapp/baileys/stand-in/state.ts'

// What the sandbox and the process that plays WhatsApp for linked numbers say to each other.

export type Person = { phone: string; name: string }
export type File = { name: string; mime: string; bytes: Uint8Array }
export type Place = { latitude: number; longitude: number }

/** A customer writes: who, to which of our numbers, and how the message is called. */
type Written = { account: string; customer: string; id: string; at: Date; replyTo?: string }

export type Deed =
  | { does: 'introduce'; people: Person[] }
  | ({ does: 'scan'; qr: string } & Person)
  | ({ does: 'text'; text: string } & Written)
  | ({ does: 'file'; file: File; caption?: string } & Written)
  | ({ does: 'place'; place: Place } & Written)
  /** Blue ticks for what we wrote. */
  | { does: 'read'; account: string; customer: string; ids: string[] }
  /** As a stream error of WhatsApp: 401 unlinks, 440 is another device in our place. */
  | { does: 'end'; account: string; code: 401 | 440 }
  /** New chats are closed until then, or open again. */
  | { does: 'hold'; account: string; until: Date | undefined }
  | { does: 'network'; on: boolean }
  | { does: 'save' }

export type Order =
  | { kind: 'begin'; state: SavedState | undefined }
  | { kind: 'do'; id: number; deed: Deed }

/** Where it is, and what proves that it is itself. */
export type Server = { wsUrl: string; certRoot: string; caPem: string }

export type LinkedNumber = { phone: string; linked: boolean; online: boolean }

export type Told =
  | { kind: 'ready'; server: Server }
  | { kind: 'did'; id: number; value: unknown }
  | { kind: 'refused'; id: number; why: string }
  | { kind: 'numbers'; numbers: LinkedNumber[] }
  | ({ kind: 'change'; account: string; customer: string } & PhoneChange)

/** What a customer's phone shows that it did not show before. */
export type PhoneChange =
  | {
      what: 'received'
      id: string
      text: string
      /** A reaction is about another message. */
      reactsTo?: string
      replyTo?: string
      file?: File
      place?: Place
      edited: boolean
      revoked: boolean
    }
  | { what: 'fate'; id: string; fate: 'delivered' | 'read' }
  | { what: 'typing'; on: boolean }

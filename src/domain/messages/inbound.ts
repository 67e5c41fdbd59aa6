import type { IdentityKind } from '../tables.ts'

/** What a channel heard, in our words. Anything it could not read is `unknown`, never lost. */
export type Inbound =
  | (InboundBase & { kind: 'message' })
  /** The person changed an earlier message; nothing is done with it yet, it is kept. */
  | (InboundBase & { kind: 'edit'; editOf: string })
  /**
   * Somebody wrote and the channel has not got the words yet: they may follow under the same id, and
   * then take this one's place. An ad click often comes so.
   */
  | (InboundBase & { kind: 'stub' })
  /** An emoji on a message, ours or theirs; '' takes it away. */
  | (Sender & { kind: 'reaction'; to: string; emoji: string })
  /** They deleted a message of theirs. */
  | (Sender & { kind: 'revoke'; of: string })
  | {
      kind: 'status'
      messageId: string
      fate: MessageFate
      error?: string
      at: string
      /** As the channel will bill it. */
      price?: { category: string; type?: string }
    }
  /**
   * The channel speaks of itself: `number_changed`, `chat_moved`, `blocked`; `typed_on_phone`: one
   * of ours answered on the phone that shares the number. `to` is the new number, name or chat
   * where there is one, `text` what was typed, or the rest of the news as JSON.
   */
  | { kind: 'system'; what: string; to?: string; text?: string; renamed?: Renamed }
  | { kind: 'unknown' }

type Name = { kind: IdentityKind; value: string }

/** What somebody was known by until now, and is from now on. */
export type Renamed = { was: Name[]; now: Name[] }

type Sender = {
  /** Every name the channel has for the sender, best first. */
  from: Name[]
  name?: string
}

type InboundBase = Sender & {
  /** BCP 47 code of the sender's client, where the channel tells it. */
  language?: string
  /** Empty when the message has none: a sticker, a location, an ad click. */
  text: string
  /** Key of the button or list row that was tapped: `<question>.<number>`. */
  tap?: string
  /** Provider id of the message a button sits on, so that it can be edited. */
  tapOn?: string
  media?: {
    kind: MediaKind
    ref: string
    mime?: string
    name?: string
  }
  location?: { latitude: number; longitude: number }
  referral?: Referral
  /** Sent together with others as one: only one of them carries the words. */
  album?: string
  /** Provider id of the message this one answers. */
  replyTo?: string
}

export type MediaKind = 'image' | 'document' | 'audio' | 'video' | 'sticker'

/** The ad or link somebody came from; only in the first message after the click. */
export type Referral = {
  source: 'ad' | 'post' | 'link'
  adId?: string
  clickId?: string
  url?: string
  headline?: string
  body?: string
}

export type MessageFate = 'accepted' | 'delivered' | 'read' | 'failed'

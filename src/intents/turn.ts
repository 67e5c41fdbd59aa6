import type { MediaKind, Referral } from '../domain/messages/inbound.ts'
import type { Person } from '../domain/people/person.ts'
import type { ChannelName } from '../domain/tables.ts'

/** One message from one known person, whatever the channel. */
export type Turn = {
  inboxId: number
  conversationId: number
  /** The message, as its channel names it. */
  providerId?: string
  /** It was written in a topic of the team's group: the chat of the customer that is shown there. */
  topicOf?: number
  channel: ChannelName
  person: Person
  /** Others of the team read along. */
  inGroup?: true
  text: string
  /** Key of the choice that was tapped. */
  tap?: string
  media?: {
    /** Our account it was sent to, which alone can fetch it. */
    accountId: number
    kind: MediaKind
    ref: string
    mime?: string
    name?: string
  }
  location?: { latitude: number; longitude: number }
  referral?: Referral
  replyTo?: string
  /** Of the client, where the channel tells it. */
  clientLanguage?: string
  receivedAt: Date
  correlation: string
}

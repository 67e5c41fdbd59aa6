import { cutText } from '../messages/cut-text.ts'
/**
 * A group of the team with topics in it, as its channel gives them to us: one topic for each
 * customer a person has. An address is opaque, and what the door's `send` takes.
 */
export type Topics = {
  /** Whether we may make topics in this group, and what keeps us from it. */
  look: (chat: string, signal: AbortSignal) => Promise<'fine' | TopicProblem>
  /** Makes one and resolves with its address. Twice called, there are two. */
  create: (
    chat: string,
    topic: { name: string; colour: Colour },
    signal: AbortSignal,
  ) => Promise<string>
  /**
   * The address of a topic that was made right behind the message `after` and is none of
   * `known`, if there is one.
   */
  find: (
    chat: string,
    where: { after: number; known: string[] },
    signal: AbortSignal,
  ) => Promise<string | undefined>
  /** One that is closed, or open, already is fine. `Rejected` with `topic_gone` when there is none. */
  close: (address: string, signal: AbortSignal) => Promise<void>
  reopen: (address: string, signal: AbortSignal) => Promise<void>
  /** Quietly. */
  pin: (address: string, providerId: string, signal: AbortSignal) => Promise<void>
}

/** Has no topics; may not make them; is not there, or threw us out; may not pin. */
export type TopicProblem = 'not_forum' | 'rights' | 'away' | 'pin'
export type Colour = 'blue' | 'yellow' | 'green' | 'violet'

/** `Budi Santoso · 6789`: what tells two of a name apart, and no more of the number. */
export function topicName(
  { name, phone }: { name: string | null; phone: string | null },
  id: number,
) {
  const last = phone?.slice(-4)
  const called = cutText(name ?? '', 100) || `#${id}`
  return last === undefined ? called : `${called} · ${last}`
}

/** Where a topic stands that is not made yet: an address no door sends to. */
export function unmade(conversationId: number) {
  return `topic:${conversationId}`
}

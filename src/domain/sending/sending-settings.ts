import { findSetting } from '../business/business-queries.ts'
import type { Deps } from '../deps.ts'
import type { ChannelName } from '../tables.ts'

/** The owner's choices about how we write on WhatsApp: for one of our numbers. */
export type SendingSettings = {
  /** Messages a second from this number; null: what its channel allows. */
  perSecond: number | null
  /** At least so long between two messages of ours in one chat, and up to twice that. */
  chatGapMs: number
  /** Reminders and advertising wait from then … */
  quietFromHour: number
  /** … until then, by the clock of the business. The same hour: no quiet at all. */
  quietToHour: number
  /** Messages a day that we begin: to whom has not written for a day. 0: no limit. */
  dailyCap: number
  /** Of these, to people who never wrote to this number and have not heard from it. 0: no limit. */
  newChatsPerDay: number
  /** A new number begins with little and is given more for ten days. */
  warmUp: boolean
  /** Shows that we are writing while a message waits for its turn. */
  typing: boolean
  /** Marks what they wrote as read when we answer. */
  readMarks: boolean
}

/** What each number may be; whoever changes one is held to it. */
export const SENDING_LIMITS = {
  perSecond: [1, 80],
  chatGapMs: [0, 60_000],
  quietFromHour: [0, 23],
  quietToHour: [0, 23],
  dailyCap: [0, 100_000],
  newChatsPerDay: [0, 10_000],
} as const satisfies { [Name in keyof SendingSettings]?: readonly [number, number] }

/**
 * A number that is linked to a phone is blocked when it writes like a machine: one a second, and
 * not much to strangers. WhatsApp's own API says itself how much is too much.
 */
const LINKED: SendingSettings = {
  // What its door says: one, and five at once after a pause.
  perSecond: null,
  chatGapMs: 1_500,
  quietFromHour: 21,
  quietToHour: 7,
  dailyCap: 1_000,
  newChatsPerDay: 100,
  warmUp: true,
  typing: true,
  readMarks: true,
}
const OFFICIAL: SendingSettings = {
  ...LINKED,
  chatGapMs: 0,
  dailyCap: 0,
  newChatsPerDay: 0,
  warmUp: false,
  // Each would be one more call for every answer.
  typing: false,
  readMarks: false,
}

/** How a channel is written on where nobody chose otherwise. */
export function sendingDefaults(channel: ChannelName): SendingSettings {
  return isLinked(channel) ? LINKED : OFFICIAL
}

/** A number that lives on a phone, and is lost when WhatsApp takes it for a machine. */
export function isLinked(channel: ChannelName): boolean {
  return channel === 'baileys' || channel === 'waha'
}

/** As stored: for all our numbers, and for single ones by the id of their account. */
export type SendingChoices = {
  all: Partial<SendingSettings>
  sessions: Record<string, Partial<SendingSettings>>
}

export const SENDING_KEY = 'sending'

/** What was chosen. Only what was checked is ever stored. */
export async function sendingChoices({ db }: Pick<Deps, 'db'>): Promise<SendingChoices> {
  const stored = (await findSetting(db, SENDING_KEY)) as Partial<SendingChoices> | undefined
  return { all: stored?.all ?? {}, sessions: stored?.sessions ?? {} }
}

/** How one of our numbers is written on: what was chosen for it, for all, and the default. */
export function settingsOf(
  { all, sessions }: SendingChoices,
  { channel, accountId }: { channel: ChannelName; accountId: number },
): SendingSettings {
  // What keeps a linked number alive would only make the official one slow: there it must be meant.
  const { quietFromHour, quietToHour, typing, readMarks } = { ...sendingDefaults(channel), ...all }
  const shared = isLinked(channel) ? all : { quietFromHour, quietToHour, typing, readMarks }
  return { ...sendingDefaults(channel), ...shared, ...sessions[String(accountId)] }
}

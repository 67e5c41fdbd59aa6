import type { Heard } from '../door.ts'

/**
 * Whether it is what its type says: a provider's types are a promise, and what broke it would be
 * refused by the inbox, or throw in the middle of a turn.
 */
export function isWellFormed({ chat, providerId, inbound }: Omit<Heard, 'accountId' | 'raw'>) {
  return isName(chat) && isName(providerId) && isOfText(inbound)
}

const isName = (value: unknown) => typeof value === 'string' && value !== ''

/** Everything in it is text; a place alone has numbers. */
function isOfText(value: unknown, name = ''): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([name, part]) => isOfText(part, name))
  }
  if (name === 'latitude' || name === 'longitude') return Number.isFinite(value)
  return typeof value === 'string' || value === undefined
}

/** Nothing at all came where something was announced: the inbox has a row for that too. */
export const asRaw = (raw: unknown): unknown => raw ?? { empty: true }

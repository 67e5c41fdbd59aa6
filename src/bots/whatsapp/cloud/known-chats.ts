import type { Heard } from '../../door.ts'

/**
 * The chat that stands open with somebody under another of his names: people hide their number, and
 * show it again, in the middle of a talk. Undefined where there is none.
 */
export type KnownChat = (names: {
  phone: string | undefined
  bsuid: string
}) => Promise<string | undefined>

/** Puts what was heard into the chat it belongs to. Once found, that holds. */
export function createAddressBook(knownChat: KnownChat) {
  const known = new Map<string, string>()

  async function chatOf(heard: Heard): Promise<string> {
    const { inbound, chat } = heard
    if (!('from' in inbound)) return chat
    const value = (kind: string) => inbound.from.find((name) => name.kind === kind)?.value
    const [phone, bsuid] = [value('phone')?.replace('+', ''), value('bsuid')]
    if (bsuid === undefined) return chat
    const key = `${phone ?? ''}/${bsuid}`
    const found = known.get(key) ?? (await knownChat({ phone, bsuid })) ?? chat
    known.delete(key)
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return found
  }

  return async (all: Heard[]): Promise<Heard[]> => {
    const placed: Heard[] = []
    for (const heard of all) {
      const chat = await chatOf(heard)
      placed.push(chat === heard.chat ? heard : { ...heard, chat })
    }
    return placed
  }
}

const MOST_KNOWN = 20_000

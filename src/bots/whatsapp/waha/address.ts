/** Who somebody is on WhatsApp: digits of his number, digits of the LID that hides it, or both. */
export type Names = { phone?: string; lid?: string }

/** Where an answer goes: a number is named by its digits, whoever hides his by his LID. */
export function jidOf(chat: string): string {
  const digits = chat.replace(/^\+/, '')
  return /^\d+$/.test(digits) ? `${digits}@c.us` : chat
}

export const chatOf = ({ phone, lid }: Names) => phone ?? (lid && `${lid}@lid`)

/** The person behind any spelling of an address; nothing where it is a group, a channel, a status. */
export function namesIn(jid: unknown): Names {
  const [, user, server] = JID.exec(typeof jid === 'string' ? jid : '') ?? []
  if (!user) return {}
  return server === 'lid' ? { lid: user } : { phone: user }
}

/** A device has its number behind the colon. */
const JID = /^(\d+)(?:[.:]\d+)*@(c\.us|s\.whatsapp\.net|lid)$/

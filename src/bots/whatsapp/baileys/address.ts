import type { IdentityKind } from '../../../domain/tables.ts'

/** Who somebody is on WhatsApp: digits of his number, digits of the LID that hides it, or both. */
export type Names = { phone?: string; lid?: string }

/** Where an answer goes: a number is named by its digits, whoever hides his by his LID. */
export function jidOf(chat: string): string {
  const digits = chat.replace(/^\+/, '')
  return /^\d+$/.test(digits) ? `${digits}@s.whatsapp.net` : chat
}

/** The person behind any spelling of an address; nothing where it is a group, a channel, a status. */
export function namesIn(...jids: (string | null | undefined)[]): Names {
  const names: Names = {}
  for (const jid of jids) {
    const [, user, server] = JID.exec(jid ?? '') ?? []
    if (!user) continue
    if (server?.endsWith('lid')) names.lid ??= user
    else names.phone ??= user
  }
  return names
}

/** Addresses this person's chat may stand under, the one that stays for good first. */
export function addressesOf({ phone, lid }: Names): string[] {
  return [...(lid ? [`${lid}@lid`] : []), ...(phone ? [phone] : [])]
}

/** Where a chat that nobody has opened yet is opened. */
export const newAddress = ({ phone, lid }: Names) => phone ?? (lid && `${lid}@lid`)

export function identitiesOf({ phone, lid }: Names): { kind: IdentityKind; value: string }[] {
  return [
    ...(phone ? [{ kind: 'phone' as const, value: `+${phone}` }] : []),
    ...(lid ? [{ kind: 'lid' as const, value: lid }] : []),
  ]
}

/** Where news goes that belongs to no chat. */
export const NOBODY = 'account'

/** A device has its number behind the colon. */
const JID = /^(\d+)(?:[.:_]\d+)*@(c\.us|s\.whatsapp\.net|hosted|lid|hosted\.lid)$/

import type { Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import type { LogOwner } from './log-entry.ts'
import { type LogOwnerRow, selectLogOwners, selectNobodysChat } from './log-queries.ts'

export type FoundLog = { kind: 'one'; owner: LogOwner } | { kind: 'many'; owners: LogOwner[] }

/**
 * Whose log is meant: `#12` a chat, `12` a customer, a phone number, or part of a name that several
 * may have.
 */
export async function findLog(
  { db }: Pick<Deps, 'db'>,
  asked: { query: string } | { conversationId: number } | { personId: number },
): Promise<FoundLog> {
  const which = 'query' in asked ? meantBy(asked.query) : asked
  const owners = (await selectLogOwners(db, which)).map(ownerOf)
  const [one] = owners
  if (one) return owners.length === 1 ? { kind: 'one', owner: one } : { kind: 'many', owners }
  if ('conversationId' in which && (await selectNobodysChat(db, which.conversationId))) {
    return { kind: 'one', owner: nobody(which.conversationId) }
  }
  const query = 'query' in asked ? asked.query : `#${Object.values(asked)[0]}`
  throw new Refusal('chat.unknown', { query })
}

function meantBy(query: string) {
  const typed = query.trim()
  const chat = /^#(\d{1,9})$/.exec(typed)?.[1]
  if (chat !== undefined) return { conversationId: Number(chat) }
  // A number of ours never begins with 0; a phone number does.
  if (/^[1-9]\d{0,6}$/.test(typed)) return { personId: Number(typed) }
  const phone = readPhone(typed)
  return phone === undefined ? { name: typed } : { phone }
}

function ownerOf(row: LogOwnerRow): LogOwner {
  return {
    personId: row.person_id,
    customer: row.customer,
    phone: row.phone,
    language: row.language,
    conversationIds: row.conversation_ids,
    conversationId: row.newest,
  }
}

function nobody(conversationId: number): LogOwner {
  return {
    personId: null,
    customer: null,
    phone: null,
    language: 'id',
    conversationIds: [conversationId],
    conversationId,
  }
}

import { cutText } from '../messages/cut-text.ts'
import type { Deps } from '../deps.ts'
import type { Inbound } from '../messages/inbound.ts'
import type { Language, Person } from './person.ts'
import {
  findPersonByIdentity,
  findPersonByPhone,
  getPerson,
  insertIdentities,
  insertPerson,
  linkConversation,
} from './people-queries.ts'

type Sender = Extract<Inbound, { kind: 'message' | 'edit' }>

/**
 * Who this is. A name the account already knows decides; a phone number known from another
 * account of ours is the same person; everyone else is new. Extra names the channel gives are
 * remembered, never moved from one person to another: merging is an act of its own.
 */
export async function ensurePerson(
  deps: Pick<Deps, 'db' | 'now'>,
  {
    accountId,
    conversationId,
    inbound,
    isPrivate,
  }: { accountId: number; conversationId: number; inbound: Sender; isPrivate: boolean },
): Promise<Person> {
  const phone = inbound.from.find(({ kind }) => kind === 'phone')?.value
  const lasting = inbound.from.filter(({ kind }) => kind !== 'username')
  const personId =
    // A username can be given up and taken by somebody else: it is remembered, never believed.
    (await findPersonByIdentity(deps.db, accountId, lasting)) ??
    (phone ? await findPersonByPhone(deps.db, phone) : undefined) ??
    (await insertPerson(deps.db, {
      name: inbound.name === undefined ? null : cleanName(inbound.name),
      language: languageOf(inbound.language),
      at: deps.now(),
    }))
  await insertIdentities(deps.db, accountId, personId, inbound.from)
  if (isPrivate) await linkConversation(deps.db, conversationId, personId)
  return getPerson(deps.db, personId)
}

/** What somebody calls himself stands in one line among our own words, and can fake none of them. */
export function cleanName(typed: string): string | null {
  const name = cutText(typed.replaceAll(/[\p{C}\s]+/gu, ' ').trim(), MOST_LETTERS).trim()
  return name === '' ? null : name
}

const MOST_LETTERS = 60

/** Indonesian unless the client clearly speaks something else. */
function languageOf(client: string | undefined): Language {
  return client && !/^(id|ms|jv|su)\b/i.test(client) ? 'en' : 'id'
}

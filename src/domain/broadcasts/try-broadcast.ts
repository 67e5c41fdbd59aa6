import { insertSaid } from '../chats/chat-queries.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Message } from '../messages/message.ts'
import { customerChats } from '../people/customer-chats.ts'
import { makePerson } from '../people/customers.ts'
import { findPersonByPhone } from '../people/people-queries.ts'
import type { Phone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { broadcastSettings } from './broadcast-settings.ts'
import { isOfTeam } from './segment-queries.ts'

type TryDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** Says it in a chat as one of its readers would read it. Counts for nothing. */
export async function sayAsRead(deps: TryDeps, conversationId: number, message: Message) {
  await insertSaid(deps.db, {
    conversationId,
    message,
    sort: 'person',
    holdSeconds: null,
    correlation: deps.correlation ?? null,
    at: deps.now(),
  })
  deps.wake.outbox(conversationId)
}

/** To a number of the team, or one that was named for it: nobody else reads what is not approved. */
export function tryOnPhone(
  deps: TryDeps,
  { phone, name, message }: { phone: Phone; name: string; message: Message },
) {
  return inTransaction(deps, async (deps) => {
    const personId = await ourOwn(deps, { phone, name })
    const chat = (await customerChats(deps, [personId])).get(personId)
    if (chat === undefined) throw new Refusal('broadcast.no_test_phone', { phone })
    await sayAsRead(deps, chat, message)
  })
}

async function ourOwn(deps: TryDeps, { phone, name }: { phone: Phone; name: string }) {
  const known = await findPersonByPhone(deps.db, phone)
  const { testPhones } = await broadcastSettings(deps)
  if (testPhones.includes(phone)) return known ?? makePerson(deps, { phone, name })
  if (known === undefined || !(await isOfTeam(deps.db, known))) {
    throw new Refusal('broadcast.no_test_phone', { phone })
  }
  return known
}

import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Renamed } from '../messages/inbound.ts'
import {
  chatsAt,
  leaveChat,
  moveChat,
  ownChat,
  ownersOfNames,
  removePhone,
} from './name-queries.ts'
import { findPersonByIdentity, insertIdentities } from './people-queries.ts'

/**
 * The channel says that somebody has another number or id from now on. The person stays the same:
 * the new name is added, the number that was given up is taken away (a stranger may have it next,
 * and write to any account of ours), and the chats go along to the new address. A name that somebody
 * else has is never moved; then nothing changes, and the audit says so.
 */
export function followChangedName(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { accountId, renamed: { was, now } }: { accountId: number; renamed: Renamed },
): Promise<'followed' | 'unknown' | 'taken'> {
  return inTransaction(deps, async (deps) => {
    const lasting = was.filter(({ kind }) => kind !== 'username')
    const personId = await findPersonByIdentity(deps.db, accountId, lasting)
    if (personId === undefined) return 'unknown'

    const about = { by: null, subject: `person:${personId}`, before: { names: was } }
    const owners = await ownersOfNames(deps.db, accountId, now)
    if (owners.some((owner) => owner !== personId)) {
      await recordAudit(deps, { ...about, action: 'person.name_taken', after: { names: now } })
      return 'taken'
    }
    await insertIdentities(deps.db, accountId, personId, now)
    const [from, to] = [addressOf(was), addressAfter({ was, now })]
    if (from !== undefined && to !== undefined && from !== to) {
      const moved = await moveChat(deps.db, { accountId, personId, from, to })
      // The news itself counts as heard in the old chat, in a moment: the new must be the later.
      const at = new Date(deps.now().getTime() + A_MOMENT_MS)
      if (!moved) await ownChat(deps.db, { accountId, personId, chat: to, at })
    }
    const [before, after] = [phoneAmong(was), phoneAmong(now)]
    if (before && after && before !== after) {
      await removePhone(deps.db, { personId, phone: before })
      await takeChatsAlong(deps, { personId, from: digitsOf(before), to: digitsOf(after) })
    }
    await recordAudit(deps, { ...about, action: 'person.name_changed', after: { names: now } })
    return 'followed'
  })
}

const A_MOMENT_MS = 1_000

/** Whoever gets the old number begins anew, on each of our numbers. */
async function takeChatsAlong(
  { db }: Pick<Deps, 'db'>,
  { personId, from, to }: { personId: number; from: string; to: string },
) {
  const chats = await chatsAt(db, { personId, chat: from })
  for (const { id, account_id: accountId, last_inbound_at: at } of chats) {
    if (await moveChat(db, { accountId, personId, from, to })) continue
    await ownChat(db, { accountId, personId, chat: to, at })
    await leaveChat(db, { id, to })
  }
}

/** Where somebody is written to; a number is the better address. */
function addressOf(names: Renamed['now']): string | undefined {
  const phone = phoneAmong(names)
  return phone ? digitsOf(phone) : names.find(({ kind }) => kind === 'bsuid')?.value
}

/** Nothing where it stays as it is: the id changed of somebody whose number we have. */
function addressAfter({ was, now }: Renamed): string | undefined {
  return phoneAmong(was) && !phoneAmong(now) ? undefined : addressOf(now)
}

const phoneAmong = (names: Renamed['now']) => names.find(({ kind }) => kind === 'phone')?.value
const digitsOf = (phone: string) => phone.replace('+', '')

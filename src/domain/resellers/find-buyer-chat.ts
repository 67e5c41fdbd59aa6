import type { Deps } from '../deps.ts'
import type { Phone } from '../people/phone.ts'
import { chooseSession } from '../sending/choose-session.ts'
import { openWritableChat, selectWritableChat } from './buyer-chat-queries.ts'

/**
 * A WhatsApp chat in which a buyer can be written to, found or opened; undefined where there is
 * none. WhatsApp's own API takes our words for a day after somebody wrote, and not before he
 * ever did; other lines may begin.
 */
export async function findBuyerChat(
  deps: Pick<Deps, 'db' | 'now'>,
  phone: Phone,
): Promise<number | undefined> {
  const { db, now } = deps
  const openSince = new Date(now().getTime() - WINDOW_MS)
  const asked = { phone, digits: phone.replace(/\D/g, ''), openSince }
  const known = await selectWritableChat(db, asked)
  if (known !== undefined) return known
  const accountId = await chooseSession(deps, { onlyFree: true })
  return accountId === undefined ? undefined : openWritableChat(db, { ...asked, accountId })
}

/** A day, less what it may take until the words go out. */
const WINDOW_MS = 24 * 3_600_000 - 10 * 60_000

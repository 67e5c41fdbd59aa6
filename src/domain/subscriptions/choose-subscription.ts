import type { Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { findLines, type Found } from './view-queries.ts'

/** The one line a user name, `#12`, a phone number or a part of a name means. */
export async function chooseSubscription({ db }: Pick<Deps, 'db'>, query: string): Promise<Found> {
  const said = query.trim()
  const number = /^#(\d{1,9})$/.exec(said)?.[1]
  if (number !== undefined) return only(await findLines(db, { id: Number(number) }), query)
  const named = await findLines(db, { username: said })
  if (named[0]) return named[0]
  const phone = readPhone(said)
  if (phone !== undefined) return only(await findLines(db, { phone: phone.slice(1) }), query)
  if (said.length < 2) throw new Refusal('subscription.unknown', { query })
  return only(await findLines(db, { name: said }), query)
}

function only(found: Found[], query: string): Found {
  const [one] = found
  if (!one) throw new Refusal('subscription.unknown', { query })
  if (found.length === 1) return one
  const usernames = found.slice(0, 8).map(({ username }) => username)
  throw new Refusal('subscription.several', { query, usernames })
}

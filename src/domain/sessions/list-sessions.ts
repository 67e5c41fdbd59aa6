import { dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readPhone } from '../people/phone.ts'
import { isWarming } from '../sending/day-budget.ts'
import { sendingChoices, settingsOf } from '../sending/sending-settings.ts'
import { nameOf, plainName, type Session } from './session.ts'
import { countCloudSent, selectSessions } from './session-queries.ts'

type ListDeps = Pick<Deps, 'db' | 'now' | 'business'>

/**
 * Every WhatsApp number of ours, whatever its channel. `quick`: without counting what Cloud numbers
 * sent today, for whoever looks often.
 */
export async function listSessions(
  { db, now, business }: ListDeps,
  { quick = false }: { quick?: boolean } = {},
): Promise<Session[]> {
  const { timeZone } = business
  const today = dayOf(now(), timeZone)
  const rows = await selectSessions(db, today)
  const choices = await sendingChoices({ db })
  const all = rows.map((one) => {
    const { channel, id: accountId, warmFrom } = one
    const settings = settingsOf(choices, { channel, accountId })
    return { ...one, warming: isWarming(settings, { warmFrom, now: now(), timeZone }) }
  })
  if (quick || !all.some(({ channel }) => channel === 'cloud')) return all
  const sent = await countCloudSent(db, startOfDay(today, timeZone))
  return all.map((one) => ({ ...one, sentToday: sent.get(one.id) ?? one.sentToday }))
}

/** By name, title, or its own number; or by how a name begins where only one begins so. */
export async function findSession(deps: ListDeps, query: string): Promise<Session> {
  const all = await listSessions(deps)
  const found = called(all, query) ?? beginning(all, query)
  if (!found) throw new Refusal('session.unknown', { query, known: all.map(nameOf) })
  return found
}

/**
 * The number that a line of words begins with, by the longest name there is, and what stands behind
 * it: "toko 2 CS Toko" is number "toko 2" and "CS Toko".
 */
export async function splitSession(
  deps: ListDeps,
  line: string,
): Promise<{ session: Session; rest: string } | undefined> {
  const all = await listSessions(deps)
  const words = line.trim().split(/\s+/)
  for (let count = words.length - 1; count > 0; count--) {
    const session = called(all, words.slice(0, count).join(' '))
    if (session) return { session, rest: words.slice(count).join(' ') }
  }
  return undefined
}

function called(all: readonly Session[], query: string): Session | undefined {
  const wanted = query.trim().toLowerCase()
  const phone = readPhone(query)
  return (
    all.find(({ name }) => name === wanted) ??
    all.find((one) => nameOf(one).toLowerCase() === wanted) ??
    all.find(({ name }) => name === plainName(query)) ??
    all.find((one) => phone !== undefined && one.phone === phone)
  )
}

function beginning(all: readonly Session[], query: string): Session | undefined {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return undefined
  const [only, ...others] = all.filter((one) =>
    [one.name, nameOf(one).toLowerCase()].some((name) => name.startsWith(wanted)),
  )
  return others.length === 0 ? only : undefined
}

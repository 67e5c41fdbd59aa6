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

/** By name, title, or its own number; the only one where nothing is said. */
export async function findSession(deps: ListDeps, query: string): Promise<Session> {
  const all = await listSessions(deps)
  const wanted = query.trim().toLowerCase()
  const phone = readPhone(query)
  const found =
    all.find(({ name }) => name === wanted) ??
    all.find((one) => nameOf(one).toLowerCase() === wanted) ??
    all.find(({ name }) => name === plainName(query)) ??
    all.find((one) => phone !== undefined && one.phone === phone)
  if (!found) throw new Refusal('session.unknown', { query, known: all.map(nameOf) })
  return found
}

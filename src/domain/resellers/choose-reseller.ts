import type { Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { Refusal } from '../refusal.ts'
import { type Reseller, resellerName } from './reseller.ts'
import { selectResellers } from './reseller-queries.ts'

/** All who sell from a deposit; those who no longer may come last. */
export function listResellers({ db }: Pick<Deps, 'db'>): Promise<Reseller[]> {
  return selectResellers(db)
}

/** The one reseller that a number of ours, a phone number or part of a name means. */
export async function chooseReseller({ db }: Pick<Deps, 'db'>, query: string): Promise<Reseller> {
  const all = await selectResellers(db)
  const found = matching(all, query.trim())
  const [one] = found
  if (one && found.length === 1) return one
  const names = (found.length > 0 ? found : all).map(
    (each) => `${resellerName(each)} (${each.personId})`,
  )
  throw found.length > 0
    ? new Refusal('reseller.several', { query, names })
    : new Refusal('reseller.unknown', { query, known: names })
}

/** The same, of those who still sell. */
export async function chooseActiveReseller(
  deps: Pick<Deps, 'db'>,
  query: string,
): Promise<Reseller> {
  const chosen = await chooseReseller(deps, query)
  if (chosen.left) throw new Refusal('reseller.left', { name: resellerName(chosen) })
  return chosen
}

function matching(all: Reseller[], query: string): Reseller[] {
  const id = /^#?([1-9]\d{0,8})$/.exec(query)?.[1]
  if (id) return all.filter(({ personId }) => personId === Number(id))
  const number = readPhone(query)
  if (number) return all.filter(({ phone }) => phone === number)
  const said = query.toLowerCase()
  const named = (test: (name: string) => boolean) =>
    all.filter(({ name }) => name !== null && test(name.toLowerCase()))
  const whole = named((name) => name === said)
  return whole.length > 0 ? whole : named((name) => said !== '' && name.includes(said))
}

import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

/** Our own accounts that people look for money on. */
export function bankAccounts({ gateways }: Pick<Deps, 'gateways'>): string[] {
  const all = [...gateways.values()].flatMap(({ methods }) =>
    methods.flatMap(({ account }) => account ?? []),
  )
  return [...new Set(all)]
}

/** The account somebody means: by its bank, its number or a part of it; the only one needs no word. */
export function chooseAccount(deps: Pick<Deps, 'gateways'>, query = ''): string | undefined {
  const known = bankAccounts(deps)
  const wanted = plain(query)
  const exact = known.filter((account) => plain(account) === wanted)
  const found = exact.length > 0 ? exact : known.filter((one) => plain(one).includes(wanted))
  if (found.length === 0) throw new Refusal('account.unknown', { account: query, known })
  return found.length === 1 ? found[0] : undefined
}

function plain(text: string) {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { offeredLines } from '../../domain/packages/offered-lines.ts'
import { chooseSubscription } from '../../domain/subscriptions/choose-subscription.ts'
import { showSubscription } from '../../domain/subscriptions/show-subscription.ts'
import type { Argument } from '../intent.ts'
import { typed } from '../typed.ts'
import { readMoney } from '../understand/read-money.ts'

/** A dot is a dot of thousands here; "-" takes away what was there. */
export const rupiahTyped = typed((text) => readMoney(/^rp/i.test(text) ? text : `Rp ${text}`)).pipe(
  z.number().int().min(0).max(100_000_000),
)

export const NONE = /^(?:-|tidak|hapus|none|no|pool|paket|package)$/i

export const lineName: Argument = {
  name: 'user',
  aliases: ['langganan', 'line', 'username'],
  ask: {
    id: 'Langganan yang mana? (user PPPoE, nomor HP, atau nama)',
    en: 'Which subscription? (PPPoE user, phone or name)',
  },
}

export const linePackage: Argument = {
  name: 'paket',
  aliases: ['package', 'plan'],
  ask: { id: 'Paket yang mana?', en: 'Which package?' },
  offer: async (deps) =>
    (await offeredLines(deps)).slice(0, 10).map(({ code, name }) => ({ label: name, value: code })),
}

export const lineQuery = z.string().trim().min(1).max(80)

/** The line somebody means, with all that can be said of it. */
export async function lineOf(deps: Deps, query: string) {
  const { id } = await chooseSubscription(deps, query)
  const line = await showSubscription(deps, id)
  return { ...line, customer: line.customer ?? line.phone ?? `#${line.person_id}` }
}

import { findSetting } from '../business/business-queries.ts'
import type { Deps } from '../deps.ts'
import { nextNumber } from '../payments/order-queries.ts'
import { numberedUsername } from '../pppoe/pppoe-secret.ts'
import { isUsernameTaken } from './subscription-queries.ts'

const DEFAULT_PREFIX = 'pppoe'
const PREFIX = /^[a-z][a-z0-9]{0,20}$/i

/**
 * The next name nobody has, `pppoe-0007`. The counter is held until the transaction ends, so two
 * who ask at once get two names, and one that came to nothing leaves no gap.
 */
export async function nextUsername({ db }: Pick<Deps, 'db'>): Promise<string> {
  const prefix = await usernamePrefix({ db })
  for (;;) {
    const number = await nextNumber(db, `pppoe:${prefix.toLowerCase()}`)
    const username = numberedUsername(prefix, number)
    // Somebody chose it by hand, or a router has it and we do not know whose it is.
    if (!(await isUsernameTaken(db, username))) return username
  }
}

async function usernamePrefix({ db }: Pick<Deps, 'db'>): Promise<string> {
  const set = await findSetting(db, 'pppoe.prefix')
  return typeof set === 'string' && PREFIX.test(set) ? set : DEFAULT_PREFIX
}

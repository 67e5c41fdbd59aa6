import type { Deps } from '../deps.ts'
import { selectBalances } from './balance-queries.ts'

export type Balances = {
  customerWalletRupiah: number
  /** Everything that is open on invoices. */
  owedRupiah: number
  subscriptions: {
    id: number
    username: string
    package: string
    walletRupiah: number
    owedRupiah: number
  }[]
  /** What lies with us less what is owed: below zero, a debt. */
  netRupiah: number
}

/** What a customer has and owes, each in its own place and none of it twice. */
export async function balancesOf({ db }: Pick<Deps, 'db'>, personId: number): Promise<Balances> {
  const { rows, own } = await selectBalances(db, personId)
  const subscriptions = rows
    // One that has ended is spoken of as long as money is left in it.
    .filter((one) => one.state !== 'stopped' || one.walletRupiah > 0 || one.owedRupiah > 0)
    .map(({ state: _state, ...one }) => one)
  const customerWalletRupiah = own?.wallet ?? 0
  const owedRupiah = subscriptions.reduce((sum, one) => sum + one.owedRupiah, own?.owed ?? 0)
  const wallets = subscriptions.reduce((sum, one) => sum + one.walletRupiah, customerWalletRupiah)
  return { customerWalletRupiah, owedRupiah, subscriptions, netRupiah: wallets - owedRupiah }
}

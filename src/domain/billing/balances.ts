import { sql } from 'kysely'
import type { Deps } from '../deps.ts'

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
  const { rows } = await sql<Balances['subscriptions'][number] & { state: string }>`
    select s.id, s.username, p.name as package, s.state,
      coalesce(w.balance, 0) as "walletRupiah",
      coalesce((select sum(total_rupiah - applied_rupiah) from invoices i
        where i.subscription_id = s.id and i.state in ('open', 'partial')), 0)::bigint as "owedRupiah"
    from subscriptions s join packages p on p.id = s.package_id
    left join accounts w on w.owner = 'subscription:' || s.id and w.purpose = 'wallet' and w.currency = 'IDR'
    where s.person_id = ${personId} order by s.id`.execute(db)
  const { rows: own } = await sql<{ wallet: number; owed: number }>`
    select coalesce((select balance from accounts where owner = ${`person:${personId}`}
        and purpose = 'wallet' and currency = 'IDR'), 0)::bigint as wallet,
      coalesce((select sum(total_rupiah - applied_rupiah) from invoices
        where person_id = ${personId} and subscription_id is null
          and state in ('open', 'partial')), 0)::bigint as owed`.execute(db)
  const subscriptions = rows
    // One that has ended is spoken of as long as money is left in it.
    .filter((one) => one.state !== 'stopped' || one.walletRupiah > 0 || one.owedRupiah > 0)
    .map(({ state: _state, ...one }) => one)
  const customerWalletRupiah = own[0]?.wallet ?? 0
  const owedRupiah = subscriptions.reduce((sum, one) => sum + one.owedRupiah, own[0]?.owed ?? 0)
  const wallets = subscriptions.reduce((sum, one) => sum + one.walletRupiah, customerWalletRupiah)
  return { customerWalletRupiah, owedRupiah, subscriptions, netRupiah: wallets - owedRupiah }
}

import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { receivableOf, walletOf } from '../ledger/account.ts'
import { postTransfers } from '../ledger/post-transfers.ts'
import { tell } from '../messages/tell.ts'
import { closeExpiredOrders } from './order-queries.ts'

const AT_ONCE = 200

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

/** Closes orders nobody paid in time; what came in part goes to the wallet, and it is said. */
export async function expireOrders(deps: Needs): Promise<number> {
  let closed = 0
  for (;;) {
    const some = await inTransaction(deps, expireSome)
    closed += some
    if (some < AT_ONCE) return closed
  }
}

async function expireSome(deps: Needs): Promise<number> {
  const closed = await closeExpiredOrders(deps.db, deps.now(), AT_ONCE)
  // What came of a top-up is in the deposit already, and no goods were waited for.
  const orders = closed.filter(({ kind }) => kind !== 'deposit')
  const paidInPart = orders.filter(({ arrived }) => arrived > 0)
  await postTransfers(
    deps,
    paidInPart.map(({ id, person_id, arrived }) => ({
      key: `order.expired:${id}`,
      cause: 'order expired',
      subject: `order:${id}`,
      lines: [
        { account: receivableOf(person_id), amount: -arrived },
        { account: walletOf(person_id), amount: arrived },
      ],
    })),
  )
  for (const { person_id: personId } of paidInPart) {
    await later(deps, { kind: 'balance.apply', personId })
  }
  for (const order of orders) {
    await tell(deps, order.conversation_id, {
      code: 'order.expired',
      details: { package: order.package, toWalletRupiah: order.arrived },
    })
  }
  return closed.length
}

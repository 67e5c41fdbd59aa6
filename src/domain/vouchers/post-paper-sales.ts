import type { Deps } from '../deps.ts'
import { type Account, revenueOf } from '../ledger/account.ts'
import { postTransfers } from '../ledger/post-transfers.ts'

const CASH: Account = { owner: 'business', purpose: 'cash' }

/** A printed voucher is paid for in the shop: in cash, when it counts as sold. */
export async function postPaperSales(
  deps: Pick<Deps, 'db' | 'now'>,
  sold: { id: number; price_rupiah: number }[],
) {
  await postTransfers(
    deps,
    sold
      .filter(({ price_rupiah: price }) => price > 0)
      .map(({ id, price_rupiah: price }) => ({
        key: `voucher:${id}:sold`,
        cause: 'voucher sale',
        subject: `voucher:${id}`,
        lines: [
          { account: CASH, amount: -price },
          { account: revenueOf('isp'), amount: price },
        ],
      })),
  )
}

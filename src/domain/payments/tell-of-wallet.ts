import { balancesOf } from '../billing/balances.ts'
import type { CashRecorded } from '../billing/record-cash.ts'
import type { Correlated, Deps } from '../deps.ts'
import { tell } from '../messages/tell.ts'
import { customerChats } from '../people/customer-chats.ts'

/** Says that a transfer went to the wallet, where nothing was there to be paid by it. */
export async function tellOfWallet(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  personId: number,
  { appliedTo, surplusRupiah }: CashRecorded,
) {
  const chat = (await customerChats(deps, [personId])).get(personId)
  if (appliedTo.length > 0 || surplusRupiah === 0 || chat === undefined) return
  const { netRupiah: balanceRupiah } = await balancesOf(deps, personId)
  await tell(deps, chat, {
    code: 'balance.adjusted',
    details: { amountRupiah: surplusRupiah, reason: 'transfer', balanceRupiah },
  })
}

import { z } from 'zod'
import { balancesOf } from '../../domain/billing/balances.ts'
import { whatItWillBuy } from '../../domain/billing/what-it-will-buy.ts'
import { offeredPackages } from '../../domain/packages/offered-packages.ts'
import type { Deps } from '../../domain/deps.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Both balances, each in its place, and what they would buy. */
export const showBalance = defineIntent({
  name: 'customer.balance',
  who: 'everyone',
  when: 'The person asks about their balance.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { bills } = words(turn)
    const { id } = turn.person
    const own = await balancesOf(deps, id)
    const bought = await whatItWillBuy(deps, id)
    const lines = own.subscriptions.flatMap((one) => {
      const buys = bought.get(one.id)
      const line = bills.balanceLine(one.username, one.package, one.walletRupiah)
      return buys ? [line, bills.buys(buys)] : [line]
    })
    const vouchers =
      own.subscriptions.length === 0 ? await vouchersFor(deps, own.customerWalletRupiah) : undefined
    const text = bills.balance({
      customerRupiah: own.customerWalletRupiah,
      netRupiah: own.subscriptions.length > 0 ? own.netRupiah : 0,
      owedRupiah: own.owedRupiah,
      lines,
    })
    if (!vouchers) return { text }
    return { text: `${text}\n${bills.buysVouchers(vouchers.quantity, vouchers.name)}` }
  },
})

/** The cheapest package it is enough for. */
async function vouchersFor(deps: Deps, rupiah: number) {
  if (rupiah === 0) return undefined
  const offered = await offeredPackages(deps)
  const [cheapest] = offered
    .filter((one) => one.price_rupiah > 0 && one.price_rupiah <= rupiah)
    .toSorted((a, b) => a.price_rupiah - b.price_rupiah)
  return (
    cheapest && {
      name: cheapest.name,
      quantity: Math.floor(rupiah / cheapest.price_rupiah),
    }
  )
}

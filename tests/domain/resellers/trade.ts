import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { depositOf, revenueOf, walletOf } from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { chooseMethod } from '../../../src/domain/payments/choose-method.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { orderTopUp } from '../../../src/domain/resellers/order-top-up.ts'
import { sellFromDeposit } from '../../../src/domain/resellers/sell-from-deposit.ts'
import { takeDeposit } from '../../../src/domain/resellers/take-deposit.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'
import type { Somebody } from '../../support/world.ts'

/** A shop whose package costs 5,000, or 4,000 for resellers, and Berkah who resells. */
export async function trade() {
  const shop = await hotspotShop()
  const { deps } = shop
  const sandbox = createSandbox({ baseUrl: 'http://127.0.0.1:9', secret: 'secret' })
  deps.gateways = new Map([[sandbox.name, sandbox]])
  const { id: packageId } = await deps.db
    .updateTable('packages')
    .set({ reseller_price_rupiah: 4_000, cost_rupiah: 1_500 })
    .where('code', '=', 'harian')
    .returning('id')
    .executeTakeFirstOrThrow()
  const berkah = await shop.staff('reseller', 'Toko Berkah')
  let arrivals = 0

  return {
    ...shop,
    berkah,
    packageId,
    topUp: (amountRupiah: number, who: Somebody = berkah) =>
      orderTopUp(deps, { personId: who.id, conversationId: who.conversationId, amountRupiah }),
    /** Certain money for what a link is good for. */
    async pay(url: string, amountRupiah: number) {
      const token = url.split('/').at(-1) ?? ''
      const { chargeId } = await chooseMethod(deps, { token, method: 'sandbox' })
      const providerReference = `SB${(arrivals += 1)}`
      const paidAt = deps.now()
      return recordPayment(deps, { chargeId, amountRupiah, providerReference, paidAt })
    },
    putDown: (amountRupiah: number, who: Somebody = berkah) =>
      takeDeposit(deps, {
        personId: who.id,
        amountRupiah,
        by: shop.siti.id,
        conversationId: shop.siti.conversationId,
      }),
    sell: (more: { quantity?: number; buyerPhone?: string; who?: Somebody } = {}) => {
      const { who = berkah, quantity = 1, buyerPhone = null } = more
      const { id: personId, conversationId } = who
      return sellFromDeposit(deps, { personId, conversationId, packageId, quantity, buyerPhone })
    },
    deposit: (who: Somebody = berkah) => balanceOf(deps, depositOf(who.id)),
    wallet: (who: Somebody = berkah) => balanceOf(deps, walletOf(who.id)),
    revenue: () => balanceOf(deps, revenueOf('isp')),
    resales: () =>
      deps.db.selectFrom('orders').where('kind', '=', 'resale').selectAll().orderBy('id').execute(),
    audits: (action: string) =>
      deps.db.selectFrom('audit').where('action', '=', action).selectAll().execute(),
  }
}

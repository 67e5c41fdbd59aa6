import type { EffectHandlers } from '../../src/domain/effects/run-effects.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { addPackage } from '../../src/domain/packages/add-package.ts'
import type { PackageTerms } from '../../src/domain/packages/package-queries.ts'
import { placeOrder } from '../../src/domain/payments/place-order.ts'
import { checkRouter } from '../../src/domain/routers/check-router.ts'
import { pollRouter } from '../../src/domain/routers/poll-router.ts'
import { targetOf } from '../../src/domain/routers/router.ts'
import { syncRouter } from '../../src/domain/routers/sync-router.ts'
import type { NewBatch } from '../../src/domain/vouchers/create-voucher-batch.ts'
import { createVoucherBatch } from '../../src/domain/vouchers/create-voucher-batch.ts'
import { deliverOrder } from '../../src/domain/vouchers/deliver-order.ts'
import { printBatch } from '../../src/domain/vouchers/print-batch.ts'
import { type Somebody, world } from './world.ts'

export type HotspotShop = Awaited<ReturnType<typeof hotspotShop>>

/** A shop that sells one hotspot package, "harian": 3 hours on line within a day, Rp 5,000. */
export async function hotspotShop(
  given: Parameters<typeof world>[0] & { terms?: Partial<PackageTerms> } = {},
) {
  const { terms, ...rest } = given
  const place = await world(rest)
  const { deps, routerId } = place
  const siti = await place.staff()
  const sell = (code: string, more: Partial<PackageTerms> = {}) =>
    addPackage(
      deps,
      {
        code,
        name: code === 'harian' ? 'Harian' : code,
        price_rupiah: 5_000,
        profile: 'harian',
        online_seconds: 3 * 3600,
        calendar_seconds: 86_400,
        routers: ['pusat'],
        ...more,
      },
      { by: siti.id },
    )
  await sell('harian', terms)
  const work = createEffects(deps, { handlers: hotspotWork, owner: 'the shop' })
  await work.idle()

  const vouchers = () => deps.db.selectFrom('vouchers').selectAll().orderBy('id').execute()
  return {
    ...place,
    siti,
    sell,
    /** Does all that was asked for and is due. */
    work: () => work.idle(),
    /** A look at the router, and what follows from it. */
    async poll() {
      await pollRouter(deps, { routerId })
      await work.idle()
    },
    /** How the router is spoken to past the business. */
    target: async () =>
      targetOf(
        deps,
        await deps.db
          .selectFrom('routers')
          .selectAll()
          .where('id', '=', routerId)
          .executeTakeFirstOrThrow(),
      ),
    vouchers,
    makeBatch: (quantity: number, more: Partial<NewBatch> = {}) =>
      createVoucherBatch(deps, {
        package: 'harian',
        quantity,
        by: siti,
        conversationId: siti.conversationId,
        ...more,
      }),
    batch: async () =>
      deps.db
        .selectFrom('voucher_batches')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    namesOnRouter: () =>
      place.router
        .users()
        .map(({ name }) => name)
        .toSorted(),
    codes: async () => (await vouchers()).map(({ code }) => code).toSorted(),
    /** A package ordered and paid, delivery asked for: all but the money itself. */
    async buy(customer: Somebody, quantity = 1) {
      const { id: packageId } = await deps.db
        .selectFrom('packages')
        .where('code', '=', 'harian')
        .select('id')
        .executeTakeFirstOrThrow()
      const wish = { personId: customer.id, conversationId: customer.conversationId, packageId }
      const { orderId } = await placeOrder(deps, { ...wish, quantity })
      await deps.db
        .updateTable('orders')
        .set((row) => ({
          state: 'paid',
          paid_at: deps.now(),
          applied_rupiah: row.ref('amount_rupiah'),
          receipt_number: `KW/${orderId}`,
        }))
        .where('id', '=', orderId)
        .execute()
      return orderId
    },
    order: (id: number) =>
      deps.db.selectFrom('orders').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
  }
}

/** What this shop does of all that could follow a commit. */
export const hotspotWork = {
  'router.sync': async (deps, payload) => {
    await syncRouter(deps, payload)
  },
  'router.check': checkRouter,
  'batch.print': printBatch,
  'order.deliver': deliverOrder,
} satisfies Partial<EffectHandlers> as Partial<EffectHandlers> as EffectHandlers

import { expect, test } from 'vitest'
import { isolateOverdue } from '../../../src/domain/billing/isolate-overdue.ts'
import { insertCharge } from '../../../src/domain/payments/charge-queries.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { type LineShop, lineShop } from '../../support/line-shop.ts'

const MAC = 'AA:BB:CC:00:00:07'

test('who does not pay is cut off after the last paid day, and back on line with his payment', async () => {
  const shop = await lineShop()
  const { subscriptionId, username, password } = await shop.start({ staticAddress: '10.20.0.9' })
  await shop.work()
  shop.router.pppDial(username, password, MAC)

  shop.clock.set('2026-11-06T00:01:00+07:00')
  expect(await isolateOverdue(shop.deps)).toBe(1)
  await shop.work()
  expect(shop.secret(username)).toMatchObject({ disabled: true })
  expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ ok: false })

  await pay(shop, subscriptionId)
  await shop.work()
  expect(await shop.line(subscriptionId)).toMatchObject({
    state: 'active',
    paid_until: '2026-12-01',
  })
  expect(shop.secret(username)).toMatchObject({ disabled: false, remoteAddress: '10.20.0.9' })
  expect(shop.router.pppDial(username, password, MAC)).toMatchObject({ ok: true })
})

async function pay({ deps }: LineShop, subscriptionId: number) {
  const { db } = deps
  const invoice = await db
    .selectFrom('invoices')
    .where('subscription_id', '=', subscriptionId)
    .where('state', '=', 'open')
    .select(['id', 'total_rupiah'])
    .executeTakeFirstOrThrow()
  const at = deps.now()
  const charge = await insertCharge(db, {
    ref: { kind: 'invoice', id: invoice.id },
    gateway: 'sandbox',
    method: 'sandbox',
    reference: 'I1-1-ABCDE',
    amountRupiah: invoice.total_rupiah,
    uniqueCode: 0,
    account: null,
    at,
    expiresAt: at,
  })
  await recordPayment(deps, {
    chargeId: charge?.id ?? 0,
    amountRupiah: invoice.total_rupiah,
    providerReference: 'G1',
    paidAt: at,
  })
}

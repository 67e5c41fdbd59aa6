import { beforeAll, describe, expect, test } from 'vitest'
import { createMidtrans } from '../../../src/adapters/payments/midtrans/midtrans.ts'
import { startMidtransStandIn } from '../../../src/adapters/payments/midtrans/midtrans-stand-in.ts'
import type { GatewayStandIn } from '../../../src/adapters/payments/stand-in-server.ts'
import { createTripay } from '../../../src/adapters/payments/tripay/tripay.ts'
import { startTripayStandIn } from '../../../src/adapters/payments/tripay/tripay-stand-in.ts'
import { createXendit } from '../../../src/adapters/payments/xendit/xendit.ts'
import { startXenditStandIn } from '../../../src/adapters/payments/xendit/xendit-stand-in.ts'
import { confirmCharge } from '../../../src/domain/payments/confirm-charge.ts'
import { createCharge } from '../../../src/domain/payments/create-charge.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const KEYS = {
  midtrans: { serverKey: 'SB-Mid-server-abc123' },
  xendit: { secretKey: 'xnd_development_abc123', callbackToken: 'a-token-of-the-dashboard' },
  tripay: {
    merchantCode: 'T1234',
    apiKey: 'DEV-api-key',
    privateKey: 'private-key',
    now: () => new Date('2026-12-01T03:00:00Z'),
  },
}

let shop: PaymentShop
let standIns: Record<string, Pick<GatewayStandIn, 'settle' | 'tell' | 'behave'>>
beforeAll(async () => {
  const [midtrans, xendit, tripay] = await Promise.all([
    startMidtransStandIn(KEYS.midtrans),
    startXenditStandIn(KEYS.xendit),
    startTripayStandIn(KEYS.tripay),
  ])
  for (const one of [midtrans, xendit, tripay]) atTheEnd(one.close)
  standIns = { midtrans, xendit, tripay }
  shop = await openShop({
    gateways: [
      createMidtrans({ ...KEYS.midtrans, baseUrl: midtrans.baseUrl }),
      createXendit({ ...KEYS.xendit, baseUrl: xendit.baseUrl }),
      createTripay({ ...KEYS.tripay, baseUrl: tripay.baseUrl }),
    ],
  })
  xendit.setWebhook(`${shop.deps.business.publicUrl}/webhooks/payments/xendit`)
})

describe.each([
  ['midtrans', 'midtrans-qris'],
  ['xendit', 'xendit-invoice'],
  ['tripay', 'tripay-bca'],
])('paying by %s', (name, method) => {
  const other = () => standIns[name] ?? expect.unreachable()
  const waiting = async () => {
    const order = await shop.order(15_000)
    const { chargeId } = await shop.choose(order.token, method)
    await createCharge(shop.deps, { chargeId })
    const { reference } = await shop.charge(chargeId)
    return { ...order, chargeId, reference }
  }

  test('goes from the choice to the receipt, once, however often the news come', async () => {
    const before = await shop.clearing(name)
    const { token, orderId, reference } = await waiting()
    expect(await showPayment(shop.deps, token)).toMatchObject({ charge: { state: 'pending' } })

    other().settle(reference, 'paid')
    expect(await other().tell(reference, { times: 5 })).toEqual([200, 200, 200, 200, 200])
    await shop.effects.idle()
    await other().tell(reference)
    await shop.effects.idle()

    expect((await shop.orderRow(orderId)).state).toBe('paid')
    expect(await shop.payments(orderId)).toMatchObject([{ amount_rupiah: 15_000 }])
    expect(await shop.clearing(name)).toBe(before - 15_000)
    // What a gateway proves itself with is nobody's to read in our books.
    const kept = await shop.deps.db.selectFrom('callbacks').select(['headers', 'outcome']).execute()
    expect(JSON.stringify(kept)).not.toContain(KEYS.xendit.callbackToken)
    expect(kept.some(({ outcome }) => outcome === 'unreadable')).toBe(false)
  })

  test('credits nothing by news that only say so', async () => {
    const [paid, open] = [await waiting(), await waiting()]
    other().settle(paid.reference, 'paid')
    await other().tell(paid.reference, {
      edit: (body) => body.replaceAll(paid.reference, open.reference),
    })
    await shop.effects.idle()
    expect((await shop.orderRow(open.orderId)).state).toBe('open')
    expect(await shop.payments(open.orderId)).toEqual([])
  })

  test('is found by asking where no news came', async () => {
    const { orderId, chargeId, reference } = await waiting()
    expect(await confirmCharge(shop.deps, { chargeId })).toBe('pending')
    other().settle(reference, 'paid')
    shop.clock.pass({ minutes: 5 })
    expect(await confirmCharge(shop.deps, { chargeId })).toBe('paid')
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })
})

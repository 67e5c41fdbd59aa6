import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { confirmTransfer } from '../../../src/domain/payments/confirm-transfer.ts'
import { declineTransfer } from '../../../src/domain/payments/decline-transfer.ts'
import { expireCharges } from '../../../src/domain/payments/expire-charges.ts'
import { expireOrders } from '../../../src/domain/payments/expire-orders.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { refundOrder } from '../../../src/domain/payments/refund-order.ts'
import { Refusal } from '../../../src/domain/refusal.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

let shop: PaymentShop
let admin: Somebody
beforeAll(async () => {
  shop = await openShop({
    gateways: [
      createSandbox({ baseUrl: 'http://127.0.0.1:9', secret: 'secret' }),
      createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] }),
    ],
  })
  admin = await shop.staff('admin')
})

type Step =
  | { do: 'order'; price: number }
  | { do: 'choose'; order: number; method: string }
  | { do: 'arrive'; charge: number; percent: number }
  | { do: 'confirm' | 'decline'; charge: number }
  | { do: 'refund'; order: number }
  | { do: 'wait'; hours: number }

const pick = fc.nat(7)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('order' as const), price: fc.integer({ min: 1_000, max: 9_000 }) }),
  fc.record({
    do: fc.constant('choose' as const),
    order: pick,
    method: fc.constantFrom('sandbox', 'sandbox-qris', 'manual-bca'),
  }),
  fc.record({
    do: fc.constant('arrive' as const),
    charge: pick,
    percent: fc.constantFrom(100, 100, 100, 50, 99, 130, 200),
  }),
  fc.record({ do: fc.constantFrom('confirm' as const, 'decline' as const), charge: pick }),
  fc.record({ do: fc.constant('refund' as const), order: pick }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 12, 25) }),
)

type Story = {
  customer: Somebody
  orders: { orderId: number; token: string }[]
  charges: number[]
}

async function happen(story: Story, event: Step) {
  const { deps } = shop
  const orderAt = (place: number) => story.orders[place % Math.max(story.orders.length, 1)]
  const chargeAt = (place: number) => story.charges[place % Math.max(story.charges.length, 1)] ?? 0
  const by = admin.id
  switch (event.do) {
    case 'order':
      story.orders.push(await shop.order(event.price, { customer: story.customer }))
      return
    case 'choose': {
      const { token = '' } = orderAt(event.order) ?? {}
      story.charges.push((await shop.choose(token, event.method)).chargeId)
      return
    }
    case 'refund':
      await refundOrder(deps, { orderId: orderAt(event.order)?.orderId ?? 0, by, reason: 'test' })
      return
    case 'wait':
      shop.clock.pass({ hours: event.hours })
      await Promise.all([expireCharges(deps), expireOrders(deps)])
      return
    case 'confirm':
    case 'decline': {
      const decide = event.do === 'confirm' ? confirmTransfer : declineTransfer
      await decide(deps, { chargeId: chargeAt(event.charge), by })
      return
    }
    case 'arrive': {
      const chargeId = chargeAt(event.charge)
      if (chargeId === 0) return
      const { amount_rupiah: asked } = await shop.charge(chargeId)
      await recordPayment(deps, {
        chargeId,
        amountRupiah: Math.max(Math.floor((asked * event.percent) / 100), 1),
        providerReference: `arrival-${chargeId}`,
        paidAt: deps.now(),
      })
    }
  }
}

/** Refusals are part of the story; anything else that is thrown is a fault of ours. */
async function tell(story: Story, event: Step) {
  await happen(story, event).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

function sum(amounts: number[]) {
  return amounts.reduce((total, amount) => total + amount, 0)
}

async function holdsTrue({ customer, orders }: Story) {
  const ids = orders.map(({ orderId }) => orderId)
  const rows = await Promise.all(ids.map((id) => shop.orderRow(id)))
  const payments = (await Promise.all(ids.map((id) => shop.payments(id)))).flat()
  const sold = rows.filter(({ state }) => state === 'paid' || state === 'delivered')
  const half = rows.filter(({ state }) => state === 'open')

  const arrived = sum(payments.map(({ amount_rupiah }) => amount_rupiah))
  const wallet = await shop.wallet(customer)
  const receivable = await shop.receivable(customer)
  // Every rupiah that came is in a sale, waits for the rest of an order, or is the customer's.
  expect(receivable).toBe(sum(half.map(({ applied_rupiah }) => applied_rupiah)))
  expect(sum(sold.map(({ amount_rupiah }) => amount_rupiah)) + receivable + wallet).toBe(arrived)
  // Nothing is delivered that is not sold, and nothing sold that is not delivered.
  const deliveries = await shop.effectsOf('order.deliver')
  const asked = deliveries.map(({ payload }) => (payload as { orderId: number }).orderId)
  const bought = rows.filter(({ paid_at }) => paid_at !== null).map(({ id }) => id)
  expect(new Set(asked.filter((id) => ids.includes(id)))).toEqual(new Set(bought))
  expect(new Set(asked).size).toBe(asked.length)
}

test('whatever customers, gateways, admins and the clock do, no rupiah is lost or made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (events) => {
      const story: Story = { customer: await shop.customer(), orders: [], charges: [] }
      for (const event of events) await tell(story, event)
      await holdsTrue(story)
    }),
    { numRuns: 12 },
  )
  expect((await checkLedger(shop.deps)).sound).toBe(true)
})

test('nor when all of it happens at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1_000, max: 9_000 }), { minLength: 1, maxLength: 3 }),
      fc.array(step, { minLength: 5, maxLength: 20 }),
      async (prices, events) => {
        const story: Story = { customer: await shop.customer(), orders: [], charges: [] }
        for (const price of prices) await tell(story, { do: 'order', price })
        for (const order of prices.keys()) {
          await tell(story, { do: 'choose', order, method: 'sandbox' })
          await tell(story, { do: 'choose', order, method: 'manual-bca' })
        }
        await Promise.all(events.map((event) => tell(story, event)))
        await holdsTrue(story)
      },
    ),
    { numRuns: 12 },
  )
  expect((await checkLedger(shop.deps)).sound).toBe(true)
})

import { beforeAll, describe, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { confirmTransfer } from '../../../src/domain/payments/confirm-transfer.ts'
import { declineTransfer } from '../../../src/domain/payments/decline-transfer.ts'
import { expireCharges } from '../../../src/domain/payments/expire-charges.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { listTransfers } from '../../../src/domain/payments/list-transfers.ts'
import { confirmTransfer as confirmIntent } from '../../../src/intents/admin/confirm-transfer.ts'
import { declineTransfer as declineIntent } from '../../../src/intents/admin/decline-transfer.ts'
import type { Turn } from '../../../src/intents/turn.ts'
import { formatRupiah } from '../../../src/domain/money.ts'
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

async function transferring(priceRupiah = 5_000) {
  const order = await shop.order(priceRupiah)
  const { chargeId } = await shop.choose(order.token, 'manual-bca')
  return { ...order, chargeId, charge: await shop.charge(chargeId) }
}

async function auditOf(orderId: number) {
  return shop.deps.db
    .selectFrom('audit')
    .where('subject', '=', `order:${orderId}`)
    .select(['action', 'person_id'])
    .execute()
}

const by = () => admin.id

describe('an admin who sees the money', () => {
  test('pays the order; the unique code goes to the wallet and is no fee', async () => {
    const { orderId, chargeId, charge, customer } = await transferring()
    const revenue = await shop.revenue()

    await confirmTransfer(shop.deps, { chargeId, by: by() })

    expect(await shop.orderRow(orderId)).toMatchObject({ state: 'paid' })
    expect((await shop.revenue()) - revenue).toBe(5_000)
    expect(await shop.wallet(customer)).toBe(charge.unique_code)
    expect(await shop.notices('payment.received')).toContainEqual(
      expect.objectContaining({ orderId, uniqueCodeRupiah: charge.unique_code }),
    )
    const surplus = await shop.notices('payment.surplus')
    expect(surplus.filter(({ to }) => to === customer.conversationId)).toEqual([])
    expect(await shop.payments(orderId)).toMatchObject([{ by_person: admin.id }])
    expect(await auditOf(orderId)).toEqual([{ action: 'transfer.confirmed', person_id: admin.id }])
  })

  test('counts once, though two admins tap at the same moment', async () => {
    const { orderId, chargeId } = await transferring()
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => confirmTransfer(shop.deps, { chargeId, by: by() })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = answers.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as object] : [],
    )
    expect(refused).toEqual(
      refused.map(() =>
        expect.objectContaining({ code: 'charge.closed', details: { state: 'paid' } }),
      ),
    )
    expect(await shop.payments(orderId)).toHaveLength(1)
  })

  test('may be late: the charge has ended, the money counts', async () => {
    const { orderId, chargeId } = await transferring()
    shop.clock.pass({ hours: 25 })
    await expireCharges(shop.deps)
    await confirmTransfer(shop.deps, { chargeId, by: by() })
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('cannot confirm by hand what a machine must confirm', async () => {
    const { token, orderId } = await shop.order(5_000)
    const { chargeId } = await shop.choose(token, 'sandbox')
    await expect(confirmTransfer(shop.deps, { chargeId, by: by() })).rejects.toMatchObject({
      code: 'charge.unknown',
    })
    await expect(declineTransfer(shop.deps, { chargeId, by: by() })).rejects.toMatchObject({
      code: 'charge.unknown',
    })
    expect((await shop.orderRow(orderId)).state).toBe('open')
  })
})

test('a transfer that nobody confirmed stays on the list after its button is old', async () => {
  const { chargeId, charge, customer } = await transferring()
  const listed = { chargeId, amountRupiah: charge.amount_rupiah, customer: customer.name }
  shop.clock.pass({ hours: 70 })
  await expireCharges(shop.deps)
  expect(await listTransfers(shop.deps)).toContainEqual(listed)
  const [argument] = confirmIntent.arguments ?? []
  const offered = (await argument?.offer?.(shop.deps)) ?? []
  expect(offered.map(({ value }) => value)).toContain(String(chargeId))

  await confirmTransfer(shop.deps, { chargeId, by: by() })
  expect(await listTransfers(shop.deps)).not.toContainEqual(listed)
})

describe('an admin who does not see the money', () => {
  test('ends the charge, and the customer is told and may choose again', async () => {
    const { token, chargeId, charge, customer } = await transferring()
    await declineTransfer(shop.deps, { chargeId, by: by() })

    expect((await shop.charge(chargeId)).state).toBe('failed')
    expect((await showPayment(shop.deps, token)).failed?.why).toBe('not_paid')
    expect(await shop.notices('transfer.declined')).toContainEqual({
      to: customer.conversationId,
      title: 'Harian',
      amountRupiah: charge.amount_rupiah,
    })
    const again = await shop.choose(token, 'manual-bca')
    expect(again.chargeId).not.toBe(chargeId)
  })

  test('may find it after all', async () => {
    const { orderId, chargeId } = await transferring()
    await declineTransfer(shop.deps, { chargeId, by: by() })
    await confirmTransfer(shop.deps, { chargeId, by: by() })
    expect((await shop.orderRow(orderId)).state).toBe('paid')
    await expect(declineTransfer(shop.deps, { chargeId, by: by() })).rejects.toMatchObject({
      code: 'charge.closed',
    })
  })
})

const turn = (): Turn => ({
  inboxId: 1,
  conversationId: admin.conversationId,
  channel: 'telegram',
  person: { id: admin.id, name: 'Siti', language: 'id', role: 'admin', optedOut: false },
  text: '',
  receivedAt: shop.deps.now(),
  correlation: 'test',
})

describe('the buttons under the notice', () => {
  test('ask before money is believed, and name amount and account', async () => {
    const { chargeId, charge, orderId } = await transferring()
    const reading = confirmIntent.read({ chargeId })
    if (!reading.ok) throw new Error('not read')

    const asked = await reading.request.confirm?.(shop.deps, turn())
    expect(asked).toContain(formatRupiah(charge.amount_rupiah))
    expect(asked).toContain('BCA 1234567890')
    expect((await shop.orderRow(orderId)).state).toBe('open')

    const { text } = await reading.request.run(shop.deps, turn())
    expect(text).toContain(formatRupiah(charge.amount_rupiah))
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('need the permission to confirm payments', () => {
    expect([confirmIntent.who, declineIntent.who]).toEqual([
      { permission: 'payments.confirm' },
      { permission: 'payments.confirm' },
    ])
  })

  test('take no made-up charge', () => {
    expect(confirmIntent.read({ chargeId: '1; drop table' }).ok).toBe(false)
    expect(declineIntent.read({}).ok).toBe(false)
  })
})

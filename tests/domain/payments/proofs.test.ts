import { beforeAll, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { balancesOf } from '../../../src/domain/billing/balances.ts'
import { draftInvoice, issueDraft } from '../../../src/domain/billing/draft-invoice.ts'
import { declineTransfer } from '../../../src/domain/payments/decline-transfer.ts'
import { awaitedOf } from '../../../src/domain/payments/proof-awaited.ts'
import { declineProof, recordProof } from '../../../src/domain/payments/proof-decide.ts'
import { sendProof } from '../../../src/domain/payments/proof-send.ts'
import { atTheEnd } from '../../support/test-db.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const secret = 'sandbox-secret'
const file = { accountId: 1, ref: 'bukti', mime: 'image/jpeg', name: 'foto.jpg' }
let shop: PaymentShop
let admin: Somebody
let server: Awaited<ReturnType<typeof startSandboxServer>>

beforeAll(async () => {
  server = await startSandboxServer({ secret })
  atTheEnd(server.close)
  shop = await openShop({
    gateways: [
      createSandbox({ baseUrl: server.baseUrl, secret }),
      createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] }),
    ],
  })
  admin = await shop.staff('admin')
})

const send = ({ id: personId, conversationId }: Somebody) =>
  sendProof(shop.deps, { personId, conversationId, caption: '', file })

test('a transfer that was looked for too early may be shown again for two days', async () => {
  const { token, customer } = await shop.order(5_000)
  const { chargeId } = await shop.choose(token, 'manual-bca')
  await declineTransfer(shop.deps, { chargeId, by: admin.id })
  expect(await awaitedOf(shop.deps, customer.id)).toMatchObject([{ id: chargeId, declined: true }])
  expect(await send(customer)).toBe('checking')
  shop.clock.pass({ hours: 73 })
  expect(await awaitedOf(shop.deps, customer.id)).toEqual([])
})

test('what a gateway was to collect is asked of the gateway at once', async () => {
  const { token, orderId, customer } = await shop.order(5_000)
  const { chargeId } = await shop.choose(token, 'sandbox')
  await shop.effects.idle()
  const { reference } = await shop.charge(chargeId)
  // Its news was lost on the way.
  server.settle(reference, 'paid')
  expect(await send(customer)).toBe('checking')
  const { deps } = shop
  const [asked] = await shop.effectsOf('charge.confirm')
  expect(asked?.payload).toMatchObject({ chargeId })
  await deps.db.deleteFrom('effects').where('kind', '=', 'proof.show').execute()
  await shop.effects.idle()
  expect((await shop.orderRow(orderId)).state).toBe('paid')
})

test('of two who record one proof, one does', async () => {
  const { customer, orderId } = await shop.order(7_000)
  await send(customer)
  const { id: proofId } = await shop.deps.db
    .selectFrom('payment_proofs')
    .where('person_id', '=', customer.id)
    .select('id')
    .executeTakeFirstOrThrow()
  const tries = await Promise.allSettled(
    Array.from({ length: 5 }, () =>
      recordProof(shop.deps, { proofId, amountRupiah: 7_000, by: admin.id }),
    ),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  // It pays what was ordered.
  expect((await shop.orderRow(orderId)).state).toBe('paid')
  expect(await shop.wallet(customer)).toBe(0)
  await expect(declineProof(shop.deps, { proofId, by: admin.id })).rejects.toMatchObject({
    code: 'proof.decided',
  })
})

test('money shown for an order buys that first, though an older bill is open; the rest pays the bill', async () => {
  const { customer, orderId } = await shop.order(7_000)
  await send(customer)
  const { id: proofId } = await shop.deps.db
    .selectFrom('payment_proofs')
    .where('order_id', '=', orderId)
    .select('id')
    .executeTakeFirstOrThrow()
  const lines = [{ text: 'Biaya pemasangan', amountRupiah: 40_000 }]
  const bill = { personId: customer.id, lines, dueOn: '2026-12-01', by: admin.id }
  await issueDraft(shop.deps, { ...(await draftInvoice(shop.deps, bill)), by: admin.id })
  await recordProof(shop.deps, { proofId, amountRupiah: 10_000, by: admin.id })
  expect((await shop.orderRow(orderId)).state).toBe('paid')
  const { owedRupiah, customerWalletRupiah } = await balancesOf(shop.deps, customer.id)
  expect({ owedRupiah, customerWalletRupiah }).toEqual({
    owedRupiah: 37_000,
    customerWalletRupiah: 0,
  })
})

test('money that is not enough for the order waits in the wallet, and another picture asks again', async () => {
  const { customer, orderId } = await shop.order(7_000)
  await send(customer)
  const { id: proofId } = await shop.deps.db
    .selectFrom('payment_proofs')
    .where('order_id', '=', orderId)
    .select('id')
    .executeTakeFirstOrThrow()
  await recordProof(shop.deps, { proofId, amountRupiah: 5_000, by: admin.id })
  expect(await shop.wallet(customer)).toBe(5_000)
  expect(await shop.notices('balance.adjusted')).toMatchObject([
    { to: customer.conversationId, amountRupiah: 5_000, balanceRupiah: 5_000 },
  ])
  await send(customer)
  await declineProof(shop.deps, { proofId, by: admin.id })
  expect(await shop.notices('proof.declined')).toEqual([
    { to: customer.conversationId, title: 'Harian', amountRupiah: 7_000 },
  ])
})

test('nobody with nothing to pay is told to wait', async () => {
  expect(await send(await shop.customer())).toBe('nothing_open')
})

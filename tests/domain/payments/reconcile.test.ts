import { beforeAll, describe, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { adjustBalance } from '../../../src/domain/billing/adjust-balance.ts'
import { CASH, FEES } from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { askPending } from '../../../src/domain/payments/ask-pending.ts'
import { confirmTransfer } from '../../../src/domain/payments/confirm-transfer.ts'
import { drawReconciliation } from '../../../src/domain/payments/draw-reconciliation.ts'
import { expireCharges } from '../../../src/domain/payments/expire-charges.ts'
import { payUrl } from '../../../src/domain/payments/pay-token.ts'
import { reconcile } from '../../../src/domain/payments/reconcile.ts'
import { settleGateway } from '../../../src/domain/payments/settle-gateway.ts'
import { wordsIn } from '../../../src/intents/wording/words.ts'
import { atTheEnd } from '../../support/test-db.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const secret = 'sandbox-secret'
let shop: PaymentShop
let owner: Somebody
let server: Awaited<ReturnType<typeof startSandboxServer>>

async function openPlace() {
  server = await startSandboxServer({ secret })
  atTheEnd(server.close)
  const sandbox = createSandbox({ baseUrl: server.baseUrl, secret })
  shop = await openShop({
    gateways: [
      sandbox,
      // Another that speaks the same, with ways to pay of its own.
      {
        ...sandbox,
        name: 'lain',
        methods: sandbox.methods.map((one) => ({
          ...one,
          method: `lain-${one.method}`,
          label: 'Lain',
          fee: 'qris' as const,
        })),
      },
      createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] }),
    ],
  })
  owner = await shop.staff('owner')
}

async function charged(token: string, method: string) {
  const { chargeId } = await shop.choose(token, method)
  await shop.effects.idle()
  return { chargeId, ...(await shop.charge(chargeId)) }
}

/** What the checker asks about is asked at its time, spread over the minutes until it comes again. */
async function check() {
  shop.clock.pass({ minutes: 3 })
  await askPending(shop.deps)
  shop.clock.pass({ minutes: 5 })
  await shop.effects.idle()
}

async function billed(who: Somebody, amountRupiah: number) {
  const { deps } = shop
  await adjustBalance(deps, {
    personId: who.id,
    amountRupiah: -amountRupiah,
    reason: 'kabel',
    by: owner.id,
  })
  const invoice = await deps.db
    .selectFrom('invoices')
    .where('person_id', '=', who.id)
    .select(['id', 'link_version as linkVersion'])
    .executeTakeFirstOrThrow()
  const url = payUrl(deps, { kind: 'invoice', ...invoice })
  return { ...invoice, token: new URL(url).pathname.split('/').at(-1) ?? '' }
}

describe('money nobody told us about', () => {
  beforeAll(openPlace)

  test('is found by asking, for orders and invoices, at every gateway', async () => {
    const order = await shop.order(5_000)
    const forOrder = await charged(order.token, 'sandbox')
    const invoice = await billed(await shop.customer('Ratna'), 80_000)
    const forInvoice = await charged(invoice.token, 'lain-sandbox')
    for (const { reference } of [forOrder, forInvoice]) server.settle(reference, 'paid')
    await check()
    expect((await shop.orderRow(order.orderId)).state).toBe('paid')
    const { state } = await shop.deps.db
      .selectFrom('invoices')
      .where('id', '=', invoice.id)
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('paid')
  })

  test('is found though its charge has ended, and a charge of an invoice does end', async () => {
    const invoice = await billed(await shop.customer('Joko'), 60_000)
    const late = await charged(invoice.token, 'sandbox')
    shop.clock.pass({ hours: 25 })
    await expireCharges(shop.deps)
    expect((await shop.charge(late.chargeId)).state).toBe('expired')
    server.settle(late.reference, 'paid')
    await check()
    expect((await shop.charge(late.chargeId)).state).toBe('paid')
  })
})

const settle = (amountRupiah: number, feeRupiah: number, reference: string) =>
  settleGateway(shop.deps, {
    gateway: 'lain',
    amountRupiah,
    feeRupiah,
    day: '2026-11-03',
    reference,
    by: owner.id,
  })

describe('what gateways pay out', () => {
  beforeAll(openPlace)

  test('leaves its clearing account, comes to us, and its share to fees, once for each number', async () => {
    const { token } = await shop.order(100_000)
    const { reference } = await charged(token, 'lain-sandbox')
    server.settle(reference, 'paid')
    await check()
    expect(await shop.clearing('lain')).toBe(-100_000)
    shop.clock.pass({ days: 1 })
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => settle(60_000, 420, 'D-1')),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(settle(1, 0, 'D-1')).rejects.toMatchObject({ code: 'settlement.exists' })
    expect(await shop.clearing('lain')).toBe(-39_580)
    expect(await balanceOf(shop.deps, CASH)).toBe(-60_000)
    expect(await balanceOf(shop.deps, FEES)).toBe(-420)
    expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
    await expect(
      settleGateway(shop.deps, {
        gateway: 'lain',
        amountRupiah: 1,
        feeRupiah: 0,
        day: '2026-12-01',
        reference: 'D-2',
        by: owner.id,
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })

  test('is set against what was paid and booked, day by day', async () => {
    const report = await reconcile(shop.deps, '2026-11-01')
    expect(report.gateways).toEqual([
      {
        gateway: 'lain',
        days: [
          {
            day: '2026-11-02',
            payments: 1,
            paidRupiah: 100_000,
            bookedRupiah: 100_000,
            backRupiah: 0,
            settledRupiah: 0,
            feeRupiah: 0,
          },
          {
            day: '2026-11-03',
            payments: 0,
            paidRupiah: 0,
            bookedRupiah: 0,
            backRupiah: 0,
            settledRupiah: 60_000,
            feeRupiah: 420,
          },
        ],
        sum: {
          payments: 1,
          paidRupiah: 100_000,
          bookedRupiah: 100_000,
          backRupiah: 0,
          settledRupiah: 60_000,
          feeRupiah: 420,
        },
        beforeRupiah: 0,
        heldRupiah: 39_580,
        expectedFeeRupiah: 700,
      },
    ])
    expect(report.mismatches).toEqual([])
  })

  test('and what does not match is listed', async () => {
    const { deps } = shop
    const { token } = await shop.order(5_000)
    const { chargeId } = await shop.choose(token, 'manual-bca')
    await confirmTransfer(deps, { chargeId, by: owner.id })
    const { amount_rupiah: amountRupiah } = await shop.charge(chargeId)
    const callback = { gateway: 'lain', body: '{}', headers: '{}', received_at: deps.now() }
    await deps.db
      .insertInto('callbacks')
      .values([
        {
          ...callback,
          fingerprint: Buffer.from('a'),
          reference: 'ASING',
          outcome: 'unknown_reference',
        },
        { ...callback, fingerprint: Buffer.from('b'), reference: 'RAGU', outcome: 'not_confirmed' },
        { ...callback, fingerprint: Buffer.from('c'), reference: 'LUNAS', outcome: 'paid' },
      ])
      .execute()
    shop.clock.pass({ days: 4 })
    const line = { account: 'BCA 1234567890', text: 'SETORAN', imported_at: deps.now() }
    await deps.db
      .insertInto('bank_mutations')
      .values({ ...line, fingerprint: Buffer.from('x'), day: '2026-11-06', amount_rupiah: 9_000 })
      .execute()
    const { mismatches } = await reconcile(deps, '2026-11-01')
    expect(mismatches).toEqual([
      { kind: 'old', gateway: 'lain', amountRupiah: 39_580, days: 3 },
      { kind: 'old', gateway: 'manual', amountRupiah, days: 3 },
      { kind: 'stray', gateway: 'lain', reference: 'ASING', day: '2026-11-03' },
      { kind: 'held', gateway: 'lain', reference: 'RAGU', day: '2026-11-03' },
      expect.objectContaining({ kind: 'unseen', customer: 'Budi', amountRupiah }),
      { kind: 'waiting', count: 1, amountRupiah: 9_000 },
    ])
    // Of the month before there is nothing to say.
    expect(await reconcile(deps, '2026-10-01')).toMatchObject({ gateways: [], mismatches: [] })
  })

  test('comes as a workbook as well', async () => {
    const { paper } = wordsIn('id').moneyChecks
    await drawReconciliation(shop.deps, {
      month: '2026-11-01',
      conversationId: owner.conversationId,
      words: { ...paper, title: 'Rekonsiliasi November 2026' },
    })
    const [told] = await shop.notices('reconciliation.file')
    const bytes = await shop.deps.files.get(told?.file.key ?? '')
    const { sheets } = await shop.deps.documents.readTable(bytes, {
      mime: told?.file.mime ?? '',
      name: told?.file.name ?? '',
    })
    expect(sheets.map(({ name }) => name)).toEqual(['Per hari', 'Perlu dilihat'])
    expect(sheets.flatMap(({ rows }) => rows).join('\n')).toContain('lain,2026-11-03,0,0,0,0,60000')
  })
})

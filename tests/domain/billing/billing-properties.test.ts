import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { adjustBalance, payOut } from '../../../src/domain/billing/adjust-balance.ts'
import { creditInvoice } from '../../../src/domain/billing/credit-invoice.ts'
import { draftInvoice, issueDraft } from '../../../src/domain/billing/draft-invoice.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { recordCash } from '../../../src/domain/billing/record-cash.ts'
import { reversePayment } from '../../../src/domain/billing/reverse-payment.ts'
import { voidInvoice } from '../../../src/domain/billing/void-invoice.ts'
import { insertCharge } from '../../../src/domain/payments/charge-queries.ts'
import { recordPayment } from '../../../src/domain/payments/record-payment.ts'
import { Refusal } from '../../../src/domain/refusal.ts'
import type { Somebody } from '../../support/world.ts'
import { type Isp, openIsp } from './isp.ts'

// A customer is a sum: what was billed takes away, what came in adds. Whatever is done, in
// whatever order and by however many at once, the tables must say the same as that sum.

const PRICE = 100_000
/** The same every time, unless somebody wants to look further: BILLING_RUNS=500. */
const wanted = Number(process.env['BILLING_RUNS'] ?? 0)
const RUNS = wanted || 15
const SEED = wanted ? {} : { seed: 20_261_121 }
let isp: Isp
beforeAll(async () => {
  isp = await openIsp({ creditReminderRupiah: 0 })
})

type Move =
  | { kind: 'month' }
  | { kind: 'cash' | 'adjust' | 'payout' | 'manual'; rupiah: number }
  | { kind: 'cash for' | 'credit' | 'charge'; pick: number; rupiah: number }
  | { kind: 'void' | 'reverse'; pick: number }

const amount = fc.oneof(
  fc.constantFrom(60_000, 40_000, 80_000, PRICE, 120_000, 1),
  fc.integer({ min: 1, max: 350_000 }),
)
const pick = fc.nat({ max: 50 })
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'month' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cash' as const), rupiah: amount }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cash for' as const), pick, rupiah: amount }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('charge' as const), pick, rupiah: amount }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('credit' as const), pick, rupiah: amount }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      rupiah: fc.integer({ min: -150_000, max: 150_000 }).filter((one) => one !== 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('payout' as const, 'manual' as const),
      rupiah: amount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('void' as const, 'reverse' as const), pick }),
  },
)

type Scene = { who: Somebody; lines: number[] }

async function open(): Promise<Scene> {
  const who = await isp.customer()
  return { who, lines: [await isp.subscribe(who), await isp.subscribe(who)] }
}

/** Does it; says by how much it moved what the customer has. */
async function make({ who, lines }: Scene, one: Move): Promise<number> {
  const { deps, owner } = isp
  const by = owner.id
  const reason = 'uji'
  switch (one.kind) {
    case 'month':
      return -PRICE * (await issueInvoices(deps, { subscriptionIds: lines }))
    case 'cash':
      await recordCash(deps, { personId: who.id, amountRupiah: one.rupiah, method: 'cash', by })
      return one.rupiah
    case 'cash for': {
      const invoice = await invoiceOf(who, one.pick)
      if (!invoice) return 0
      await isp.cash(who, one.rupiah, invoice.id)
      return one.rupiah
    }
    case 'charge':
      return payCharge(who, one)
    case 'credit': {
      const invoice = await invoiceOf(who, one.pick)
      if (!invoice) return 0
      await creditInvoice(deps, { invoiceId: invoice.id, amountRupiah: one.rupiah, reason, by })
      return one.rupiah
    }
    case 'adjust':
      await adjustBalance(deps, { personId: who.id, amountRupiah: one.rupiah, reason, by })
      return one.rupiah
    case 'payout':
      await payOut(deps, { personId: who.id, amountRupiah: one.rupiah, reason, by })
      return -one.rupiah
    case 'manual': {
      const dueOn = '2026-12-31'
      const draft = await draftInvoice(deps, {
        personId: who.id,
        lines: [{ text: 'Kabel', amountRupiah: one.rupiah }],
        dueOn,
        by,
      })
      await issueDraft(deps, { ...draft, by })
      return -one.rupiah
    }
    case 'void': {
      const invoice = await invoiceOf(who, one.pick)
      if (!invoice) return 0
      await voidInvoice(deps, { invoiceId: invoice.id, reason, by, again: one.pick % 2 === 0 })
      return invoice.own - (await givenAway(invoice.id))
    }
    case 'reverse': {
      const payments = await paymentsOf(who)
      const payment = payments[one.pick % Math.max(payments.length, 1)]
      if (!payment) return 0
      await reversePayment(deps, { paymentId: payment.id, reason, by })
      return -payment.amount_rupiah
    }
  }
}

/** A gateway tells of the same money twice at once, for an invoice in whatever state. */
async function payCharge(who: Somebody, { pick, rupiah }: { pick: number; rupiah: number }) {
  const invoice = await invoiceOf(who, pick)
  if (!invoice) return 0
  const { deps } = isp
  const reference = `I${invoice.id}-${deps.secrets.token().slice(0, 12)}`
  const charge = await insertCharge(deps.db, {
    ref: { kind: 'invoice', id: invoice.id },
    gateway: 'sandbox',
    method: 'sandbox',
    reference,
    amountRupiah: rupiah,
    uniqueCode: 0,
    account: null,
    at: deps.now(),
    expiresAt: deps.now(),
  })
  if (!charge) throw new Error('no charge')
  const news = {
    chargeId: charge.id,
    amountRupiah: rupiah,
    providerReference: reference,
    paidAt: deps.now(),
  }
  await Promise.all([recordPayment(deps, news), recordPayment(deps, news)])
  return rupiah
}

async function invoiceOf({ id }: Somebody, pick: number) {
  const all = await isp.deps.db
    .selectFrom('invoices')
    .where('person_id', '=', id)
    .where('state', '<>', 'draft')
    .select(['id', sql<number>`total_rupiah - carried_rupiah`.as('own')])
    .orderBy('id')
    .execute()
  return all[pick % Math.max(all.length, 1)]
}

/** What was given away of an invoice is given no more when it is void. */
async function givenAway(invoiceId: number) {
  const { rupiah } = await isp.deps.db
    .selectFrom('payments')
    .where('invoice_id', '=', invoiceId)
    .where('gateway', '=', 'credit')
    .select(sql<number>`coalesce(sum(applied_rupiah), 0)::bigint`.as('rupiah'))
    .executeTakeFirstOrThrow()
  return rupiah
}

function paymentsOf({ id }: Somebody) {
  return isp.deps.db
    .selectFrom('payments')
    .where('person_id', '=', id)
    .select(['id', 'amount_rupiah'])
    .orderBy('id')
    .execute()
}

/** A no of the business moves nothing; anything else is a fault and ends the test. */
async function tryTo(scene: Scene, one: Move): Promise<number> {
  try {
    return await make(scene, one)
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}

/** Everything that is not as it must be: nothing, one hopes. */
async function wrong({ who }: Scene, expected: number): Promise<string[]> {
  const { netRupiah } = await isp.balances(who)
  const { sound } = await isp.problems()
  return [
    ...(netRupiah === expected ? [] : [`has ${netRupiah} and should have ${expected}`]),
    ...(sound ? [] : ['the ledger is not sound']),
    ...(await strange()).map(({ what }) => what),
  ]
}

/** Rows that contradict each other; each line is one thing that must never be. */
async function strange(): Promise<{ what: string }[]> {
  const { rows } = await sql<{ what: string }>`
    select 'the ledger and the invoices of line ' || s.id as what from subscriptions s
    where coalesce((select sum(e.amount) from accounts a join entries e on e.account_id = a.id
        where a.owner = 'subscription:' || s.id and a.purpose = 'receivable'), 0)
      <> -coalesce((select sum(total_rupiah - applied_rupiah) from invoices i
        where i.subscription_id = s.id and i.state in ('open', 'partial')), 0)
    union all
    select 'the ledger and the invoices of customer ' || p.id from people p
    where coalesce((select sum(e.amount) from accounts a join entries e on e.account_id = a.id
        where a.owner = 'person:' || p.id and a.purpose = 'receivable'), 0)
      <> -coalesce((select sum(total_rupiah - applied_rupiah) from invoices i
        where i.person_id = p.id and i.subscription_id is null and i.state in ('open', 'partial')), 0)
    union all
    select 'carried and not in the one it went to: ' || i.number from invoices i
    where i.state not in ('void', 'draft') and i.carried_rupiah <> coalesce((
      select sum(c.amount_rupiah) from carry_overs c
      where c.to_invoice_id = i.id and c.undone_at is null), 0)
    union all
    select 'carries less or more than was left of ' || i.number from invoices i
    where i.state = 'carried' and not exists (select from carry_overs c
      where c.from_invoice_id = i.id and c.to_invoice_id = i.carried_to and c.undone_at is null
        and c.amount_rupiah = i.total_rupiah - i.applied_rupiah)
    union all
    select 'a line isolated that owes nothing: ' || s.id from subscriptions s
    where s.state = 'isolated' and not exists (select from invoices i
      where i.subscription_id = s.id and i.state in ('open', 'partial'))
    union all
    select 'a gap in the numbers of ' || left(number, 11) from invoices where number is not null
    group by left(number, 11)
    having count(*) <> max(right(number, 6)::int) or min(right(number, 6)::int) <> 1
    union all
    select 'more applied than came: ' || i.number from invoices i where i.state not in ('void', 'draft')
      and i.applied_rupiah <> coalesce((select sum(applied_rupiah) from payments p
        where p.invoice_id = i.id
          and not exists (select from payment_reversals r where r.payment_id = p.id)), 0)`.execute(
    isp.deps.db,
  )
  return rows
}

test('whatever happens to a customer, he has what came in less what was billed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 22 }), async (moves) => {
      const scene = await open()
      let expected = 0
      for (const one of moves) {
        if (one.kind === 'month') isp.clock.pass({ days: 30 })
        expected += await tryTo(scene, one)
        expect(await wrong(scene, expected)).toEqual([])
      }
    }),
    { numRuns: RUNS, ...SEED },
  )
}, 240_000)

test('the same when all of it happens at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 14 }), async (moves) => {
      const scene = await open()
      isp.clock.pass({ days: 30 })
      let expected = await make(scene, { kind: 'month' })
      const moved = await Promise.all(moves.map((one) => tryTo(scene, one)))
      expected += moved.reduce((sum, one) => sum + one, 0)
      expect(await wrong(scene, expected)).toEqual([])
    }),
    { numRuns: RUNS, ...SEED },
  )
}, 240_000)

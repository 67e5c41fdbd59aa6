import { recordAudit } from '../audit/record-audit.ts'
import { inTransaction } from '../in-transaction.ts'
import { CASH, subscriptionWalletOf, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { insertPayment } from '../payments/payment-queries.ts'
import { Refusal } from '../refusal.ts'
import { applyWallets } from './apply-wallets.ts'
import { owedInvoices, readInvoice } from './invoice-queries.ts'
import type { BillingDeps } from './billing-deps.ts'
import { receiveMoney } from './receive-money.ts'
import { lockCustomer } from './wallet-queries.ts'

export type Cash = {
  personId: number
  /** Only this one; absent: whatever is owed, the oldest debt first. */
  invoiceId?: number
  amountRupiah: number
  method: 'cash' | 'transfer'
  /** Of the bank, where there is one: the same is recorded once. Its parts are REF-1, REF-2 … */
  reference?: string
  /** To the customer's own wallet, and left there: whoever calls knows what it is to pay. */
  aside?: true
  by: number
}

export type CashRecorded = {
  appliedTo: { number: string; appliedRupiah: number; openRupiah: number }[]
  surplusRupiah: number
}

/**
 * Money somebody of the staff took in: to what is owed, and what is too much to the wallet. A
 * visit that brought nothing is noted and moves nothing.
 */
export async function recordCash(deps: BillingDeps, cash: Cash): Promise<CashRecorded> {
  if (!Number.isSafeInteger(cash.amountRupiah) || cash.amountRupiah < 0) {
    throw new Refusal('input.invalid', { field: 'jumlah', problem: '>=0' })
  }
  return inTransaction(deps, async (deps) => {
    await lockCustomer(deps.db, cash.personId)
    await refuseTwice(deps, cash)
    const owed = await owedBy(deps, cash)
    const reference = cash.reference ?? `T-${deps.secrets.token().slice(0, 10)}`
    const recorded: CashRecorded = { appliedTo: [], surplusRupiah: 0 }
    let left = cash.amountRupiah
    let parts = 0
    for (const [place, { id }] of owed.entries()) {
      if (left === 0) break
      const isLast = place === owed.length - 1
      const before = await readInvoice(deps.db, id)
      const open = before ? before.total_rupiah - before.applied_rupiah : 0
      // The last one takes the rest: what is too much belongs to its subscription.
      const amountRupiah = isLast ? left : Math.min(left, open)
      if (amountRupiah === 0) continue
      const received = await receiveMoney(deps, {
        invoiceId: id,
        amountRupiah,
        source: CASH,
        gateway: cash.method,
        method: cash.method,
        reference: `${reference}-${(parts += 1)}`,
        by: cash.by,
      })
      left -= amountRupiah
      if (!received) continue
      recorded.surplusRupiah += received.surplusRupiah
      if (received.appliedRupiah > 0) {
        const { appliedRupiah, openRupiah } = received
        recorded.appliedTo.push({ number: before?.number ?? '', appliedRupiah, openRupiah })
      }
    }
    if (left > 0) {
      const rest = { ...cash, reference: `${reference}-${parts + 1}` }
      recorded.surplusRupiah += await putAside(deps, rest, left)
    }
    await recordAudit(deps, {
      by: cash.by,
      action: 'payment.recorded',
      subject: `person:${cash.personId}`,
      after: { amountRupiah: cash.amountRupiah, method: cash.method, reference },
    })
    return recorded
  })
}

/** The first part of a reference is always there: of two who record it at once, one fails on it. */
async function refuseTwice({ db }: Pick<BillingDeps, 'db'>, { reference, method }: Cash) {
  if (reference === undefined) return
  const known = await db
    .selectFrom('payments')
    .where('gateway', '=', method)
    .where('provider_reference', '=', `${reference}-1`)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refusal('payment.exists', { reference })
}

async function owedBy({ db }: Pick<BillingDeps, 'db'>, cash: Cash) {
  if (cash.aside) return []
  return cash.invoiceId === undefined ? owedInvoices(db, cash) : [{ id: cash.invoiceId }]
}

/** Nothing is owed: it waits in the wallet of the only line, or of the customer. */
async function putAside(deps: BillingDeps, cash: Cash & { reference: string }, rupiah: number) {
  const lines = await deps.db
    .selectFrom('subscriptions')
    .where('person_id', '=', cash.personId)
    .where('state', '<>', 'stopped')
    .select('id')
    .execute()
  const only = lines.length === 1 && !cash.aside ? lines[0]?.id : undefined
  const paymentId = await insertPayment(deps.db, {
    gateway: cash.method,
    method: cash.method,
    providerReference: cash.reference,
    chargeId: null,
    orderId: null,
    invoiceId: null,
    personId: cash.personId,
    subscriptionId: only ?? null,
    amountRupiah: rupiah,
    paidAt: deps.now(),
    appliedRupiah: 0,
    surplusRupiah: rupiah,
    by: cash.by,
  })
  await postTransfer(deps, {
    key: `payment:${paymentId}`,
    cause: 'payment',
    subject: `person:${cash.personId}`,
    by: cash.by,
    lines: [
      { account: CASH, amount: -rupiah },
      {
        account: only === undefined ? walletOf(cash.personId) : subscriptionWalletOf(only),
        amount: rupiah,
      },
    ],
  })
  if (!cash.aside) await applyWallets(deps, { personId: cash.personId })
  return rupiah
}

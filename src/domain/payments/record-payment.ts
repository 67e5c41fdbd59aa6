import type { BillingDeps } from '../billing/billing-deps.ts'
import { receiveMoney } from '../billing/receive-money.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { clearingOf, depositOf, receivableOf, revenueOf, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import type { Line } from '../ledger/transfer.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import { lockReseller } from '../resellers/reseller-queries.ts'
import { settleTopUp } from '../resellers/settle-top-up.ts'
import { type ChargeRow, lockCharge, readCharge, refOf, setChargePaid } from './charge-queries.ts'
import { nextReceiptNumber } from './next-receipt-number.ts'
import { customerName } from './order.ts'
import { lockOrder, readOrder, setOrderApplied, setOrderPaid } from './order-queries.ts'
import { divide, type Division } from './payment.ts'
import { methodLabel } from './pay-methods.ts'
import { insertPayment } from './payment-queries.ts'

type Needs = BillingDeps

/** Money that is certain: a gateway confirmed it, or a person saw it. */
export type Arrival = {
  chargeId: number
  amountRupiah: number
  providerReference: string
  paidAt: Date
  by?: number
}

/**
 * Credits money that arrived for a charge, once, whoever says so and how often. It goes to the
 * order first and what is too much to the wallet; nothing is ever turned away. Locks order,
 * charge, ledger, and the receipt counter last, so that it is held for as short as can be.
 */
export async function recordPayment(
  deps: Needs,
  arrival: Arrival,
): Promise<{ kind: 'recorded' | 'exists' }> {
  const charge = await readCharge(deps.db, arrival.chargeId)
  if (!charge) throw new Error(`there is no charge ${arrival.chargeId}`)
  const ref = refOf(charge)
  return ref.kind === 'order'
    ? recordForOrder(deps, arrival, ref.id)
    : recordForInvoice(deps, arrival, { charge, invoiceId: ref.id })
}

async function recordForInvoice(
  deps: Needs,
  arrival: Arrival,
  { charge, invoiceId }: { charge: ChargeRow; invoiceId: number },
): Promise<{ kind: 'recorded' | 'exists' }> {
  const received = await receiveMoney(
    deps,
    {
      invoiceId,
      amountRupiah: arrival.amountRupiah,
      uniqueCodeRupiah: charge.unique_code,
      source: clearingOf(charge.gateway),
      gateway: charge.gateway,
      method: charge.method,
      reference: arrival.providerReference,
      chargeId: charge.id,
      ...(arrival.by !== undefined && { by: arrival.by }),
    },
    async (deps) => {
      const now = await lockCharge(deps.db, charge.id)
      if (now?.state === 'paid') return false
      await setChargePaid(deps.db, charge.id, arrival)
      return true
    },
  )
  return { kind: received ? 'recorded' : 'exists' }
}

async function recordForOrder(
  deps: Needs,
  arrival: Arrival,
  orderId: number,
): Promise<{ kind: 'recorded' | 'exists' }> {
  return inTransaction(deps, async (deps) => {
    const order = await lockOrder(deps.db, orderId)
    const charge = await lockCharge(deps.db, arrival.chargeId)
    if (!order || !charge) throw new Error(`there is no charge ${arrival.chargeId}`)
    if (charge.state === 'paid') return { kind: 'exists' }
    if (order.kind === 'deposit') await lockReseller(deps.db, order.person_id)

    const division = divide(order, { ...arrival, uniqueCode: charge.unique_code })
    await setChargePaid(deps.db, charge.id, arrival)
    await insertPayment(deps.db, {
      gateway: charge.gateway,
      method: charge.method,
      providerReference: arrival.providerReference,
      chargeId: charge.id,
      orderId: order.id,
      invoiceId: null,
      personId: order.person_id,
      subscriptionId: null,
      amountRupiah: arrival.amountRupiah,
      paidAt: arrival.paidAt,
      appliedRupiah: division.appliedRupiah,
      surplusRupiah: division.surplusRupiah,
      by: arrival.by ?? null,
    })
    await post(deps, { order, charge, arrival, division })
    if (order.kind === 'deposit') {
      await settleTopUp(deps, {
        orderId: order.id,
        amountRupiah: arrival.amountRupiah,
        beforeRupiah: order.applied_rupiah,
        appliedRupiah: division.appliedRupiah,
        completes: division.completes,
        paidAt: arrival.paidAt,
        method: methodLabel(deps.gateways, charge.method),
      })
    } else {
      await tellOf(deps, order.id, { charge, arrival, division })
      const personId = order.person_id
      if (division.surplusRupiah > 0) await later(deps, { kind: 'balance.apply', personId })
    }
    return { kind: 'recorded' }
  })
}

type Posting = {
  order: {
    id: number
    kind: 'voucher' | 'deposit' | 'resale'
    person_id: number
    applied_rupiah: number
    amount_rupiah: number
  }
  charge: ChargeRow
  arrival: Arrival
  division: Division
}

async function post(deps: Needs, posting: Posting) {
  const { order, charge, arrival } = posting
  await postTransfer(deps, {
    key: `charge:${charge.id}`,
    cause: 'payment',
    subject: `order:${order.id}`,
    ...(arrival.by !== undefined && { by: arrival.by }),
    lines: [
      { account: clearingOf(charge.gateway), amount: -arrival.amountRupiah },
      ...goesTo(posting),
    ],
  })
}

/** What an order was paid in part waits on the receivable until the rest completes the sale. */
function goesTo({ order, arrival, division }: Posting): Line[] {
  const person = order.person_id
  // Whatever comes for a top-up is there to sell from, at once and to the last rupiah.
  if (order.kind === 'deposit') {
    return [{ account: depositOf(person), amount: arrival.amountRupiah }]
  }
  const toOrder = division.completes
    ? [
        { account: receivableOf(person), amount: -order.applied_rupiah },
        { account: revenueOf('isp'), amount: order.amount_rupiah },
      ]
    : [{ account: receivableOf(person), amount: division.appliedRupiah }]
  return [...toOrder, { account: walletOf(person), amount: division.surplusRupiah }]
}

async function tellOf(
  deps: Needs,
  orderId: number,
  { charge, arrival, division }: { charge: ChargeRow; arrival: Arrival; division: Division },
) {
  const order = await readOrder(deps.db, orderId)
  if (!order) throw new Error(`there is no order ${orderId}`)
  const method = methodLabel(deps.gateways, charge.method)
  const { appliedRupiah, surplusRupiah, surplusReason } = division

  if (division.completes) {
    const receiptNumber = await nextReceiptNumber(deps)
    await setOrderPaid(deps.db, order.id, { receiptNumber, paidAt: arrival.paidAt })
    await later(
      deps,
      { kind: 'order.deliver', orderId: order.id },
      { key: `order.deliver:${order.id}` },
    )
    await tell(deps, order.conversation_id, {
      code: 'payment.received',
      details: {
        orderId: order.id,
        amountRupiah: arrival.amountRupiah,
        method,
        receiptNumber,
        uniqueCodeRupiah: surplusReason === 'unique_code' ? surplusRupiah : 0,
      },
      priority: 'high',
    })
    await tellStaff(deps, 'payments.view', {
      code: 'payment.sold.staff',
      details: {
        customer: customerName({ ...order, personId: order.person_id }),
        package: order.package,
        amountRupiah: order.amount_rupiah,
        method,
      },
    })
  } else if (appliedRupiah > 0) {
    const paidRupiah = order.applied_rupiah + appliedRupiah
    await setOrderApplied(deps.db, order.id, paidRupiah)
    await tell(deps, order.conversation_id, {
      code: 'payment.short',
      details: { orderId: order.id, paidRupiah, openRupiah: order.amount_rupiah - paidRupiah },
      priority: 'high',
    })
  }
  if (surplusRupiah > 0 && surplusReason !== 'unique_code') {
    await tell(deps, order.conversation_id, {
      code: 'payment.surplus',
      details: { amountRupiah: surplusRupiah, reason: surplusReason },
      priority: 'high',
    })
  }
}

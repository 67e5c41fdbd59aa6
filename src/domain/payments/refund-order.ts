import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { type Account, depositOf, revenueOf, walletOf } from '../ledger/account.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { lockReseller, selectResellerChat } from '../resellers/reseller-queries.ts'
import { watchDeposit } from '../resellers/watch-deposit.ts'
import { lockOrder, setOrderRefunded } from './order-queries.ts'

/**
 * Takes a sale back: the opposite transfer, into the customer's wallet, or into the deposit that
 * paid for it. Nothing is sent back by a gateway, and vouchers already handed out are revoked by
 * whoever refunds.
 */
export async function refundOrder(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { orderId, by, reason }: { orderId: number; by: number; reason: string },
): Promise<{ amountRupiah: number }> {
  const why = reason.trim()
  if (why === '') throw new Refusal('input.invalid', { field: 'reason', problem: 'empty' })
  return inTransaction(deps, async (deps) => {
    const order = await lockOrder(deps.db, orderId)
    if (!order) throw new Refusal('order.unknown', { id: orderId })
    if (order.state !== 'paid' && order.state !== 'delivered') {
      throw new Refusal('order.closed', { state: order.state })
    }
    if (order.kind !== 'voucher') await lockReseller(deps.db, order.person_id)
    const amountRupiah = order.amount_rupiah
    const { from, to } = waysBack(order)
    await setOrderRefunded(deps.db, orderId)
    await postTransfer(deps, {
      key: `refund:${orderId}`,
      cause: 'refund',
      subject: `order:${orderId}`,
      by,
      lines: [
        { account: from, amount: -amountRupiah },
        { account: to, amount: amountRupiah },
      ],
    })
    await recordAudit(deps, {
      by,
      action: 'order.refunded',
      subject: `order:${orderId}`,
      before: { state: order.state },
      after: { state: 'refunded', amountRupiah, reason: why },
    })
    await tellBuyer(deps, order)
    const personId = order.person_id
    if (order.kind !== 'resale') await later(deps, { kind: 'balance.apply', personId })
    return { amountRupiah }
  })
}

type Order = Pick<
  NonNullable<Awaited<ReturnType<typeof lockOrder>>>,
  'id' | 'kind' | 'person_id' | 'conversation_id' | 'amount_rupiah'
>

function waysBack({ kind, person_id: person }: Order): { from: Account; to: Account } {
  switch (kind) {
    case 'voucher':
      return { from: revenueOf('isp'), to: walletOf(person) }
    case 'resale':
      return { from: revenueOf('isp'), to: depositOf(person) }
    case 'deposit':
      return { from: depositOf(person), to: walletOf(person) }
  }
}

async function tellBuyer(deps: Pick<Deps, 'db' | 'now' | 'wake'>, order: Order) {
  const { kind, person_id: personId, conversation_id: conversationId } = order
  const details = { orderId: order.id, amountRupiah: order.amount_rupiah }
  if (kind === 'resale') {
    const depositRupiah = await watchDeposit(deps, { personId })
    await tell(deps, conversationId, {
      code: 'reseller.refunded',
      details: { ...details, depositRupiah },
      priority: 'high',
    })
    return
  }
  if (kind === 'deposit') {
    // Cash may have been taken from somebody who never wrote: the chat is then of the team.
    const chat = await selectResellerChat(deps.db, personId, conversationId)
    await watchDeposit(deps, { personId, ...(chat !== undefined && { fellIn: chat }) })
    if (chat !== undefined) {
      await tell(deps, chat, { code: 'payment.refunded', details, priority: 'high' })
    }
    return
  }
  await tell(deps, conversationId, { code: 'payment.refunded', details, priority: 'high' })
}

import type { Deps } from '../deps.ts'
import { loginLink } from '../documents/login-link.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { createVoucherBatch } from './create-voucher-batch.ts'
import {
  lastRefusedFor,
  lockPaidOrder,
  markDelivered,
  type OrderVoucher,
  takeStock,
  vouchersOfOrder,
} from './delivery-queries.ts'
import { tellOrderWaiting } from './tell-waiting.ts'

type DeliverDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'files' | 'documents' | 'business'
>

/**
 * Effect `order.deliver`: hands over what was paid for, once. Vouchers come from stock or are
 * made for this order; then the router has to take them first, and this is asked again as soon
 * as it has.
 */
export async function deliverOrder(deps: DeliverDeps, { orderId }: { orderId: number }) {
  const vouchers = await inTransaction(deps, (deps) => setAside(deps, orderId))
  const [first] = vouchers
  if (!first) return
  const file = await drawQr(deps, orderId, first)
  await inTransaction(deps, async (deps) => {
    const order = await lockPaidOrder(deps.db, orderId)
    if (!order) return
    await markDelivered(deps.db, { orderId, at: deps.now() })
    await tell(deps, order.conversation_id, {
      code: 'voucher.delivered',
      details: {
        orderId,
        package: order.package,
        codes: vouchers.map(({ code, password }) => ({ code, password })),
        loginUrl: first.login_url,
        network: first.network,
        onlineSeconds: first.online_seconds,
        calendarSeconds: first.calendar_seconds,
        dataBytes: first.data_bytes,
        receiptNumber: order.receipt_number ?? '',
        file,
      },
      priority: 'high',
    })
  })
}

const TRY_REFUSED_AGAIN_MS = 5 * 60_000

/** The vouchers of an order, when all of them may be handed over; none while they are in the making. */
async function setAside(deps: DeliverDeps, orderId: number): Promise<OrderVoucher[]> {
  const order = await lockPaidOrder(deps.db, orderId)
  if (!order) return []
  const before = await vouchersOfOrder(deps.db, orderId)
  if (before.length > 0) {
    return before.every((one) => one.batch_state === 'ready') ? before : []
  }
  if (await takeStock(deps.db, order)) return vouchersOfOrder(deps.db, orderId)

  const refusedAt = await lastRefusedFor(deps.db, orderId)
  if (refusedAt && deps.now().getTime() - refusedAt.getTime() < TRY_REFUSED_AGAIN_MS) return []
  const ask = {
    package: order.package_code,
    quantity: order.quantity,
    by: null,
    conversationId: null,
    orderId,
  }
  try {
    await createVoucherBatch(deps, ask)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await tellOrderWaiting(deps, { orderId, router: '', problem: error.code })
  }
  return []
}

/** The first code as a picture: scanned by another phone, it opens the login page filled in. */
async function drawQr(
  deps: Pick<Deps, 'documents' | 'files'>,
  orderId: number,
  { code, password, login_url: loginUrl }: OrderVoucher,
): Promise<FileRef> {
  const text = loginUrl === null ? code : loginLink(loginUrl, { code, password })
  const file = { key: `orders/${orderId}/${code}.png`, name: `${code}.png`, mime: 'image/png' }
  await deps.files.put(file.key, await deps.documents.qr(text))
  return file
}

import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import { loginLink } from '../documents/login-link.ts'
import type { FileRef } from '../messages/message.ts'
import type { ReadyOrder } from './set-aside.ts'

/**
 * What a buyer can scan with another phone: the QR of one code, which opens the login page filled
 * in, or a sheet of them where several were bought.
 */
export async function drawDelivery(
  deps: Pick<Deps, 'db' | 'documents' | 'files'>,
  ready: ReadyOrder,
): Promise<FileRef> {
  const { order, first, vouchers } = ready
  const isOne = vouchers.length === 1
  const bytes = isOne ? await drawQr(deps, ready) : await drawSheet(deps, ready)
  const name = isOne ? `${first.code}.png` : `voucher-${order.id}.pdf`
  const key = `orders/${order.id}/${name}`
  await deps.files.put(key, bytes)
  return { key, name, mime: isOne ? 'image/png' : 'application/pdf' }
}

function drawQr({ documents }: Pick<Deps, 'documents'>, { first }: ReadyOrder) {
  const { code, password, login_url: loginUrl } = first
  return documents.qr(loginUrl === null ? code : loginLink(loginUrl, { code, password }))
}

async function drawSheet(
  deps: Pick<Deps, 'db' | 'documents'>,
  { order, first, vouchers }: ReadyOrder,
) {
  return deps.documents.voucherSheet({
    layout: 'thermal58',
    language: order.language,
    business: await businessName(deps),
    network: first.network,
    batch: order.receipt_number ?? `#${order.id}`,
    package: order.package,
    // What a reseller pays for it is between him and us.
    priceRupiah: (order.retail_rupiah ?? order.amount_rupiah) / order.quantity,
    onlineSeconds: first.online_seconds,
    calendarSeconds: first.calendar_seconds,
    dataBytes: first.data_bytes,
    loginUrl: first.login_url,
    vouchers: vouchers.map(({ code, password }) => ({ code, password })),
  })
}

import { createHash } from 'node:crypto'
import { sameText } from '../same-text.ts'

/** What Midtrans signs in its news, each as it is written there: the amount keeps its cents. */
export type SignedByMidtrans = { order_id: string; status_code: string; gross_amount: string }

export function midtransSignature(serverKey: string, news: SignedByMidtrans): string {
  return createHash('sha512')
    .update(news.order_id + news.status_code + news.gross_amount + serverKey)
    .digest('hex')
}

export function isMidtransSignature(
  given: string,
  { serverKey, news }: { serverKey: string; news: SignedByMidtrans },
): boolean {
  return sameText(given.toLowerCase(), midtransSignature(serverKey, news))
}

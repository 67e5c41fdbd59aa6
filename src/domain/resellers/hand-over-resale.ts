import type { Correlated, Deps } from '../deps.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { tell } from '../messages/tell.ts'
import { findBuyerChat } from './find-buyer-chat.ts'

type Order = { conversation_id: number; buyer_phone: string | null }
type Delivered = Omit<NoticeDetails['voucher.delivered'], 'receiptNumber'>

/**
 * The codes go to the reseller in words he can pass on as they are, and to his buyer too where
 * he named a number that we can write to. The receipt is the reseller's, and in neither.
 */
export async function handOverResale(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  order: Order,
  delivered: Delivered,
) {
  const voucher = {
    code: 'voucher.delivered' as const,
    details: { ...delivered, receiptNumber: '' },
    priority: 'high' as const,
  }
  const { buyer_phone: buyerPhone, conversation_id: sellerChat } = order
  if (buyerPhone !== null) {
    const chat = await findBuyerChat(deps, buyerPhone)
    const sent = chat !== undefined && chat !== sellerChat
    if (sent) await tell(deps, chat, voucher)
    await tell(deps, sellerChat, {
      code: 'reseller.passed_on',
      details: { package: delivered.package, buyerPhone, sent },
      priority: 'high',
    })
  }
  await tell(deps, sellerChat, voucher)
}

import type { HeldReason } from '../../domain/messages/money-notices.ts'
import type { NoticeDetails } from '../../domain/messages/notice.ts'
import type { Reply } from '../intent.ts'

type Code = 'payment.held.staff' | 'payment.sold.staff' | 'transfer.to_confirm'

export type PaymentNotices = { [C in Code]: (details: NoticeDetails[C]) => Reply }

export type PaymentReplies = {
  confirmAsk: (amount: string, account: string) => string
  confirmed: (amount: string) => string
  declined: (amount: string) => string
}

export type HeldReasons = Record<HeldReason, string>

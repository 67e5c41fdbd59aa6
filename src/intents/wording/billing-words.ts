import type { NoticeDetails } from '../../domain/messages/notice.ts'
import type { Reply } from '../intent.ts'
import type { Links } from './word-notice.ts'

type Code =
  | 'invoice.file'
  | 'receipt.file'
  | 'invoices.issued.staff'
  | 'invoices.sent.staff'
  | 'debt.high.staff'

export type BillingNotices = { [C in Code]: (details: NoticeDetails[C], links: Links) => Reply }

/** Ways to pay that no gateway names. */
export type MethodNames = Record<string, string>

import type { Intent } from '../intent.ts'
import { arrearsShow, arrearsTable, billingReport } from './arrears-show.ts'
import { balanceAdd, balancePayOut, balanceSubtract } from './balance-adjust.ts'
import { balanceShow } from './balance-show.ts'
import { changeBilling } from './billing-settings.ts'
import { invoiceCredit, invoiceVoid } from './invoice-correct.ts'
import { invoiceIssue } from './invoice-issue.ts'
import { invoiceList } from './invoice-list.ts'
import { invoiceDrafts, invoiceDropDraft, invoiceIssueDraft, invoiceMake } from './invoice-make.ts'
import { invoiceOverview } from './invoice-overview.ts'
import { invoiceSend } from './invoice-send.ts'
import { invoicePrint, invoiceShow } from './invoice-show.ts'
import { payReceipt, payReceipts } from './pay-receipt.ts'
import { payAsk, payRecord } from './pay-record.ts'
import { payReverse } from './pay-reverse.ts'

/** Bills and payments, in the order help lists them. */
export const billingIntents: Intent[] = [
  invoiceOverview,
  invoiceShow,
  invoiceList,
  invoiceIssue,
  invoiceMake,
  invoiceDrafts,
  invoiceIssueDraft,
  invoiceDropDraft,
  invoiceSend,
  invoicePrint,
  invoiceCredit,
  invoiceVoid,
  changeBilling,
  payRecord,
  payAsk,
  payReverse,
  payReceipts,
  payReceipt,
]

/** What customers have with us and owe. */
export const balanceIntents: Intent[] = [
  balanceShow,
  balanceAdd,
  balanceSubtract,
  balancePayOut,
  arrearsShow,
  arrearsTable,
  billingReport,
]

import type { Intent } from '../intent.ts'
import { mutationAssign, mutationDecide } from './mutation-decide.ts'
import { mutationFile, mutationList } from './mutation-list.ts'
import { proofDecline, proofRecord } from './proof-decide.ts'
import { reconcile, reconcileTable } from './reconcile.ts'
import { refundPayment } from './refund-payment.ts'
import { settlement } from './settlement.ts'

/** Money people look for, in the order help lists them. */
export const moneyCheckIntents: Intent[] = [
  mutationList,
  mutationFile,
  mutationDecide,
  mutationAssign,
  proofRecord,
  proofDecline,
  refundPayment,
  settlement,
  reconcile,
  reconcileTable,
]

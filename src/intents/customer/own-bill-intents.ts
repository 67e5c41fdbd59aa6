import type { Intent } from '../intent.ts'
import { showHistory } from './history.ts'
import { payBill, payByBalance, showBills } from './pay-bill.ts'
import { showReceipt } from './receipt.ts'
import { showBalance } from './show-own-balance.ts'

/** What customers ask about their own money. */
export const ownBillIntents: Intent[] = [
  showBills,
  payBill,
  payByBalance,
  showHistory,
  showReceipt,
  showBalance,
]

import { isolateOverdue, stopUnpaid } from '../domain/billing/isolate-overdue.ts'
import { issueInvoices } from '../domain/billing/issue-invoices.ts'
import { remindInvoices } from '../domain/billing/remind-invoices.ts'
import { remindOfCredit, warnOfDebts } from '../domain/billing/watch-balances.ts'
import { feedBroadcasts } from '../domain/broadcasts/feed-broadcasts.ts'
import { handBackQuietChats } from '../domain/chats/hand-back-chat.ts'
import type { Deps } from '../domain/deps.ts'
import { forgetImports } from '../domain/imports/forget-imports.ts'
import { proveLedger } from '../domain/ledger/prove-ledger.ts'
import { askPending } from '../domain/payments/ask-pending.ts'
import { expireCharges } from '../domain/payments/expire-charges.ts'
import { expireOrders } from '../domain/payments/expire-orders.ts'
import { resendRefunds } from '../domain/payments/refund-payment-source.ts'
import { tidyWhatsApp } from '../domain/retention/tidy-whatsapp.ts'
import { endMaintenance } from '../domain/routers/maintain-router.ts'
import { pollRouters } from '../domain/routers/poll-routers.ts'
import { askMeta } from '../domain/templates/ask-meta.ts'
import { watchSessions } from '../domain/sessions/watch-sessions.ts'
import { deliverPaidOrders } from '../domain/vouchers/deliver-paid-orders.ts'
import { expireVouchers } from '../domain/vouchers/expire-vouchers.ts'
import { takeBackRefunded } from '../domain/vouchers/take-back-refunded.ts'

/** What happens at its time, once however many processes there are. Safe to run twice. */
export type Duty = { name: string; everyMs: number; run: (deps: Deps) => Promise<unknown> }

const SECOND = 1_000
const MINUTE = 60 * SECOND

export const duties: Duty[] = [
  { name: 'feed-broadcasts', everyMs: 5 * SECOND, run: feedBroadcasts },
  // Those that are well have their turn every 30 s; those that are away each time.
  { name: 'poll-routers', everyMs: 10 * SECOND, run: pollRouters },
  { name: 'watch-sessions', everyMs: 30 * SECOND, run: watchSessions },
  { name: 'end-maintenance', everyMs: 10 * SECOND, run: endMaintenance },
  { name: 'expire-vouchers', everyMs: 10 * SECOND, run: expireVouchers },
  { name: 'deliver-paid-orders', everyMs: MINUTE, run: deliverPaidOrders },
  { name: 'take-back-refunded', everyMs: MINUTE, run: takeBackRefunded },
  { name: 'expire-charges', everyMs: MINUTE, run: expireCharges },
  { name: 'expire-orders', everyMs: MINUTE, run: expireOrders },
  { name: 'resend-refunds', everyMs: 60 * MINUTE, run: resendRefunds },
  { name: 'ask-pending-payments', everyMs: 5 * MINUTE, run: askPending },
  { name: 'issue-invoices', everyMs: 15 * MINUTE, run: (deps) => issueInvoices(deps) },
  { name: 'remind-invoices', everyMs: 15 * MINUTE, run: remindInvoices },
  { name: 'isolate-overdue', everyMs: MINUTE, run: isolateOverdue },
  { name: 'stop-unpaid', everyMs: 60 * MINUTE, run: stopUnpaid },
  { name: 'warn-of-debts', everyMs: 24 * 60 * MINUTE, run: warnOfDebts },
  { name: 'remind-of-credit', everyMs: 24 * 60 * MINUTE, run: remindOfCredit },
  { name: 'prove-ledger', everyMs: 24 * 60 * MINUTE, run: proveLedger },
  { name: 'forget-imports', everyMs: 60 * MINUTE, run: forgetImports },
  { name: 'ask-meta-templates', everyMs: 60 * MINUTE, run: askMeta },
  { name: 'tidy-whatsapp', everyMs: 24 * 60 * MINUTE, run: tidyWhatsApp },
  { name: 'hand-back-quiet-chats', everyMs: MINUTE, run: handBackQuietChats },
]

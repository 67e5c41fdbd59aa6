import type { AgeingPaper } from '../billing/draw-ageing.ts'
import type { ResultPaper } from '../broadcasts/draw-result.ts'
import type { SheetWords } from '../imports/draw-sheet.ts'
import type { SheetAsked } from '../imports/make-sheet.ts'
import type { LogPaper } from '../message-log/draw-log.ts'
import type { SentFile } from '../media/sent-file.ts'
import type { Named } from '../messages/relayed-queries.ts'
import type { BroughtMutations } from '../payments/mutation.ts'
import type { PayableRef } from '../payments/payable.ts'
import type { ReconciliationPaper } from '../payments/draw-reconciliation.ts'
import type { Language } from '../people/person.ts'
import type { DeliveryPaper } from '../reports/draw-delivery-report.ts'
import type { CommissionPaper } from '../resellers/draw-commission.ts'
import type { StatementPaper } from '../resellers/draw-statement.ts'
import type { LookRequest } from '../routers/router-view.ts'

/**
 * Work that must follow a commit: asked for in the transaction, done afterwards, again until
 * it is done. Every handler is safe to repeat.
 */
export type EffectPayloads = {
  /** Show somebody the commands of the role they have now. */
  'menu.show': { personId: number }
  /** Take a message out of a chat: somebody wrote a password. */
  'message.remove': { conversationId: number; providerId: string }
  /** Take the buttons off a question that was answered and counts once. */
  'buttons.remove': { questionId: string }
  /** Hand a photo or document on between a customer and the team. `by`: who of the team sent it. */
  'media.relay': {
    to: 'staff' | 'customer'
    conversationId: number
    by: number | null
    file: SentFile
    askedAt: string
    /** The row that holds its place, with the words that go under it. */
    held?: { outboxId: number; text: string }
    /** The message it came with, where what is passed on of it is kept track of. */
    heard?: Named
  }
  /** Make the topics of the team's group what they are wanted to be. */
  'topics.sync': object
  /** Change the copy of a message that was changed; say `instead` where it cannot be. */
  'relay.edit': { outboxId: number; text: string; instead: string }
  /** Give what waits at a number that is gone to another one. */
  'session.move_queue': { accountId: number }
  /** Take away the picture of a QR that nobody is to scan any more. */
  'session.forget_qr': { accountId: number; pairingId: number }
  /** Make the router equal to what is wanted of it. */
  'router.sync': { routerId: number }
  /** Look at a router that was just added or asked about, and tell who asked. */
  'router.check': { routerId: number; conversationId: number }
  /** Ask a router what somebody wants to see of it, and show it. */
  'router.look': LookRequest
  /** Write the login script of a router down, and hand it over. */
  'router.script': { routerId: number; conversationId: number; renewed: boolean }
  /** Tell a router to restart, once. */
  'router.reboot': { rebootId: number }
  /** Look whether it has restarted. */
  'router.back': { rebootId: number }
  /** A router told of logins: ask it whether they are true. */
  'router.hint': { routerId: number }
  /** Print a ready batch and hand it to who asked for it; again, and in one form, when asked again. */
  'batch.print': {
    batchId: number
    again?: { form: 'a4' | 'thermal58' | 'xlsx'; conversationId: number }
  }
  /** Ask the gateway for a charge that was reserved. */
  'charge.create': { chargeId: number }
  /** Ask the gateway what became of a charge; in the background when nobody is waiting for it. */
  'charge.confirm': { chargeId: number; background?: boolean }
  /** Read a stored callback, and ask the gateway before believing it. */
  'callback.read': { callbackId: number }
  /** Money came to somebody's wallet for something else: what he owes is paid from it. */
  'balance.apply': { personId: number }
  /** Run the invoice run now, and tell who asked. */
  'invoices.issue': { conversationId: number }
  /** Say again what is open to all who owe, and tell who asked how many it were. */
  'invoices.send': { conversationId: number }
  'invoice.print': { invoiceId: number; conversationId: number; language: Language }
  'receipt.print': { ref: PayableRef; conversationId: number }
  'ageing.draw': AgeingPaper
  /** Fetch what a customer sent as proof that he paid, and show it to whoever confirms payments. */
  'proof.show': { proofId: number; file: SentFile; askedAt: string }
  /** Read a list of the bank, and confirm what it proves. */
  'mutations.bring': BroughtMutations
  /** Ask a gateway to send a payment back; with the same key for as long as nobody knows. */
  'payment.refund': { refundId: number }
  'reconciliation.draw': ReconciliationPaper
  /** Read a list somebody sent, and show what it would do. */
  'import.read': { importId: number; file: SentFile; words: SheetWords; askedAt: string }
  /** Read who stands on a router, and show who could be taken over. */
  'import.look': { importId: number; words: SheetWords }
  /** Do what was said yes to; goes on where it stopped. */
  'import.run': { importId: number }
  'import.sheet': SheetAsked
  /** Give a paid order what was paid for. */
  'order.deliver': { orderId: number }
  /** What went out from our numbers, as a chart or a workbook. */
  'delivery.draw': DeliveryPaper
  /** All that was said with a customer, as a workbook. */
  'chat.log_sheet': LogPaper
  'report.draw': {
    period: 'today' | 'month'
    conversationId: number
    language: Language
    title: string
    subtitle: string
  }
  /** All that moved a reseller's deposit in a month, as a PDF. */
  'reseller.statement': StatementPaper
  /** What resellers sold and earned in a month, as a workbook. */
  'reseller.report': CommissionPaper
  /** Hand a text in at Meta for approval. */
  'template.submit': { metaTemplateId: number }
  /** Ask Meta how our texts stand; and show all it has to whoever asked. */
  'template.follow': { conversationId: number | null }
  /** Keep the picture or document that goes with a broadcast. */
  'broadcast.file': { broadcastId: number; file: SentFile; askedAt: string }
  /** Hand on what goes out first, without waiting for the next look. */
  'broadcast.feed': { broadcastId: number }
  'broadcast.sheet': ResultPaper
  /** Send a lead the brochure of a departure. */
  'lead.brochure': { leadId: number; departureId: number; askedAt: string }
}

export type EffectKind = keyof EffectPayloads

/** How many of a lane are under way at once in a process. Lanes never wait for one another. */
export const PLACES = { money: 8, routers: 8, paper: 2, media: 4, chat: 4 }
export type Lane = keyof typeof PLACES

export const LANE_OF: Record<EffectKind, Lane> = {
  'menu.show': 'chat',
  'message.remove': 'chat',
  'buttons.remove': 'chat',
  'media.relay': 'media',
  'topics.sync': 'chat',
  'relay.edit': 'chat',
  'session.move_queue': 'chat',
  'session.forget_qr': 'chat',
  'router.sync': 'routers',
  'router.check': 'routers',
  'router.look': 'routers',
  'router.script': 'routers',
  'router.reboot': 'routers',
  'router.back': 'routers',
  'router.hint': 'routers',
  'batch.print': 'paper',
  'charge.create': 'money',
  'charge.confirm': 'money',
  'callback.read': 'money',
  'proof.show': 'media',
  'mutations.bring': 'media',
  'payment.refund': 'money',
  'reconciliation.draw': 'paper',
  'import.read': 'media',
  'import.look': 'routers',
  'import.run': 'routers',
  'import.sheet': 'paper',
  'order.deliver': 'money',
  'balance.apply': 'money',
  'invoices.issue': 'money',
  'invoices.send': 'chat',
  'invoice.print': 'paper',
  'receipt.print': 'paper',
  'ageing.draw': 'paper',
  'chat.log_sheet': 'paper',
  'delivery.draw': 'paper',
  'report.draw': 'paper',
  'reseller.statement': 'paper',
  'reseller.report': 'paper',
  'lead.brochure': 'paper',
  'broadcast.file': 'media',
  'broadcast.feed': 'chat',
  'broadcast.sheet': 'paper',
  'template.submit': 'chat',
  'template.follow': 'chat',
}

export type Effect = { [Kind in EffectKind]: { kind: Kind } & EffectPayloads[Kind] }[EffectKind]

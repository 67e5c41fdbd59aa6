import type { RouterSeen } from '../routers/router-view.ts'
import type { FileProblem } from '../media/sent-file.ts'
import type { MediaKind } from './inbound.ts'
import type { FileRef } from './message.ts'
import type { AwaitedItem } from '../payments/proof.ts'
import type { Day } from '../day.ts'
import type { ImportFailure, ImportResult, ImportSummary } from '../imports/import.ts'
import type { LeadFields } from '../leads/lead-fields.ts'
import type { PayLink } from '../payments/pay-token.ts'

/**
 * What the business says first, unasked: the facts, without words. `intents/wording` has a
 * sentence for each in every language, or the program does not compile. Worded when it is
 * sent, so the language is the one the person has by then. Details must survive JSON.
 */
export type NoticeDetails = {
  'voucher.delivered': {
    orderId: number
    package: string
    codes: { code: string; password: string }[]
    loginUrl: string | null
    network: string | null
    onlineSeconds: number | null
    calendarSeconds: number | null
    dataBytes?: number | null
    receiptNumber: string
    file?: FileRef
  }
  'order.waiting_for_router': { orderId: number; package: string }
  'order.waiting_for_router.staff': {
    orderId: number
    package: string
    /** Empty when the package has none left. */
    router: string
    customer: string
    /** A RouterRefusal, or `unreachable`, or the code of a Refusal. */
    problem: string
  }
  /** `toWalletRupiah`: what had arrived of it. */
  'order.expired': { package: string; toWalletRupiah: number }
  'batch.progress': { number: string; done: number; quantity: number; router: string }
  'batch.waiting': { batchId: number; number: string; router: string; problem: string }
  'batch.ready': { number: string; package: string; quantity: number; tookSeconds: number }
  'batch.file': { number: string; file: FileRef }
  /** `reason` is a RouterRefusal. */
  'batch.withdrawn': { number: string; reason: string }
  'router.checked': {
    name: string
    version: string
    board: string
    latencyMs: number
    users: number
    profiles: string[]
    problems: RouterProblem[]
  }
  /** `problem` is a RouterRefusal, or `unreachable`, or `no_answer`. */
  'router.check_failed': { name: string; address: string; problem: string }
  'router.down': { name: string; minutes: number }
  'router.back': {
    name: string
    minutes: number
    added: number
    removed: number
    changed: number
  }
  /** Somebody or something changed the router; it is as it should be again. */
  'router.repaired': { name: string; added: number; removed: number; changed: number }
  /** The router refuses some of what it should have. `problem` is a RouterRefusal. */
  'router.refused': { name: string; count: number; problem: string; sample: string[] }
  'router.profiles_gone': { name: string; profiles: string[]; packages: string[] }
  'router.looked': {
    name: string
    /** Of the message that shows it, for its buttons. */
    slot: string
    manages: boolean
    inMaintenance: boolean
    /** When it was read, by the clock on the wall. */
    at: string
    seen: RouterSeen
  }
  /** `until` by the clock on the wall; null: until somebody ends it. */
  'router.maintenance': { name: string; by: string | null; until: string | null }
  /** `by` null: its time had come. */
  'router.maintenance_over': { name: string; by: string | null; behind: number }
  'router.rebooted': { name: string; seconds: number }
  /** `problem` is a RouterRefusal, `unreachable`, or `not_restarted`. */
  'router.reboot_failed': { name: string; problem: string }
  'router.script': {
    name: string
    renewed: boolean
    onLogin: string
    onLogout: string
    warnings: ScriptWarning[]
    file: FileRef
  }
  'router.strangers': { name: string; count: number; sample: string[] }
  'payment.received': {
    orderId: number
    amountRupiah: number
    method: string
    receiptNumber: string
    /** Asked for on top, to recognise the money by; it is in the wallet now. */
    uniqueCodeRupiah: number
  }
  'payment.surplus': { amountRupiah: number; reason: 'over' | 'late' | 'double' }
  'payment.short': { orderId: number; paidRupiah: number; openRupiah: number }
  'payment.refunded': { orderId: number; amountRupiah: number }
  'payment.held.staff': {
    method: string
    reference: string
    amountRupiah: number
    why: HeldReason
  }
  'payment.sold.staff': { customer: string; package: string; amountRupiah: number; method: string }
  'transfer.to_confirm': {
    chargeId: number
    customer: string
    amountRupiah: number
    account: string
    title: string
  }
  'transfer.declined': { title: string; amountRupiah: number }
  'proof.card': {
    proofId: number
    conversationId: number
    customer: string
    caption: string
    /** More than one: the newest is shown. */
    photos: number
    items: AwaitedItem[]
    file: FileRef | null
    /** Why there is no picture. */
    problem: FileProblem | null
  }
  'proof.declined': { title: string; amountRupiah: number }
  'mutations.brought': {
    account: string
    read: number
    fresh: number
    seen: number
    outgoing: number
    matched: { customer: string; title: string; amountRupiah: number; before: boolean }[]
    matchedCount: number
    waiting: number
    unread: { line: number; text: string }[]
    unreadCount: number
  }
  'mutations.not_read': { name: string; why: FileProblem | 'not_a_list' | 'table' }
  'refund.sent': { amountRupiah: number; method: string }
  'refund.sent.staff': { paymentId: number; customer: string; amountRupiah: number; method: string }
  /** It stays in the wallet. */
  'refund.refused.staff': {
    paymentId: number
    customer: string
    amountRupiah: number
    method: string
    problem: string
  }
  'reconciliation.file': { file: FileRef }
  /** `link` is made into an address when it is worded. */
  'invoice.issued': {
    number: string
    package: string | null
    totalRupiah: number
    openRupiah: number
    carriedRupiah: number
    fromBalanceRupiah: number
    dueOn: Day
    link: PayLink
  }
  'invoice.paid': {
    number: string
    amountRupiah: number
    method: string
    receiptNumber: string
    paidUntil: Day | null
    surplusRupiah: number
    uniqueCodeRupiah: number
    link: PayLink
  }
  'invoice.partly_paid': {
    number: string
    amountRupiah: number
    method: string
    openRupiah: number
    link: PayLink
  }
  /** Money for an invoice that was paid or void: it is in the wallet. */
  'invoice.not_owed': { number: string; amountRupiah: number; method: string }
  'invoice.balance_applied': {
    number: string
    appliedRupiah: number
    openRupiah: number
    link: PayLink
  }
  'invoice.reminder': {
    number: string
    package: string | null
    openRupiah: number
    dueOn: Day
    /** 0: today; below zero: it was due so many days ago. */
    daysLeft: number
    link: PayLink
  }
  'invoice.voided': { number: string; reason: string; toWalletRupiah: number }
  'invoice.credited': { number: string; amountRupiah: number; reason: string; openRupiah: number }
  'payment.reversed': { number: string; amountRupiah: number; reason: string; openRupiah: number }
  'balance.adjusted': { amountRupiah: number; reason: string; balanceRupiah: number }
  'balance.paid_out': { amountRupiah: number; reason: string; balanceRupiah: number }
  'balance.reminder': { balanceRupiah: number }
  'invoice.file': { number: string; file: FileRef }
  'receipt.file': { number: string; file: FileRef }
  'invoices.issued.staff': { issued: number }
  'invoices.sent.staff': { sent: number; unreachable: number }
  'debt.high.staff': { customer: string; personId: number; owedRupiah: number }
  /** `receiptNumber` null and `openRupiah` above zero: it was a part of what was ordered. */
  'reseller.deposited': {
    amountRupiah: number
    depositRupiah: number
    method: string
    receiptNumber: string | null
    openRupiah: number
  }
  'reseller.deposited.staff': {
    reseller: string
    amountRupiah: number
    depositRupiah: number
    method: string
  }
  'reseller.low': { depositRupiah: number; lowRupiah: number }
  'reseller.refunded': { orderId: number; amountRupiah: number; depositRupiah: number }
  /** `sent` false: there is no chat we may write to, so the reseller passes the next message on. */
  'reseller.passed_on': { package: string; buyerPhone: string; sent: boolean }
  'reseller.welcome': { name: string }
  'lead.card': {
    leadId: number
    conversationId: number
    name: string | null
    contact: string | null
    source: string
    adHeadline: string | null
    fields: LeadFields
    score: number
    departure: string | null
  }
  'lead.brochure': { package: string; departsOn: string; fromRupiah: number; file: FileRef }
  'chat.relayed': {
    conversationId: number
    customer: string
    text: string
    /** Came with the words. Photos and documents follow as `file` of their own. */
    media?: MediaKind
    file?: FileRef
  }
  'chat.media_lost': {
    conversationId: number
    customer: string
    to: 'staff' | 'customer'
    name: string
    problem: FileProblem
  }
  'chat.wants_human': { conversationId: number; customer: string; text: string }
  'chat.handed_back': { customer: string; after: 'button' | 'quiet' }
  'report.chart': { file: FileRef }
  'ledger.unsound.staff': { problems: number }
  'pin.locked.staff': { name: string; tries: number; minutes: number }
  'service.isolated': ServiceName & { because: 'unpaid' | 'asked' }
  'service.restored': ServiceName
  'service.stopped': ServiceName
  'service.changed': ServiceName & { before: string }
  /** The one time a password is said: to who of the team made it, and to the customer. */
  'line.credentials.staff': { subscriptionId: number; username: string; password: string }
  'service.credentials': ServiceName & { password: string }
  'outage.began': { router: string; affected: number; online: number; sample: string[] }
  'outage.ended': { router: string; minutes: number; affected: number; stillOff: number }
  'ticket.card': TicketCard
  /** To whom of the team it was given. */
  'ticket.yours': TicketCard
  /** To the customer: what somebody of the team did about it. */
  'ticket.closed': { ticketId: number; kind: TicketKind; note: string }
  'registration.card': RegistrationCard
  'registration.yours': RegistrationCard
  'registration.approved': {
    name: string
    package: string
    installOn: string
    technician: string | null
  }
  'registration.declined': { name: string; reason: string }
  'registration.installed': { package: string; username: string }
  'import.ready': ImportSummary
  'import.progress': { importId: number; done: number; total: number }
  'import.done': ImportResult
  'import.failed': { importId: number; failure: ImportFailure }
  'import.file': { file: FileRef }
  'send.failed.staff': { customer: string; text: string; error: string }
}

type ServiceName = { package: string; username: string }

export type TicketKind = 'down' | 'slow' | 'upgrade' | 'other'

export type TicketCard = {
  ticketId: number
  kind: TicketKind
  state: 'open' | 'assigned' | 'closed'
  customer: string
  phone: string | null
  address: string | null
  username: string | null
  package: string | null
  router: string | null
  /** Of an upgrade. */
  wantedPackage: string | null
  text: string
  assignee: string | null
  note: string | null
}

export type RegistrationCard = {
  registrationId: number
  state: 'asked' | 'approved' | 'installed' | 'declined'
  name: string
  phone: string | null
  address: string
  latitude: number | null
  longitude: number | null
  package: string
  priceRupiah: number
  /** Other lines somebody with this number has. */
  lines: string[]
  installOn: string | null
  technician: string | null
  reason: string | null
}

export type NoticeCode = keyof NoticeDetails
export type Notice = {
  [Code in NoticeCode]: { code: Code; details: NoticeDetails[Code] }
}[NoticeCode]

/** Why money that somebody speaks of is not credited. */
export type HeldReason =
  /** It was signed as paid, and the gateway says it is not. */
  | 'not_confirmed'
  /** The gateway will not be asked for a while. */
  | 'cannot_ask'
  /** The gateway says paid and not how much. */
  | 'no_amount'
  | 'wrong_amount'
  /** Of a charge that is paid: another amount, or another number of the gateway's. */
  | 'paid_again'
  | 'unknown_reference'

/** What keeps a login script from working. */
export type ScriptWarning = 'fetch_blocked' | 'not_checked' | 'not_encrypted' | 'not_reachable'

export type RouterProblem =
  | { code: 'version_too_old'; version: string }
  | { code: 'missing_permission'; policy: string }
  | { code: 'hotspot_blocked'; mode: string }
  | { code: 'no_profiles' }
  | { code: 'missing_profile'; profile: string }
  | { code: 'missing_ppp_profile'; profile: string }
  /** Routers cannot tell us of logins then; they are polled all the same. */
  | { code: 'fetch_blocked'; mode: string }
  | { code: 'plain_connection' }

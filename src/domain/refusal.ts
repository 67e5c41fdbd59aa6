import type { BroadcastState } from './broadcasts/broadcast.ts'
import type { Role } from './people/person.ts'
import type { SessionState } from './tables.ts'
import type { MetaProblem, MetaStatus } from './templates/meta-template.ts'
import type { TemplateProblem } from './templates/template.ts'

/**
 * The business says no, and a person may be told why. Anything else thrown is a fault.
 * Every code has a sentence in every language in `intents/wording`, or nothing compiles.
 */
export type RefusalReasons = {
  'input.invalid': { field: string; problem: string }
  'broadcast.unknown': { id: number }
  'broadcast.state': { id: number; state: BroadcastState }
  /** `skipped`: meant, and none of them may or can get it. */
  'broadcast.nobody': { id: number; skipped: number }
  'broadcast.too_late': object
  'broadcast.many_parts': { most: number }
  'broadcast.file_pending': { name: string }
  'broadcast.no_test_phone': { phone: string }
  'broadcast.own_approval': { id: number }
  'broadcast.all_had_a_hand': { id: number }
  'broadcast.text': { problem: TemplateProblem }
  'package.unknown': { package: string; offered: string[] }
  'package.exists': { code: string }
  'package.no_router': { package: string }
  'package.below_cost': { package: string; priceRupiah: number; costRupiah: number }
  'package.not_on_sale': { package: string }
  'router.unknown': { name: string; known: string[] }
  'router.exists': { name: string }
  'router.not_checked': { name: string }
  'router.in_maintenance': { name: string }
  'router.not_in_maintenance': { name: string }
  'router.rebooting': { name: string }
  'router.in_use': { name: string; vouchers: number }
  'router.several': { profile: string; routers: string[] }
  'package.wrong_kind': { package: string; wanted: 'hotspot' | 'pppoe' }
  'package.not_for_kind': { field: string; kind: 'hotspot' | 'pppoe' }
  'subscription.unknown': { query: string }
  'subscription.several': { query: string; usernames: string[] }
  'subscription.state': { username: string; state: 'active' | 'isolated' | 'stopped' }
  'pppoe.username': { username: string }
  'pppoe.username_taken': { username: string }
  'pppoe.address': { address: string }
  'pppoe.address_taken': { address: string; username: string }
  'pppoe.password_given': { username: string }
  'ticket.unknown': { id: number }
  'ticket.closed': { id: number }
  'ticket.not_upgrade': { id: number }
  'registration.unknown': { id: number }
  'registration.state': {
    id: number
    state: 'asked' | 'approved' | 'installed' | 'declined'
  }
  'registration.open': { state: 'asked' | 'approved'; installOn: string | null }
  'profile.unknown': { profile: string; known: string[] }
  'profile.no_isolir': { profile: string; routers: string[]; known: string[] }
  'batch.unknown': { number: string }
  'batch.size': { max: number }
  'batch.not_pending': { number: string; state: string }
  'batch.not_ready': { number: string; state: string }
  'voucher.unknown': { code: string }
  'voucher.ended': { code: string; state: string }
  'voucher.code_space': { length: number; quantity: number }
  'order.unknown': { id: number }
  'order.closed': { state: string }
  'charge.unknown': { id: number }
  'charge.closed': { state: string }
  'charge.too_many_open': { max: number }
  'charge.too_many_today': { max: number }
  'charge.method_limits': { method: string; minRupiah: number; maxRupiah: number }
  'charge.no_unique_amount': Nothing
  'invoice.unknown': { number: string }
  /** It rides on another one: that one is paid, voided or credited. */
  'invoice.carried': { number: string; to: string }
  'invoice.closed': { number: string; state: string }
  'payment.not_reversible': { id: number }
  'payment.not_refundable': { id: number; why: 'unknown' | 'not_gateway' | 'reversed' | 'order' }
  'refund.exists': { id: number; state: 'asked' | 'sent' | 'wallet' }
  'refund.not_at_source': { method: string }
  /** The customer has spent it, or it paid what else he owed. */
  'refund.spent': { customer: string }
  'proof.decided': Nothing
  'account.unknown': { account: string; known: string[] }
  'mutation.unknown': { id: number }
  'mutation.decided': { id: number; state: 'matched' | 'ignored' | 'waiting' }
  'gateway.unknown': { name: string; known: string[] }
  'settlement.exists': { gateway: string; reference: string }
  /** Together, credits give no more away than was billed. */
  'invoice.credit_left': { number: string; leftRupiah: number }
  'payment.exists': { reference: string }
  'invoice.several': { customer: string; numbers: string[] }
  'invoice.none_open': { customer: string }
  'person.several': { query: string; names: string[] }
  'wallet.short': { balanceRupiah: number; neededRupiah: number }
  'credit.off': Nothing
  'credit.limit': { limitRupiah: number; owedRupiah: number }
  'ledger.insufficient': { purpose: string }
  'person.unknown': { query: string }
  'reseller.unknown': { query: string; known: string[] }
  'reseller.several': { query: string; names: string[] }
  'reseller.left': { name: string }
  'reseller.of_team': { name: string; role: Role }
  'staff.last_owner': Nothing
  'staff.not_staff': { name: string }
  'staff.already': { role: Role }
  'staff.several': { query: string; names: string[] }
  'pin.own': Nothing
  'pin.none': { name: string }
  'invite.invalid': Nothing
  'departure.unknown': { code: string; known: string[] }
  'lead.unknown': { id: number }
  'chat.unknown': { query: string }
  'import.unknown': { id: number }
  'import.closed': { id: number; state: 'reading' | 'running' | 'done' | 'failed' | 'dropped' }
  'table.too_big': { limit: 'megabytes' | 'rows' | 'columns'; max: number }
  'table.unreadable': { name: string; why: 'kind' | 'locked' | 'broken' }
  'template.unknown': { key: string; known: string[] }
  'template.wrong': { key: string; problem: TemplateProblem }
  'template.nothing_to_undo': { key: string }
  'template.as_it_came': { key: string }
  'template.meta_wrong': { key: string; problem: MetaProblem }
  'template.meta_standing': { key: string; name: string; status: MetaStatus }
  'session.unknown': { query: string; known: string[] }
  'session.taken_name': { name: string }
  'session.bad_name': { name: string }
  'session.too_many': { max: number }
  'session.state': { name: string; state: SessionState }
  /** Meta links and unlinks it, not we. */
  'session.cloud': { name: string }
  /** No channel that links numbers by QR is set up here, or this one is not. */
  'session.not_available': { channel: 'baileys' | 'waha' | null }
  /** A QR is for one pair of eyes. */
  'session.private': Nothing
  'chat.taken': { by: string }
  'chat.not_taken': Nothing
  'canned.unknown': { name: string; known: string[] }
  'canned.wrong': { problem: TemplateProblem }
}

export type RefusalCode = keyof RefusalReasons

export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal'
  readonly code: Code
  readonly details: RefusalReasons[Code]

  constructor(code: Code, details: RefusalReasons[Code]) {
    super(`${code} ${JSON.stringify(details)}`)
    this.code = code
    this.details = details
  }
}

type Nothing = Record<string, never>

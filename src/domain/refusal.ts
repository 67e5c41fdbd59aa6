import type { Role } from './people/person.ts'

/**
 * The business says no, and a person may be told why. Anything else thrown is a fault.
 * Every code has a sentence in every language in `intents/wording`, or nothing compiles.
 */
export type RefusalReasons = {
  'input.invalid': { field: string; problem: string }
  'package.unknown': { package: string; offered: string[] }
  'package.exists': { code: string }
  'package.no_router': { package: string }
  'package.not_on_sale': { package: string }
  'router.unknown': { name: string; known: string[] }
  'router.exists': { name: string }
  'router.not_checked': { name: string }
  'router.in_use': { name: string; vouchers: number }
  'router.several': { profile: string; routers: string[] }
  'profile.unknown': { profile: string; known: string[] }
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
  'ledger.insufficient': { purpose: string }
  'person.unknown': { query: string }
  'staff.last_owner': Nothing
  'staff.not_staff': { name: string }
  'staff.already': { role: Role }
  'invite.invalid': Nothing
  'departure.unknown': { code: string; known: string[] }
  'lead.unknown': { id: number }
  'chat.unknown': { query: string }
  'chat.taken': { by: string }
  'chat.not_taken': Nothing
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

import type { Day } from '../day.ts'

/** What is known of somebody who may go on umroh. Only what was understood is present. */
export type LeadFields = {
  name?: string
  city?: string
  /** Everyone together. */
  pilgrims?: number
  adults?: number
  children?: number
  infants?: number
  /** Both days inclusive. */
  when?: { from: Day; to: Day }
  budget?: { min?: number; max?: number; per: 'person' | 'total' | null }
  room?: 'quad' | 'triple' | 'double' | 'single'
  passport?: 'ready' | 'in_process' | 'expired' | 'none'
  first_time?: boolean
  with?: Companion[]
  /** As written. */
  package?: string
  intent?: LeadIntent
}

export type Companion =
  | 'wife'
  | 'husband'
  | 'parents'
  | 'mother'
  | 'father'
  | 'children'
  | 'siblings'
  | 'friends'
  | 'family'
  | 'alone'

export type LeadIntent =
  | 'ask_price'
  | 'ask_schedule'
  | 'ask_brochure'
  | 'ask_documents'
  | 'book'
  | 'ask_human'
  | 'objection'
  | 'greeting'
  | 'stop'
  | 'other'

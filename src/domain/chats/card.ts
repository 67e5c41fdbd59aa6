import type { Language } from '../people/person.ts'
import type { LeadStage } from '../tables.ts'

/** What whoever answers a customer should know, at one look. */
export type CustomerTopicCard = {
  conversationId: number
  name: string | null
  /** With its middle hidden: many read along. */
  phone: string | null
  /** Which of our numbers they write to. */
  writesTo: string
  language: Language
  optedOut: boolean
  /** Who answers now. */
  holder: 'bot' | 'nobody' | 'phone' | 'person'
  holderName: string | null
  lines: { username: string; package: string; state: 'active' | 'isolated' }[]
  openInvoices: number
  openRupiah: number
  walletRupiah: number
  vouchers: number
  lead: {
    stage: LeadStage
    score: number
    departure: string | null
    departsOn: string | null
  } | null
  /** Of the last thirty days. */
  messages: number
}

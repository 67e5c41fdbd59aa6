import type { CustomerTopicCard } from '../chats/card.ts'
import type { TopicProblem } from '../chats/topics.ts'
import type { RouterSeen } from '../routers/router-view.ts'
import type { FileProblem } from '../media/sent-file.ts'
import type { MediaKind } from './inbound.ts'
import type { FileRef } from './message.ts'
import type { ImportFailure, ImportResult, ImportSummary } from '../imports/import.ts'
import type { LeadFields } from '../leads/lead-fields.ts'
import type { LineNotices } from './line-notices.ts'
import type { MoneyNotices } from './money-notices.ts'
import type { BroadcastNotices } from '../broadcasts/broadcast-notices.ts'
import type { SendingNotices } from './sending-notices.ts'
import type { SessionNotices } from './session-notices.ts'
import type { TemplateNotices } from '../templates/template-notices.ts'

/**
 * What the business says first, unasked: the facts, without words. `intents/wording` has a
 * sentence for each in every language, or the program does not compile. Worded when it is
 * sent, so the language is the one the person has by then. Details must survive JSON.
 */
export type NoticeDetails = MoneyNotices &
  LineNotices &
  SessionNotices &
  SendingNotices &
  BroadcastNotices &
  TemplateNotices & {
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
    'chat.card': CustomerTopicCard
    'chat.no_topics': { problem: TopicProblem }
    /** What was written in a topic and never reaches the customer. */
    'chat.not_passed': { because: 'anonymous' | 'poll' | 'handed_back' }
    /** Something could not be shown in a customer's topic. */
    'chat.copy_lost': { conversationId: number; customer: string; error: string }
    'chat.typed_on_phone': { conversationId: number; text: string }
    'chat.wants_human': { conversationId: number; customer: string; text: string }
    'chat.handed_back': { customer: string; after: 'button' | 'quiet' }
    'report.chart': { file: FileRef }
    'ledger.unsound.staff': { problems: number }
    'pin.locked.staff': { name: string; tries: number; minutes: number }
    'import.ready': ImportSummary
    'import.progress': { importId: number; done: number; total: number }
    'import.done': ImportResult
    'import.failed': { importId: number; failure: ImportFailure }
    'import.file': { file: FileRef }
    'send.failed.staff': { customer: string; text: string; error: string }
  }

export type NoticeCode = keyof NoticeDetails
export type Notice = {
  [Code in NoticeCode]: { code: Code; details: NoticeDetails[Code] }
}[NoticeCode]

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

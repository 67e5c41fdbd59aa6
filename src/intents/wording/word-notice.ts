import type { Notice, NoticeCode, NoticeDetails } from '../../domain/messages/notice.ts'
import type { PayLink } from '../../domain/payments/pay-token.ts'
import type { Language } from '../../domain/people/person.ts'
import { type TemplateBook, untouchedBook } from '../../domain/templates/template-book.ts'
import type { Reply } from '../intent.ts'
import { wordLetter } from './broadcast-letter.ts'
import { billingNotices as billingEn } from './en/billing.ts'
import { broadcastNotices as broadcastsEn } from './en/broadcast-notices.ts'
import { chatNotices as chatsEn } from './en/chats.ts'
import { importNotices as importsEn } from './en/imports.ts'
import { leadNotices as leadsEn } from './en/leads.ts'
import { moneyCheckNotices as moneyChecksEn } from './en/money-checks.ts'
import { paymentNotices as paymentsEn } from './en/payments.ts'
import { pinNotices as pinsEn } from './en/pins.ts'
import { registrationNotices as registrationsEn } from './en/registrations.ts'
import { resellerNotices as resellersEn } from './en/resellers.ts'
import { routerNotices as routersEn } from './en/routers.ts'
import { sendingNotices as sendingEn } from './en/sending.ts'
import { sessionNotices as sessionsEn } from './en/sessions.ts'
import { subscriptionNotices as subscriptionsEn } from './en/subscriptions.ts'
import { templateNotices as templatesEn } from './en/templates.ts'
import { ticketNotices as ticketsEn } from './en/tickets.ts'
import { voucherNotices as vouchersEn } from './en/vouchers.ts'
import { billingNotices as billingId } from './id/billing.ts'
import { broadcastNotices as broadcastsId } from './id/broadcast-notices.ts'
import { chatNotices as chatsId } from './id/chats.ts'
import { importNotices as importsId } from './id/imports.ts'
import { leadNotices as leadsId } from './id/leads.ts'
import { moneyCheckNotices as moneyChecksId } from './id/money-checks.ts'
import { paymentNotices as paymentsId } from './id/payments.ts'
import { pinNotices as pinsId } from './id/pins.ts'
import { registrationNotices as registrationsId } from './id/registrations.ts'
import { resellerNotices as resellersId } from './id/resellers.ts'
import { routerNotices as routersId } from './id/routers.ts'
import { sendingNotices as sendingId } from './id/sending.ts'
import { sessionNotices as sessionsId } from './id/sessions.ts'
import { subscriptionNotices as subscriptionsId } from './id/subscriptions.ts'
import { templateNotices as templatesId } from './id/templates.ts'
import { ticketNotices as ticketsId } from './id/tickets.ts'
import { voucherNotices as vouchersId } from './id/vouchers.ts'
import {
  isTemplated,
  type Reader,
  type TemplatedCode,
  wordTemplate,
} from './templates/word-template.ts'

/** What a notice cannot carry: addresses are signed when they are said. */
export type Links = { pay: (link: PayLink) => string }

/** Those whose words are no texts that may be changed: mostly what the team reads. */
type WordedCode = Exclude<NoticeCode, TemplatedCode | 'broadcast.letter'>
type NoticeWords = { [Code in WordedCode]: (details: NoticeDetails[Code], links: Links) => Reply }

// A notice without its words in a language does not compile.
const all: Record<Language, NoticeWords> = {
  id: {
    ...billingId,
    ...broadcastsId,
    ...chatsId,
    ...importsId,
    ...leadsId,
    ...moneyChecksId,
    ...paymentsId,
    ...pinsId,
    ...registrationsId,
    ...resellersId,
    ...routersId,
    ...sendingId,
    ...sessionsId,
    ...subscriptionsId,
    ...templatesId,
    ...ticketsId,
    ...vouchersId,
  },
  en: {
    ...billingEn,
    ...broadcastsEn,
    ...chatsEn,
    ...importsEn,
    ...leadsEn,
    ...moneyChecksEn,
    ...paymentsEn,
    ...pinsEn,
    ...registrationsEn,
    ...resellersEn,
    ...routersEn,
    ...sendingEn,
    ...sessionsEn,
    ...subscriptionsEn,
    ...templatesEn,
    ...ticketsEn,
    ...vouchersEn,
  },
}

/**
 * What the business says first, in the words of whoever reads it: the team's own where it changed
 * them. Asks nobody; `book` knows.
 */
export function wordNotice(links: Links, book: TemplateBook = untouchedBook) {
  return (notice: Notice, language: Language, reader: Reader = {}): Reply => {
    if (isTemplated(notice)) return wordTemplate(notice, { ...links, language, reader, book })
    const { code, details } = notice
    if (code === 'broadcast.letter') return wordLetter(details, { language, reader, book })
    const word = all[language][code] as (details: Notice['details'], links: Links) => Reply
    return word(details, links)
  }
}

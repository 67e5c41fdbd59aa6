import type { Notice, NoticeCode, NoticeDetails } from '../../domain/messages/notice.ts'
import type { Language } from '../../domain/people/person.ts'
import type { Reply } from '../intent.ts'
import { chatNotices as chatsEn } from './en/chats.ts'
import { leadNotices as leadsEn } from './en/leads.ts'
import { paymentNotices as paymentsEn } from './en/payments.ts'
import { routerNotices as routersEn } from './en/routers.ts'
import { voucherNotices as vouchersEn } from './en/vouchers.ts'
import { chatNotices as chatsId } from './id/chats.ts'
import { leadNotices as leadsId } from './id/leads.ts'
import { paymentNotices as paymentsId } from './id/payments.ts'
import { routerNotices as routersId } from './id/routers.ts'
import { voucherNotices as vouchersId } from './id/vouchers.ts'

type NoticeWords = { [Code in NoticeCode]: (details: NoticeDetails[Code]) => Reply }

// A notice without its words in a language does not compile.
const all: Record<Language, NoticeWords> = {
  id: { ...chatsId, ...leadsId, ...paymentsId, ...routersId, ...vouchersId },
  en: { ...chatsEn, ...leadsEn, ...paymentsEn, ...routersEn, ...vouchersEn },
}

/** What the business says first, in the words of whoever reads it. */
export function wordNotice({ code, details }: Notice, language: Language): Reply {
  const word = all[language][code] as (details: Notice['details']) => Reply
  return word(details)
}

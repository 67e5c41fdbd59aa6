import type { Notice, NoticeCode, NoticeDetails } from '../../../domain/messages/notice.ts'
import type { PayLink } from '../../../domain/payments/pay-token.ts'
import type { Language } from '../../../domain/people/person.ts'
import { fillMetaTemplate } from '../../../domain/templates/meta-template.ts'
import { renderTemplate } from '../../../domain/templates/template.ts'
import type { TemplateBook } from '../../../domain/templates/template-book.ts'
import type { Reply } from '../../intent.ts'
import type { TemplateKey } from './declared.ts'
import { defaultText } from './default-texts.ts'
import { moneyUses } from './money-uses.ts'
import { serviceUses } from './service-uses.ts'
import { sayingIn, type TemplateUse } from './template-use.ts'

/** Notices whose words are texts that the team may change. */
export const templated = { ...moneyUses, ...serviceUses }
export type TemplatedCode = keyof typeof templated

/** Who reads it, as far as known. */
export type Reader = { name?: string | null }

export function isTemplated(notice: Notice): notice is Extract<Notice, { code: TemplatedCode }> {
  return notice.code in templated
}

type Said = {
  language: Language
  reader: Reader
  book: TemplateBook
  pay: (link: PayLink) => string
}

/**
 * A notice in the team's words, or in those it came with. Where Meta has approved a text for it
 * that one goes along, in the reader's language if there is one: it may be an older text, and it
 * is what a customer gets who has not written for a day.
 */
export function wordTemplate<Code extends TemplatedCode>(
  { code, details }: { code: Code; details: NoticeDetails[Code] },
  { language, reader, book, pay }: Said,
): Reply {
  const use: TemplateUse<Code> = useOf(code)
  const key = use.key(details)
  const valuesIn = (spoken: Language) => ({
    ...everyReader(spoken, reader, book),
    ...use.values(details, sayingIn(spoken, pay)),
  })
  const other = language === 'id' ? 'en' : 'id'
  const approved = book.approved(key, language) ?? book.approved(key, other)
  return {
    text: renderTemplate(textOf(book, key, language), valuesIn(language)),
    ...use.along?.(details, language),
    ...(approved && { outsideWindow: fillMetaTemplate(approved, valuesIn(approved.language)) }),
  }
}

function useOf<Code extends NoticeCode>(code: Code): TemplateUse<Code> {
  return (templated as unknown as { [C in Code]: TemplateUse<C> })[code]
}

/** The text as it is said now. */
export function textOf(book: TemplateBook, key: TemplateKey, language: Language): string {
  return book.text(key, language) ?? defaultText(key, language)
}

const UNNAMED: Record<Language, string> = { id: 'Bapak/Ibu', en: 'customer' }

/** What every text may say of who reads it. */
export function everyReader(language: Language, { name }: Reader, book: TemplateBook) {
  return {
    customer_name: name?.trim() || UNNAMED[language],
    business_name: book.businessName(),
  }
}

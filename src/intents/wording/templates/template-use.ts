import type { NoticeCode, NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { PayLink } from '../../../domain/payments/pay-token.ts'
import type { Language } from '../../../domain/people/person.ts'
import type { Reply } from '../../intent.ts'
import { sayMethod } from '../say-method.ts'
import { sayDay } from '../say-when.ts'
import type { TemplateKey } from './declared.ts'
import type { VariableName } from './vocabulary.ts'

/** How facts are said in one language. */
export type Saying = {
  language: Language
  day: (day: string) => string
  method: (method: string) => string
  pay: (link: PayLink) => string
}

/** Which text a notice has, and what its variables are this time. Empty: it has no value. */
export type TemplateUse<Code extends NoticeCode> = {
  key: (details: NoticeDetails[Code]) => TemplateKey
  values: (details: NoticeDetails[Code], saying: Saying) => { [Name in VariableName]?: string }
  /** What goes with the words: buttons, a file. */
  along?: (details: NoticeDetails[Code], language: Language) => Omit<Reply, 'text'>
}

export function sayingIn(language: Language, pay: Saying['pay']): Saying {
  return {
    language,
    day: (day) => sayDay(day, language),
    method: (method) => sayMethod(method, language),
    pay,
  }
}

/** Nothing is said of no money. */
export const above0 = (rupiah: number) => (rupiah > 0 ? formatRupiah(rupiah) : '')

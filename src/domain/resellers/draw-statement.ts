import { businessName } from '../business/business-name.ts'
import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import { daysOf, type Month, spanOf } from './span.ts'
import { depositBefore, type Movement, selectMovements } from './statement-queries.ts'

/** Asked for in the words of whoever asked, since papers speak too. */
export type StatementPaper = {
  personId: number
  month: Month
  conversationId: number
  language: Language
  words: { holder: string; account: string; kinds: Record<Movement['kind'], string> }
}

/** Effect `reseller.statement`: all that moved a deposit in a month, as a PDF in the chat that asked. */
export async function drawStatement(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'documents' | 'files'>,
  { personId, month, conversationId, language, words }: StatementPaper,
) {
  const { timeZone } = deps.business
  const { from, to } = daysOf(month)
  const span = spanOf(deps, { from, to })
  const today = dayOf(deps.now(), timeZone)
  const movements = await selectMovements(deps.db, { personId, ...span })
  const pdf = await deps.documents.statement({
    language,
    business: await businessName(deps),
    holder: words.holder,
    account: words.account,
    from,
    to: today < to && today >= from ? today : to,
    openingRupiah: await depositBefore(deps.db, { personId, at: span.from }),
    entries: movements.map((one) => ({
      day: dayOf(one.at, timeZone),
      text: textOf(one, words.kinds),
      amountRupiah: one.amountRupiah,
    })),
    printedAt: deps.now(),
    timeZone,
  })
  const name = `deposit-${month}.pdf`
  const file = { key: `resellers/${personId}/${conversationId}-${name}`, name, mime: PDF }
  await deps.files.put(file.key, pdf)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'report.chart', details: { file } }),
  )
}

const PDF = 'application/pdf'

function textOf(one: Movement, kinds: Record<Movement['kind'], string>): string {
  const what = one.package === null ? '' : ` ${one.quantity} × ${one.package}`
  return `${kinds[one.kind]}${what}${one.buyerPhone === null ? '' : ` (${one.buyerPhone})`}`
}

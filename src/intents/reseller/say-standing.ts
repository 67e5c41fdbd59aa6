import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import type { Standing } from '../../domain/resellers/deposit-statement.ts'
import type { Language } from '../../domain/people/person.ts'
import { wordsIn } from '../wording/words.ts'

/** How a reseller stands, in the words of whoever looks. */
export function sayStanding(
  { business }: Pick<Deps, 'business'>,
  standing: Standing,
  language: Language,
): string {
  const { resellers } = wordsIn(language)
  const clock = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: business.timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return resellers.standing({
    ...standing,
    movements: standing.movements.map(({ at, kind, amountRupiah, ...one }) =>
      resellers.movement({
        at: clock.format(at),
        kind,
        amount: `${amountRupiah > 0 ? '+' : ''}${formatRupiah(amountRupiah)}`,
        what: one.package === null ? '' : `${one.quantity} × ${one.package}`,
        to: one.buyerPhone,
      }),
    ),
  })
}

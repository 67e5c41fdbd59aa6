import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import { formatRupiah } from '../money.ts'
import type { Language } from '../people/person.ts'
import { customerFacts } from './customer-variable-queries.ts'
import type { TemplateVariable } from './template.ts'

/**
 * What any text to a customer may say of him: broadcasts, and answers kept ready. Where there is
 * more than one line, the first; what he owes is of all his invoices, due when the first is.
 */
export const CUSTOMER_VARIABLES: TemplateVariable[] = [
  { name: 'customer_name', optional: true },
  { name: 'business_name' },
  { name: 'phone', optional: true },
  { name: 'package', optional: true },
  { name: 'username', optional: true },
  { name: 'open_amount', optional: true },
  { name: 'due_date', optional: true },
]

/** The values for each of them, by person, in the language he reads. */
export async function customerVariables(
  deps: Pick<Deps, 'db'>,
  personIds: number[],
): Promise<Map<number, { language: Language; values: Record<string, string> }>> {
  const name = await businessName(deps)
  const facts = await customerFacts(deps.db, personIds)
  return new Map(
    facts.map((one) => [
      one.id,
      {
        language: one.language,
        values: {
          customer_name: one.name ?? '',
          business_name: name,
          phone: one.phone ?? '',
          package: one.package ?? '',
          username: one.username ?? '',
          open_amount: one.open_rupiah > 0 ? formatRupiah(one.open_rupiah) : '',
          due_date: one.due_on === null ? '' : longDay(one.due_on, one.language),
        },
      },
    ]),
  )
}

function longDay(day: string, language: Language) {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

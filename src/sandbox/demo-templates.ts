import type { Deps } from '../domain/deps.ts'
import { META_LANGUAGE, metaValue } from '../domain/templates/meta-template.ts'
import { insertMetaRow, markMetaRow } from '../domain/templates/meta-queries.ts'
import { planSubmission } from '../domain/templates/submit-template.ts'
import type { TemplateShelf } from '../domain/templates/template-shelf.ts'
import { declared, type TemplateKey } from '../intents/wording/templates/declared.ts'
import { defaultText } from '../intents/wording/templates/default-texts.ts'

export type Approving = {
  shelf: TemplateShelf
  /** Meta looked at it. */
  approve: (name: string) => void
}

/**
 * What customers read of a month as it goes by, approved at Meta long ago, as it is for a shop that
 * was open; the others are there to be handed in.
 */
export async function seedTemplates(deps: Deps, { shelf, approve }: Approving, by: number) {
  const language = 'id'
  const at = deps.now()
  for (const key of APPROVED) {
    const { category, variables } = declared[key]
    const text = defaultText(key, language)
    const { name, meta } = await planSubmission(deps, { key, language, text, variables })
    const { body } = meta
    const exampleOf = new Map(variables.map((one) => [one.name, one.example[language]]))
    const examples = meta.variables.map((one) => metaValue(exampleOf.get(one) ?? one))
    const about = { name, category, body, examples, language: META_LANGUAGE[language] }
    await shelf.create(about, AbortSignal.timeout(10_000))
    approve(name)
    const row = { key, language, name, category, ...meta, examples, by, at } as const
    const id = await insertMetaRow(deps.db, row)
    await markMetaRow(deps.db, { id, status: 'approved', category, reason: null, at })
  }
}

const APPROVED: TemplateKey[] = [
  'invoice.issued',
  'invoice.issued.covered',
  'invoice.reminder.soon',
  'invoice.reminder.today',
  'invoice.reminder.late',
  'invoice.paid',
  'invoice.partly_paid',
  'invoice.balance_applied',
  'invoice.balance_applied.settled',
  'balance.reminder',
  'service.isolated',
  'service.restored',
  'service.stopped',
  'reseller.welcome',
  'reseller.deposited',
  'broadcast.news',
]

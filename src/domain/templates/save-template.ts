import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Language } from '../people/person.ts'
import { Refusal } from '../refusal.ts'
import { checkTemplate, type TemplateVariable } from './template.ts'
import {
  insertChange,
  lockText,
  newestChange,
  takeNewestChange,
  writeText,
} from './template-queries.ts'

type Saving = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * From now on it is said so. `text` null: as it came with the program. Nothing happens where it
 * stands so already. A text that was not checked before is refused here.
 */
export function saveTemplate(
  deps: Saving,
  {
    key,
    language,
    text,
    variables,
    by,
  }: {
    key: string
    language: Language
    text: string | null
    variables: TemplateVariable[]
    by: number
  },
): Promise<{ changed: boolean }> {
  const [problem] = text === null ? [] : checkTemplate(text, variables)
  if (problem) throw new Refusal('template.wrong', { key, problem })
  return inTransaction(deps, async (deps) => {
    const before = await lockText(deps.db, { key, language })
    if (before === text) return { changed: false }
    const change = { key, language, text, by, at: deps.now() }
    await writeText(deps.db, change)
    await insertChange(deps.db, { ...change, before })
    await recordAudit(deps, {
      by,
      action: text === null ? 'template.reset' : 'template.changed',
      subject: `template:${key}:${language}`,
      before: { text: before },
      after: { text },
    })
    return { changed: true }
  })
}

/** Takes the newest change back; done again, the one before it. */
export function undoTemplate(deps: Saving, { key, by }: { key: string; by: number }) {
  return inTransaction(deps, async (deps) => {
    await lockText(deps.db, { key, language: 'id' })
    const at = deps.now()
    const change = await takeNewestChange(deps.db, { key, at })
    if (!change) throw new Refusal('template.nothing_to_undo', { key })
    const { language, before } = change
    const now = await lockText(deps.db, { key, language })
    await writeText(deps.db, { key, language, text: before, by, at })
    await recordAudit(deps, {
      by,
      action: 'template.undone',
      subject: `template:${key}:${language}`,
      before: { text: now },
      after: { text: before },
    })
    return { language, text: before }
  })
}

/** Which words the next undo would bring back. */
export async function whatUndoes({ db }: Pick<Deps, 'db'>, key: string) {
  const change = await newestChange(db, key)
  return change && { language: change.language, text: change.before }
}

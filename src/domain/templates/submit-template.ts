import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell, tellStaff } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import { Refusal } from '../refusal.ts'
import {
  findMetaRow,
  insertMetaRow,
  listMetaRows,
  markMetaRow,
  type MetaRow,
  renameMetaRow,
} from './meta-queries.ts'
import { checkMetaText, META_LANGUAGE, metaName, metaValue, toMetaText } from './meta-template.ts'
import type { MetaText, TemplateCategory } from './meta-template.ts'
import type { TemplateVariable } from './template.ts'
import { lockText } from './template-queries.ts'
import type { ShelvedTemplate, TemplateShelf } from './template-shelf.ts'

type Asking = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/**
 * Asks for Meta's approval of one text. What Meta would refuse anyhow is refused here; what is
 * approved or waits already is not asked again.
 */
export function submitTemplate(
  deps: Asking,
  asked: {
    key: string
    language: Language
    category: TemplateCategory
    text: string
    variables: TemplateVariable[]
    examples: Record<string, string>
    by: number
  },
): Promise<{ name: string }> {
  const { key, language, category, by } = asked
  return inTransaction(deps, async (deps) => {
    await lockText(deps.db, { key, language })
    const { meta, name } = await planSubmission(deps, asked)
    const examples = meta.variables.map((one) => metaValue(asked.examples[one] ?? one))
    const row = { key, language, category, name, ...meta, examples, by, at: deps.now() }
    const metaTemplateId = await insertMetaRow(deps.db, row)
    await recordAudit(deps, {
      by,
      action: 'template.submitted',
      subject: `template:${key}:${language}`,
      after: { name, body: meta.body },
    })
    await later(deps, { kind: 'template.submit', metaTemplateId })
    return { name }
  })
}

/** What would be handed in; a refusal where Meta would refuse it, or has it. */
export async function planSubmission(
  { db }: Pick<Deps, 'db'>,
  {
    key,
    language,
    text,
    variables,
  }: { key: string; language: Language; text: string; variables: TemplateVariable[] },
): Promise<{ meta: MetaText; name: string }> {
  const meta = toMetaText(text, variables)
  const [problem] = checkMetaText(meta)
  if (problem) throw new Refusal('template.meta_wrong', { key, problem })
  const rows = await listMetaRows(db)
  const before = rows.filter((one) => one.key === key && one.language === language)
  const same = before.find((one) => one.body === meta.body && STANDS.has(one.status))
  if (same) {
    const { name, status } = same
    throw new Refusal('template.meta_standing', { key, name, status })
  }
  return { meta, name: freeName(key, before) }
}

const STANDS = new Set(['asked', 'pending', 'approved', 'paused'])

function freeName(key: string, before: { name: string }[]) {
  const taken = new Set(before.map(({ name }) => name))
  let version = 1
  while (taken.has(metaName(key, version))) version += 1
  return metaName(key, version)
}

type Outside = { shelf: TemplateShelf | undefined; signal: AbortSignal }

/**
 * Hands it in. A name that is taken by this very text was ours: the answer to an earlier try was
 * lost. One that is taken by another text, or was removed lately, gives way to the next.
 */
export async function handInTemplate(
  deps: Asking,
  { shelf, signal }: Outside,
  { metaTemplateId }: { metaTemplateId: number },
) {
  const row = await findMetaRow(deps.db, metaTemplateId)
  if (!row || row.status !== 'asked') return
  if (!shelf) return settle(deps, row, { status: 'failed', reason: 'no_account' })
  try {
    const taken = await createAt(shelf, row, signal)
    await settle(deps, row, taken)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    if (error.code !== 'template_exists' && error.code !== 'template_being_deleted') {
      return settle(deps, row, { status: 'failed', reason: error.message })
    }
    const own = (await shelf.list(signal)).find((one) => isSame(one, row))
    if (own) return settle(deps, row, own)
    await inTransaction(deps, async (deps) => {
      const rows = (await listMetaRows(deps.db)).filter(({ key }) => key === row.key)
      await renameMetaRow(deps.db, { id: row.id, name: freeName(row.key, rows) })
      await later(deps, { kind: 'template.submit', metaTemplateId })
    })
  }
}

function createAt(shelf: TemplateShelf, row: MetaRow, signal: AbortSignal) {
  const { name, category, body, examples } = row
  return shelf.create(
    { name, category, body, examples, language: META_LANGUAGE[row.language] },
    signal,
  )
}

const isSame = (one: ShelvedTemplate, row: MetaRow) => isNamed(one, row) && one.body === row.body
const isNamed = (one: ShelvedTemplate, { name, language }: MetaRow) =>
  one.name === name && one.language === META_LANGUAGE[language]

/**
 * Asks Meta how ours stand. What it says is believed, what came by webhook was only a nudge to
 * ask. One of ours that is on no list any more was removed there.
 */
export async function followTemplates(
  deps: Asking,
  { shelf, signal }: Outside,
  { conversationId }: { conversationId: number | null },
) {
  const listed = (await shelf?.list(signal)) ?? []
  const rows = await listMetaRows(deps.db)
  for (const row of shelf ? rows : []) {
    if (row.status === 'asked' || row.status === 'failed') continue
    const found = listed.find((one) => isNamed(one, row))
    if (found) await settle(deps, row, found)
    else if (row.status === 'approved')
      await settle(deps, row, { status: 'disabled', reason: 'removed' })
  }
  if (conversationId === null) return
  const ours = new Map(rows.map((row) => [`${row.name}:${META_LANGUAGE[row.language]}`, row.key]))
  await tell(deps, conversationId, {
    code: 'template.shelf',
    details: {
      connected: shelf !== undefined,
      templates: listed.map(({ name, language, category, status, reason = null }) => ({
        name,
        language,
        category,
        status,
        reason,
        key: ours.get(`${name}:${language}`) ?? null,
      })),
    },
  })
}

type Standing = { status: MetaRow['status']; category?: TemplateCategory; reason?: string }

function settle(deps: Asking, row: MetaRow, { status, category, reason }: Standing) {
  return inTransaction(deps, async (deps) => {
    const news = { id: row.id, status, category: category ?? row.category, reason: reason ?? null }
    const isNews = await markMetaRow(deps.db, { ...news, at: deps.now() })
    if (!isNews || status === row.status || !TOLD.has(status)) return
    await tellStaff(deps, 'templates.manage', {
      code: 'template.status.staff',
      details: {
        key: row.key,
        language: row.language,
        name: row.name,
        status,
        reason: news.reason,
      },
    })
  })
}

const TOLD = new Set<MetaRow['status']>(['approved', 'rejected', 'paused', 'disabled', 'failed'])

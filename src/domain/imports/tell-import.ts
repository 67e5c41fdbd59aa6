import type { Correlated, Deps } from '../deps.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { getRouter } from '../routers/router-queries.ts'
import type { ImportFailure, ImportResult, ImportSummary } from './import.ts'
import { countRows, findImport, type ImportRow, problemRows } from './import-queries.ts'
import { unmappedProfiles } from './import-queries.ts'
import { packagesKnown } from './known-queries.ts'

type TellDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** All of an import is said in one message that changes as it goes. */
export function slotOf(importId: number): string {
  return `import:${importId}`
}

const PROBLEMS_SHOWN = 8

/** What a list would do, and what is still to be chosen. */
export async function summarizeImport(
  { db }: Pick<Deps, 'db'>,
  importId: number,
): Promise<ImportSummary> {
  const one = await findImport(db, importId)
  if (!one) throw new Error(`no import ${importId}`)
  const counts = await countRows(db, importId)
  const { marked_lines: marked, unmarked_lines: unmarked, isolated_lines: isolated } = counts
  return {
    importId,
    kind: one.kind,
    router: await routerName(db, one),
    total: counts.total,
    fresh: counts.fresh,
    known: counts.known,
    bad: counts.bad,
    left: counts.left,
    problems: await problemRows(db, { importId, limit: PROBLEMS_SHOWN }),
    paidUntil: one.plan.paidUntil,
    lines: { marked, unmarked, isolated },
    vouchers: counts.vouchers,
    unmapped: one.kind === 'router' ? await undecided(db, one) : [],
  }
}

async function undecided(db: Deps['db'], { id, plan }: ImportRow) {
  const open = (await unmappedProfiles(db, id)).filter(
    ({ service, profile }) => !(`${service}:${profile}` in plan.packages),
  )
  if (open.length === 0) return []
  const packages = await packagesKnown(db)
  return open.map((one) => {
    const kind = one.service === 'ppp' ? 'pppoe' : 'hotspot'
    const having = packages.filter((each) => each.kind === kind && each.profile === one.profile)
    const offered = having.length > 0 ? having : packages.filter((each) => each.kind === kind)
    return {
      ...one,
      packages: offered.slice(0, 8).map(({ id: number, name }) => ({ id: number, name })),
    }
  })
}

async function routerName(db: Deps['db'], { router_id: id }: Pick<ImportRow, 'router_id'>) {
  return id === null ? null : ((await getRouter(db, id))?.name ?? null)
}

export async function tellReady(deps: TellDeps, importId: number) {
  const one = await findImport(deps.db, importId)
  if (!one) return
  const details = await summarizeImport(deps, importId)
  await tell(deps, one.conversation_id, { code: 'import.ready', details, slot: slotOf(importId) })
}

export async function tellProgress(deps: TellDeps, one: ImportRow) {
  const { done, failed, found_known: known, fresh } = await countRows(deps.db, one.id)
  await tell(deps, one.conversation_id, {
    code: 'import.progress',
    details: { importId: one.id, done: done + failed + known, total: fresh },
    slot: slotOf(one.id),
  })
}

export async function resultOf(deps: TellDeps, one: ImportRow): Promise<ImportResult> {
  const counts = await countRows(deps.db, one.id)
  return {
    importId: one.id,
    kind: one.kind,
    router: await routerName(deps.db, one),
    done: counts.done,
    known: counts.known + counts.found_known,
    failed: counts.failed + counts.bad,
    left: counts.left,
    problems: await problemRows(deps.db, { importId: one.id, limit: PROBLEMS_SHOWN }),
  }
}

export async function tellFile(deps: TellDeps, conversationId: number, file: FileRef) {
  await tell(deps, conversationId, { code: 'import.file', details: { file } })
}

export async function tellFailed(
  deps: TellDeps,
  { id, conversation_id: conversationId }: ImportRow,
  failure: ImportFailure,
) {
  const details = { importId: id, failure }
  await tell(deps, conversationId, { code: 'import.failed', details, slot: slotOf(id) })
}

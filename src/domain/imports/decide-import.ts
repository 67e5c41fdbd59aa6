import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import type { ImportSummary } from './import.ts'
import { type ImportRow, leaveOut, lockImport, markImport, savePlan } from './import-queries.ts'
import { summarizeImport } from './tell-import.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** Yes: what was shown is done. `unmarked`: secrets of a router that carry no mark of ours too. */
export function startImport(
  deps: Needs,
  { importId, unmarked, by }: { importId: number; unmarked: boolean; by: number },
): Promise<ImportSummary> {
  return inTransaction(deps, async (deps) => {
    const { plan, kind } = await lockReady(deps, importId)
    await savePlan(deps.db, importId, { ...plan, unmarked })
    const skipped = Object.keys(plan.packages).filter((profile) => plan.packages[profile] === null)
    await leaveOut(deps.db, importId, { unmarked, skipped })
    await markImport(deps.db, importId, { state: 'running' })
    await recordAudit(deps, {
      by,
      action: 'import.started',
      subject: `import:${importId}`,
      after: { kind, unmarked },
    })
    await later(deps, { kind: 'import.run', importId })
    return summarizeImport(deps, importId)
  })
}

export function dropImport(deps: Needs, { importId }: { importId: number }): Promise<void> {
  return inTransaction(deps, async (deps) => {
    await lockReady(deps, importId)
    await markImport(deps.db, importId, { state: 'dropped', doneAt: deps.now() })
  })
}

/** Which package a profile means; null: its users stay as they are. */
export function pickPackage(
  deps: Needs,
  pick: {
    importId: number
    service: 'hotspot' | 'ppp'
    profile: string
    packageId: number | null
  },
): Promise<ImportSummary> {
  const { importId, service, profile, packageId } = pick
  return inTransaction(deps, async (deps) => {
    const { plan } = await lockReady(deps, importId)
    const packages = { ...plan.packages, [`${service}:${profile}`]: packageId }
    await savePlan(deps.db, importId, { ...plan, packages })
    return summarizeImport(deps, importId)
  })
}

async function lockReady({ db }: Needs, importId: number): Promise<ImportRow> {
  const one = await lockImport(db, importId)
  if (!one) throw new Refusal('import.unknown', { id: importId })
  if (one.state !== 'ready') throw new Refusal('import.closed', { id: importId, state: one.state })
  return one
}

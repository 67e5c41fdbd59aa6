import type { Correlated, Deps } from '../deps.ts'
import type { ReadTable } from '../documents/documents.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { type Fetching, fileProblem, MOST_FILE_BYTES, type SentFile } from '../media/sent-file.ts'
import { Refusal } from '../refusal.ts'
import { COLUMNS, findHeader } from './columns.ts'
import { keepTable, type SheetWords, verdictSheet } from './draw-sheet.ts'
import type { Cells, ImportFailure, ImportKind, JudgedRow, SheetKind } from './import.ts'
import {
  findImport,
  type ImportRow,
  lockImport,
  markImport,
  replaceRows,
} from './import-queries.ts'
import type { SheetRow } from './judge.ts'
import { judgeCustomers } from './judge-customers.ts'
import { judgeLines } from './judge-lines.ts'
import { judgePackages } from './judge-packages.ts'
import { tellFailed, tellFile, tellReady } from './tell-import.ts'

type ReadDeps = Pick<
  Deps,
  'db' | 'now' | 'wake' | 'files' | 'documents' | 'routers' | 'secrets' | 'business'
> &
  Correlated

/** A channel that gives nothing for so long will not give it any more. */
const GIVE_UP_MS = 30 * 60_000

/**
 * Effect `import.read`: what a list would do, row by row. The file itself is read and let go of;
 * it may hold passwords, and is kept nowhere. Nothing but the import is written.
 */
export async function readImport(
  deps: ReadDeps,
  fetching: Fetching,
  asked: { importId: number; file: SentFile; words: SheetWords; askedAt: string },
) {
  const one = await findImport(deps.db, asked.importId)
  if (one?.state !== 'reading' || one.kind === 'router') return
  const read = await judgeFile(deps, fetching, { ...asked, kind: one.kind })
  if ('code' in read) await failImport(deps, one, read)
  else await presentImport(deps, one, { rows: read, words: asked.words })
}

async function judgeFile(
  deps: ReadDeps,
  fetching: Fetching,
  asked: { kind: SheetKind; file: SentFile; askedAt: string },
): Promise<JudgedRow[] | ImportFailure> {
  const { kind } = asked
  const table = await readFile(deps, fetching, asked)
  if ('code' in table) return table
  const rows = rowsOf(table, kind)
  if ('code' in rows) return rows
  if (rows.length === 0) return { code: 'empty' }
  if (kind === 'customers') return judgeCustomers(deps, rows)
  return kind === 'packages' ? judgePackages(deps, rows) : judgeLines(deps, rows)
}

async function readFile(
  deps: ReadDeps,
  { download, signal }: Fetching,
  { file, askedAt }: { file: SentFile; askedAt: string },
): Promise<ReadTable | ImportFailure> {
  try {
    const { bytes } = await download(file.accountId, file.ref, signal)
    if (bytes.byteLength > MOST_FILE_BYTES) return { code: 'file', why: 'too_big' }
    return await deps.documents.readTable(bytes, file)
  } catch (error) {
    if (error instanceof Rejected) return { code: 'file', why: fileProblem(error) }
    const late = deps.now().getTime() - new Date(askedAt).getTime() > GIVE_UP_MS
    if (error instanceof Unreachable && late) return { code: 'file', why: 'gone' }
    const failure = error instanceof Refusal ? failureOf(error) : undefined
    if (failure) return failure
    throw error
  }
}

function failureOf(refusal: Refusal): ImportFailure | undefined {
  if (is(refusal, 'table.too_big')) return { code: 'table.too_big', ...refusal.details }
  if (is(refusal, 'table.unreadable')) return { code: 'table.unreadable', ...refusal.details }
  return undefined
}

function is<Code extends Refusal['code']>(refusal: Refusal, code: Code): refusal is Refusal<Code> {
  return refusal.code === code
}

/** The first sheet that names what is needed; what stands above its head is left out. */
function rowsOf({ sheets }: ReadTable, kind: SheetKind): SheetRow[] | ImportFailure {
  const read = sheets.map(({ rows }) => ({ rows, header: findHeader(rows, kind) }))
  const nearest = read
    .flatMap(({ header }) => ('missing' in header ? [header.missing] : []))
    .toSorted((a, b) => a.length - b.length)[0]
  for (const { rows, header } of read) {
    if ('missing' in header) continue
    return rows.flatMap((cells, row) => {
      if (row <= header.row) return []
      const named = COLUMNS[kind].flatMap((name) => {
        const text = cells[header.columns.get(name) ?? -1]?.trim()
        return text ? [[name, text]] : []
      })
      const read: Cells = Object.fromEntries(named)
      return named.length === 0 ? [] : [{ place: row + 1, cells: read }]
    })
  }
  if (sheets.length === 0) return { code: 'empty' }
  return { code: 'no_header', kind, missing: nearest ?? [] }
}

/** What was found is written down and shown; the sheet first, then what can be done about it. */
export async function presentImport(
  deps: ReadDeps,
  { id }: Pick<ImportRow, 'id'>,
  { rows, words }: { rows: JudgedRow[]; words: SheetWords },
) {
  const one = await findImport(deps.db, id)
  const kind: ImportKind = one?.kind ?? 'customers'
  const file = await keepTable(deps, {
    workbook: verdictSheet(kind, rows, words),
    key: `imports/${id}.xlsx`,
    name: `impor-${id}.xlsx`,
  })
  await inTransaction(deps, async (deps) => {
    const one = await lockImport(deps.db, id)
    // Dropped meanwhile, or another run of this effect was faster.
    if (one?.state !== 'reading') return
    await replaceRows(deps.db, id, rows)
    await markImport(deps.db, id, { state: 'ready' })
    await tellFile(deps, one.conversation_id, file)
    await tellReady(deps, id)
  })
}

export function failImport(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { id }: Pick<ImportRow, 'id'>,
  failure: ImportFailure,
) {
  return inTransaction(deps, async (deps) => {
    const one = await lockImport(deps.db, id)
    if (one?.state !== 'reading') return
    const doneAt = deps.now()
    await markImport(deps.db, id, { state: 'failed', problem: failure.code, doneAt })
    await tellFailed(deps, one, failure)
  })
}

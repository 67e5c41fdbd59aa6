import { dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import type { TableColumn, TableValue } from '../documents/documents.ts'
import { inTransaction } from '../in-transaction.ts'
import { COLUMNS, type ColumnName, NEEDED } from './columns.ts'
import { keepTable } from './draw-sheet.ts'
import { exportedRows } from './export-queries.ts'
import type { SheetKind } from './import.ts'
import { tellFile } from './tell-import.ts'

/** A sheet with the columns of a kind: an example to be filled in, or all there is. */
export type SheetAsked = {
  ask: { form: 'sample' | 'export'; kind: SheetKind }
  conversationId: number
  words: {
    title: string
    columns: Record<ColumnName, string>
    /** Of the sample. */
    example: { [Name in ColumnName]?: string }
    notesTitle: string
    notes: string[]
    needed: string
    optional: string
  }
}

/** How each column is written where it is not plain text. */
const KINDS: { [Name in ColumnName]?: TableColumn['kind'] } = {
  credit: 'rupiah',
  debt: 'rupiah',
  price: 'rupiah',
  cost: 'rupiah',
  resellerPrice: 'rupiah',
  periodDays: 'number',
  onlineHours: 'number',
  lifeDays: 'number',
  quotaMegabytes: 'number',
  devices: 'number',
  startedOn: 'day',
  paidUntil: 'day',
}

/** Effect `import.sheet`: what goes out has the columns that come in again. */
export async function makeSheet(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'files' | 'documents' | 'business'> & Correlated,
  { ask, conversationId, words }: SheetAsked,
) {
  const { form, kind } = ask
  const names = COLUMNS[kind]
  const isSample = form === 'sample'
  const found = isSample ? [words.example] : await exportedRows(deps.db, kind)
  const rows = found.map((cells) => names.map((name) => valueOf(cells[name] ?? null, name)))
  const notes = {
    name: words.notesTitle,
    columns: [
      { header: words.notesTitle, kind: 'text' as const },
      { header: '', kind: 'text' as const },
    ],
    rows: [
      ...names.map((name) => [
        words.columns[name],
        NEEDED[kind].includes(name) ? words.needed : words.optional,
      ]),
      ...words.notes.map((note) => [note, null]),
    ],
  }
  const columns = names.map((name) => columnOf(name, words.columns[name]))
  const sheet = { name: words.title, columns, rows }
  const day = dayOf(deps.now(), deps.business.timeZone)
  const file = await keepTable(deps, {
    workbook: { title: words.title, sheets: isSample ? [sheet, notes] : [sheet] },
    key: `imports/${form}-${kind}-${conversationId}.xlsx`,
    name: isSample ? `contoh-${kind}.xlsx` : `${kind}-${day}.xlsx`,
  })
  await inTransaction(deps, (deps) => tellFile(deps, conversationId, file))
}

function columnOf(name: ColumnName, header: string): TableColumn {
  const kind = KINDS[name] ?? 'text'
  return kind === 'when' ? { header, kind: 'text' } : { header, kind }
}

function valueOf(text: string | number | null, name: ColumnName): TableValue {
  if (text === null || text === '') return null
  const kind = KINDS[name] ?? 'text'
  return kind === 'number' || kind === 'rupiah' ? Number(text) : String(text)
}

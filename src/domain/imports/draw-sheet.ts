import type { Deps } from '../deps.ts'
import type { TableColumn, TableWorkbook } from '../documents/documents.ts'
import type { FileRef } from '../messages/message.ts'
import { COLUMNS, type ColumnName } from './columns.ts'
import type { ImportKind, JudgedRow, RowProblem, Verdict } from './import.ts'

/** Sheets speak too: in the language of whoever asked for them. */
export type SheetWords = {
  title: string
  row: string
  verdict: string
  problem: string
  columns: Record<ColumnName, string>
  verdicts: Record<Verdict, string>
  /** `{about}` stands for the word it is about. */
  problems: Record<RowProblem, string>
}

const OF_ROUTER: readonly ColumnName[] = ['username', 'profile', 'note', 'package', 'name']

export function columnsOfKind(kind: ImportKind): readonly ColumnName[] {
  return kind === 'router' ? OF_ROUTER : COLUMNS[kind]
}

/** Every row of a list and what would become of it. */
export function verdictSheet(
  kind: ImportKind,
  rows: JudgedRow[],
  words: SheetWords,
): TableWorkbook {
  const names = columnsOfKind(kind)
  const columns: TableColumn[] = [
    { header: words.row, kind: 'number' },
    { header: words.verdict, kind: 'text' },
    { header: words.problem, kind: 'text' },
    ...names.map((name) => ({ header: words.columns[name], kind: 'text' as const })),
  ]
  return {
    title: words.title,
    sheets: [
      {
        name: words.title,
        columns,
        rows: rows.map((row) => [
          row.place,
          words.verdicts[row.verdict],
          sayProblem(row, words),
          ...names.map((name) => row.shown[name] ?? null),
        ]),
      },
    ],
  }
}

function sayProblem({ problem, about }: JudgedRow, words: SheetWords): string | null {
  if (problem === null) return null
  // What is missing is a column, and has a name of its own.
  const named = words.columns[about as ColumnName] ?? about ?? ''
  return words.problems[problem].replace('{about}', problem === 'missing' ? named : (about ?? ''))
}

/** Makes a table a file people can open, under a name that says what it is. */
export async function keepTable(
  { documents, files }: Pick<Deps, 'documents' | 'files'>,
  { workbook, key, name }: { workbook: TableWorkbook; key: string; name: string },
): Promise<FileRef> {
  await files.put(key, await documents.table(workbook))
  return { key, name, mime: XLSX }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

import type { ColumnName } from '../../domain/imports/columns.ts'
import type { SheetWords } from '../../domain/imports/draw-sheet.ts'
import type {
  ImportFailure,
  ImportKind,
  ImportResult,
  ImportSummary,
  ProblemLine,
  SheetKind,
  Unmapped,
} from '../../domain/imports/import.ts'
import type { SheetAsked } from '../../domain/imports/make-sheet.ts'
import type { NoticeDetails } from '../../domain/messages/notice.ts'
import type { Language } from '../../domain/people/person.ts'
import type { Reply } from '../intent.ts'

type Code = 'import.ready' | 'import.progress' | 'import.done' | 'import.failed' | 'import.file'

export type ImportNotices = { [C in Code]: (details: NoticeDetails[C]) => Reply }

/** What each list is called, and what its sheets say. */
export type ImportSheetWords = SheetWords & {
  kinds: Record<ImportKind, string>
  samples: Record<SheetKind, { example: { [Name in ColumnName]?: string }; notes: string[] }>
} & Pick<SheetAsked['words'], 'notesTitle' | 'needed' | 'optional'>

/** The pieces a summary of a list is put together from. */
export type SummaryWords = {
  sheets: ImportSheetWords
  language: Language
  head: (summary: ImportSummary, what: string) => string
  router: (summary: ImportSummary, day: string) => string
  line: (place: number, name: string, problem: string) => string
  more: (count: number) => string
  nothing: string
  ask: (paidUntil: string | null) => string
  profile: (open: Unmapped) => string
  noPackage: (open: Unmapped) => string
  run: (count: number) => string
  runUnmarked: (count: number, unmarked: number) => string
  leave: string
  drop: string
  result: (result: ImportResult, what: string) => string
}

/** "Nomor HP "12" bukan nomor", with what it is about filled in. */
export function sayRowProblem(
  { problem, about }: Pick<ProblemLine, 'problem' | 'about'>,
  words: SheetWords,
): string {
  const named = problem === 'missing' ? words.columns[about as ColumnName] : about
  return words.problems[problem].replace('{about}', named ?? '')
}

export function sayProblems(problems: ProblemLine[], total: number, say: SummaryWords): string[] {
  const lines = problems.map((one) => say.line(one.place, one.name, sayRowProblem(one, say.sheets)))
  return total > lines.length ? [...lines, say.more(total - lines.length)] : lines
}

/** What lists say of themselves when they could not be read. */
export type FailureWords = {
  [C in ImportFailure['code']]: (failure: Extract<ImportFailure, { code: C }>) => string
}

import { cutText } from '../messages/cut-text.ts'
import type { Correlated, Deps } from '../deps.ts'
import type { TableValue } from '../documents/documents.ts'
import { keepTable } from '../imports/draw-sheet.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import type { LogEntry, LogPlace } from './log-entry.ts'
import { readLog } from './read-log.ts'

/** All that was said with somebody as a workbook, in the words of whoever asked. */
export type LogPaper = {
  /** Whose. */
  conversationIds: number[]
  customer: { name: string | null; language: Language }
  /** Who asked, and where it goes. */
  conversationId: number
  language: Language
  seesCodes: boolean
  words: {
    title: string
    when: string
    who: string
    text: string
    fate: string
    why: string
    line: string
    /** Said under the last row where not all of it is there. */
    cut: string
  }
}

/** Words for entries; secrets are left out. */
export type SayEntries = (
  deps: Pick<Deps, 'db'>,
  asked: Pick<LogPaper, 'language' | 'customer' | 'seesCodes'> & { entries: LogEntry[] },
) => Promise<
  { at: Date; line: string; who: string; text: string; fate: string | null; why: string | null }[]
>

/** As much as opens on an old computer. */
export const MOST_ROWS = 20_000
const PAGE = 500
/** A cell of Excel takes no more than 32,767. */
const MOST_LETTERS = 4_000

/** Effect `chat.log_sheet`. */
export async function drawLog(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'files' | 'documents' | 'business'> & Correlated,
  { say }: { say: SayEntries },
  paper: LogPaper,
) {
  const { conversationId, words } = paper
  const { rows, isWhole } = await rowsOf(deps, say, paper)
  const { timeZone } = deps.business
  const file = await keepTable(deps, {
    workbook: {
      title: words.title,
      sheets: [
        {
          name: words.title,
          columns: [
            { header: words.when, kind: 'when', timeZone },
            { header: words.who, kind: 'text' },
            { header: words.text, kind: 'text' },
            { header: words.fate, kind: 'text' },
            { header: words.why, kind: 'text' },
            { header: words.line, kind: 'text' },
          ],
          rows: isWhole ? rows : [...rows, [null, null, words.cut, null, null, null]],
        },
      ],
    },
    key: `chats/log-${paper.conversationIds[0]}-${conversationId}.xlsx`,
    name: `riwayat-${paper.conversationIds[0]}.xlsx`,
  })
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'report.chart', details: { file } }),
  )
}

async function rowsOf(deps: Pick<Deps, 'db'>, say: SayEntries, paper: LogPaper) {
  const { conversationIds, language, customer, seesCodes } = paper
  const pages: TableValue[][][] = []
  let before: LogPlace | undefined
  for (let count = 0; count < MOST_ROWS; count += PAGE) {
    const page = await readLog(deps, { conversationIds, before, limit: PAGE })
    const said = await say(deps, { language, customer, seesCodes, entries: page.entries })
    pages.unshift(
      said.map((one) => [
        one.at,
        one.who,
        cutText(one.text, MOST_LETTERS),
        one.fate,
        one.why,
        one.line,
      ]),
    )
    before = page.older
    if (before === undefined) return { rows: pages.flat(), isWhole: true }
  }
  return { rows: pages.flat(), isWhole: false }
}

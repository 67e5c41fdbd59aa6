import type { Deps } from '../deps.ts'
import { type LineFilter, type ListedLine, listLines } from './view-queries.ts'

export const LINES_A_PAGE = 15

export async function listSubscriptions(
  { db }: Pick<Deps, 'db'>,
  { filter, page }: { filter: LineFilter; page: number },
): Promise<{ lines: ListedLine[]; total: number; pages: number }> {
  const offset = (page - 1) * LINES_A_PAGE
  const { lines, total } = await listLines(db, { filter, limit: LINES_A_PAGE, offset })
  return { lines, total, pages: Math.max(1, Math.ceil(total / LINES_A_PAGE)) }
}

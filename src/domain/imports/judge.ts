import type { Cells, JudgedRow, RowProblem, Verdict } from './import.ts'

export type SheetRow = { place: number; cells: Cells }

/** Why a row will not do, and the word that is about. */
export type Trouble = { problem: RowProblem; about: string | null }

export function trouble(problem: RowProblem, about: string | number | null = null): Trouble {
  return { problem, about: about === null ? null : String(about) }
}

export function isTrouble(read: object): read is Trouble {
  return 'problem' in read
}

export function judged<Row>(
  { place, cells }: SheetRow,
  verdict: Verdict,
  more: Partial<Pick<JudgedRow<Row>, 'row' | 'secret'>> & Partial<Trouble> = {},
): JudgedRow<Row> {
  const { password, ...shown } = cells
  return {
    place,
    verdict,
    problem: null,
    about: null,
    row: null,
    secret: null,
    ...more,
    // Nobody reads a password out of a sheet that is handed around.
    shown: { ...shown, ...(password ? { password: '••••' } : {}) },
  }
}

/** A cell that may be empty, read; a word that cannot be read is a trouble. */
export function optional<Value>(
  text: string | undefined,
  read: (text: string) => Value | undefined,
  problem: RowProblem,
): Value | null | Trouble {
  if (!text) return null
  const value = read(text)
  return value === undefined ? trouble(problem, text) : value
}

/** The first trouble among what was read, if any. */
export function firstTrouble(...read: unknown[]): Trouble | undefined {
  return read.find(
    (one): one is Trouble => typeof one === 'object' && one !== null && isTrouble(one),
  )
}

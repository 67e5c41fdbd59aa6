import { colToLetter, writeXlsx } from 'hucre/xlsx'
import type { TableColumn, TableValue, TableWorkbook } from '../../domain/documents/documents.ts'
import { headed, RUPIAH, TEXT } from './workbook-style.ts'

const FORMATS = {
  text: TEXT,
  number: '#,##0.##',
  rupiah: RUPIAH,
  day: 'dd/mm/yyyy',
  when: 'dd/mm/yyyy hh:mm',
} as const

/** Numbers stay numbers and days stay days, so that a sheet can be added up and sorted. */
export function tableWorkbook({ title, sheets }: TableWorkbook): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name))
  return writeXlsx({
    ...(title === undefined ? {} : { properties: { title } }),
    sheets: sheets.map(({ columns, rows }, place) => {
      const cells = rows.map((row) => columns.map((column, at) => cellOf(row[at] ?? null, column)))
      const last = `${colToLetter(Math.max(0, columns.length - 1))}${rows.length + 1}`
      return {
        name: names[place] ?? String(place + 1),
        columns: columns.map((column, at) => ({
          header: column.header,
          width: widthOf(column, rows, at),
          numFmt: formatOf(column, rows, at),
        })),
        rows: [columns.map(({ header }) => header), ...cells],
        ...headed(columns.length, last),
      }
    }),
  })
}

function cellOf(value: TableValue, column: TableColumn) {
  if (value === null) return null
  if (column.kind === 'text') return value instanceof Date ? value.toISOString() : String(value)
  if (column.kind === 'day' && typeof value === 'string') return new Date(`${value}T00:00:00Z`)
  if (column.kind === 'when' && value instanceof Date) return onTheClock(value, column.timeZone)
  return value
}

/** Sheets know no zones: what the clock on the wall shows is written as if it were UTC. */
function onTheClock(instant: Date, timeZone: string) {
  // The Swedish locale happens to write ISO.
  const shown = instant.toLocaleString('sv-SE', { timeZone })
  return new Date(`${shown.replace(' ', 'T')}Z`)
}

/** The format with decimals would write 5 as "5," in a sheet that has none. */
function formatOf({ kind }: TableColumn, rows: TableValue[][], at: number) {
  const whole = kind === 'number' && rows.every((row) => Number.isInteger(row[at] ?? 0))
  return whole ? '#,##0' : FORMATS[kind]
}

/** As wide as most of what stands in it; a long remark does not push the rest out of sight. */
function widthOf({ kind, header }: TableColumn, rows: TableValue[][], at: number) {
  const least = { text: 10, number: 10, rupiah: 14, day: 13, when: 18 }[kind]
  const longest = rows.reduce((most, row) => {
    const value = row[at]
    return typeof value === 'string' ? Math.max(most, value.length) : most
  }, header.length + 2)
  return Math.min(48, Math.max(least, longest + 2))
}

/** A name may not be longer than 31 characters, hold certain signs, or stand there twice. */
function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, place) => {
    const plain = name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
    let free = plain.slice(0, 31) || `Sheet${place + 1}`
    for (let again = 2; taken.has(free.toLowerCase()); again += 1) {
      free = `${plain.slice(0, 27)} ${again}`
    }
    taken.add(free.toLowerCase())
    return free
  })
}

import { type CellValue, formatValue } from 'hucre'
import { detectDelimiter, parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'
import type { ReadTable } from '../../domain/documents/documents.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { TableFile } from './job.ts'
import { refuseBomb, refuseOver, ROWS_READ } from './table-limits.ts'

/** What a file is shows in its bytes: phones send tables under any name and type. */
export async function readTable(file: TableFile): Promise<ReadTable> {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
  if (bytes.subarray(0, 2).equals(ZIP)) return readWorkbook(file)
  if (bytes.subarray(0, 4).equals(ENVELOPE)) {
    throw unreadable(file, bytes.includes(LOCKED) ? 'locked' : 'kind')
  }
  const text = decode(bytes)
  // A web page, a PDF, a picture: none of them is lines of values.
  if (/^\s*<|^%PDF/.test(text) || !isText(text)) throw unreadable(file, 'kind')
  return checked([{ name: file.name.replace(/\.[a-z]{1,4}$/i, ''), rows: readCsv(text) }])
}

const ZIP = Buffer.from('PK')
/** Around workbooks that are locked, and around XLS of before 2007. */
const ENVELOPE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le')

function unreadable({ name }: TableFile, why: 'kind' | 'locked' | 'broken') {
  return new Refusal('table.unreadable', { name, why })
}

async function readWorkbook(file: TableFile): Promise<ReadTable> {
  refuseBomb(file)
  const workbook = await readXlsx(file.bytes, {
    readStyles: true,
    maxRows: ROWS_READ,
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  }).catch((error: unknown) => {
    // A ZIP of something else opens well and has no sheets in it.
    const isOther = error instanceof Error && /missing/i.test(error.message)
    throw unreadable(file, isOther ? 'kind' : 'broken')
  })
  return checked(
    workbook.sheets.map(({ name, rows, cells }) => ({
      name,
      rows: rows.map((row, y) =>
        row.map((value, x) => shown(value, cells?.get(`${y},${x}`)?.style?.numFmt)),
      ),
    })),
  )
}

function shown(value: CellValue, format = 'General'): string {
  if (value === null) return ''
  if (typeof value === 'number') return shownNumber(value, format)
  if (value instanceof Date) return shownDate(value)
  return String(value).trim()
}

/**
 * All digits and no separators: how they are grouped depends on the computer a sheet is opened
 * on. What a format adds that belongs to the value stays: 0812… kept as a number, and 11%.
 */
function shownNumber(value: number, format: string) {
  // 0.1 + 0.2 has digits nobody ever saw.
  const plain = String(Number(value.toPrecision(15)))
  if (format === 'General') return plain
  const formatted = formatValue(value, format).trim()
  const isPadded = formatted.startsWith('0') && formatted.replace(/\D/g, '').endsWith(plain)
  return formatted.endsWith('%') || (isPadded && value >= 1) ? formatted : plain
}

/** A day is day-first in one computer and month-first in the next: here it is neither. */
function shownDate(at: Date) {
  const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T')
  const clock = time.replace(/:00$/, '')
  // A time without a day counts from the day sheets begin with.
  if (day < '1900-01-02') return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}

/** Excel writes UTF-8 with a mark, UTF-16 with a mark, or whatever its Windows spoke before. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Pictures and programs are full of characters nobody can type. */
function isText(text: string) {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 27)) return false
  }
  return true
}

function readCsv(text: string): string[][] {
  // Excel's own way of naming the separator.
  const named = /^sep=(.)\r?\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const delimiter = named?.[1] ?? detectDelimiter(body)
  return parseCsv(body, { delimiter }).map((row) => row.map((value) => unmarked(shown(value))))
}

/** Marks that tell Excel to leave a value alone: '0812…, ="0812…". */
function unmarked(value: string) {
  return /^="(.*)"$/.exec(value)?.[1] ?? /^'([^']+)$/.exec(value)?.[1]?.trim() ?? value
}

/** Empty edges are what a sheet's formatting leaves behind, not part of the table. */
function checked(sheets: ReadTable['sheets']): ReadTable {
  let total = 0
  const trimmed = sheets.map(({ name, rows }) => {
    const ends = rows.map((row) => row.findLastIndex((value) => value !== '') + 1)
    const height = ends.findLastIndex((end) => end > 0) + 1
    const width = ends.reduce((widest, end) => Math.max(widest, end), 0)
    total += height
    refuseOver('rows', total)
    refuseOver('columns', width)
    const kept = rows.slice(0, height)
    return { name, rows: kept.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? '')) }
  })
  return { sheets: trimmed.filter(({ rows }) => rows.length > 0) }
}

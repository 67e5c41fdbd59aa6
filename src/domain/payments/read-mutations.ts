import type { Day } from '../day.ts'
import { readDay } from './read-mutations-days.ts'
import {
  type Direction,
  type Mutation,
  type Mutations,
  plain,
  readAmount,
  readMark,
  readReference,
} from './read-mutations-parts.ts'

type Column = 'date' | 'text' | 'in' | 'out' | 'amount' | 'mark' | 'balance' | 'reference'
type Columns = { [Name in Column]?: number } & { texts: number[] }

/**
 * Reads what moved on a bank account out of the rows of its export, whichever bank's: columns
 * are known by their names, what stands above and below the table is left out. Undefined when
 * no row names the columns. A day without a year belongs to the period the export names, or is
 * the latest one that is not after `today`.
 */
export function readMutationRows(rows: string[][], today: Day): Mutations | undefined {
  const head = rows.findIndex((row) => columnsOf(row) !== undefined)
  const columns = columnsOf(rows[head] ?? [])
  if (!columns) return undefined
  const latest = lastDayOf(rows.slice(0, head), today)
  const read: Mutations = { mutations: [], unread: [] }
  let above: Mutation | undefined
  for (const [place, raw] of rows.entries()) {
    // An apostrophe holds Excel off, and is no part of what it stands before.
    const row = raw.map((cell) => cell.trim().replace(/^'/, ''))
    const said = plain(row.join(' '))
    if (place <= head || said === '' || columnsOf(row) || isSum(row)) continue
    const mutation = readRow(row, columns, latest)
    if (!mutation && above && isMoreText(row, columns)) {
      above.text = plain(`${above.text} ${said}`)
      continue
    }
    above = mutation && { line: place + 1, ...mutation }
    if (above) read.mutations.push(above)
    else read.unread.push({ line: place + 1, text: said })
  }
  return read
}

/** In this order: "Tanggal Transaksi" is a day, "Saldo Akhir Mutasi" a balance. */
const NAMES: [Column | null, RegExp][] = [
  [null, /\b(awal|norek|account|rekening|cabang|branch|cbg|ccy|currency|kode|code)\b|^jam\b/],
  [null, /\b(val|value|valuta|eff|effective|efektif)\b/],
  ['balance', /\b(saldo|balance)\b/],
  ['mark', /^(db cr|cr db|d k|k d|d c|dk|(jenis|tipe|type)( transaksi)?|deb[ei]t kredit)$/],
  ['reference', /\b(reff?|referensi|reference|jurnal|journal|rrn|bukti)\b/],
  ['in', /\b(kredit|credit|cr|masuk|pemasukan)\b/],
  ['out', /\b(debit|debet|db|keluar|pengeluaran)\b/],
  ['date', /\b(tanggal|tgl|date|postdate|waktu)\b/],
  ['amount', /\b(jumlah|nominal|amount|mutasi|nilai)\b/],
  [
    'text',
    /\b(keterangan|uraian|deskripsi|desc(ription)?|desk|remarks?|trremk|rincian|berita|catatan|detail|transaksi|transaction|additional\w*)\b/,
  ],
]

function columnsOf(row: string[]): Columns | undefined {
  const columns: Columns = { texts: [] }
  for (const [place, cell] of row.entries()) {
    if (cell.length > 40) return undefined
    const name = plain(cell.toLowerCase().replace(/[^a-z]+/g, ' '))
    const column = NAMES.find(([, pattern]) => pattern.test(name))?.[0]
    if (column === 'text') columns.texts.push(place)
    else if (column) columns[column] ??= place
  }
  const { date, in: credit, out, amount } = columns
  return date === undefined || (credit ?? out ?? amount) === undefined ? undefined : columns
}

/** "Periode : 01/09/2026 - 30/09/2026" stands above the table. */
function lastDayOf(rows: string[][], today: Day): Day {
  const period = rows.map((row) => row.join(' ')).find((line) => /\bperiode?\b/i.test(line))
  const ends = period?.split(/\s+-\s+|\s+s\/d\.?\s+|\s+sampai\s+|\s+to\s+/i)[1] ?? ''
  return readDay(ends, today) ?? today
}

/** What stands below the table, or is a row of it only to say where the balance began. */
function isSum(row: string[]): boolean {
  const [first = '', second = ''] = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const sums = /^(saldo (awal|akhir)|mutasi (kredit|debet|debit)|total|jumlah|opening|closing)\b/i
  return sums.test(first) || (/^saldo (awal|akhir)$/i.test(second) && !/^pend/i.test(first))
}

function readRow(row: string[], columns: Columns, latest: Day): Omit<Mutation, 'line'> | undefined {
  const cell = (column: Column) => row[columns[column] ?? -1] ?? ''
  const moved = movedIn(row, columns)
  if (!moved) return undefined
  const date = cell('date').trim()
  const day = readDay(date, latest) ?? null
  // What has not been booked yet has no day.
  if (day === null && date !== '' && !/^pend/i.test(date)) return undefined
  const text = plain(columns.texts.map((place) => row[place] ?? '').join(' '))
  const balance = readAmount(cell('balance'))
  return {
    ...moved,
    day,
    text,
    reference: plain(cell('reference')) || readReference(text),
    balanceRupiah: balance
      ? balance.direction === 'out'
        ? -balance.rupiah
        : balance.rupiah
      : null,
  }
}

/** From two columns of which one is filled, or from one with a mark or a sign that says which way. */
function movedIn(
  row: string[],
  columns: Columns,
): { amountRupiah: number; direction: Direction } | undefined {
  const amountOf = (place: number | undefined) => {
    const amount = readAmount(row[place ?? -1] ?? '')
    return amount && amount.rupiah > 0 ? amount : undefined
  }
  const [credit, debit] = [amountOf(columns.in), amountOf(columns.out)]
  if (credit && debit) return undefined
  if (credit) return { amountRupiah: credit.rupiah, direction: 'in' }
  if (debit) return { amountRupiah: debit.rupiah, direction: 'out' }
  const amount = amountOf(columns.amount)
  const marks = columns.mark === undefined ? row : [row[columns.mark] ?? '']
  const direction =
    amount?.direction ?? marks.map((cell) => readMark(cell)).find((mark) => mark !== undefined)
  return amount && direction ? { amountRupiah: amount.rupiah, direction } : undefined
}

/** Some exports break a long text over several rows. */
function isMoreText(row: string[], columns: Columns): boolean {
  const numbers = [columns.date, columns.in, columns.out, columns.amount, columns.balance]
  return numbers.every((place) => (row[place ?? -1] ?? '').trim() === '')
}
